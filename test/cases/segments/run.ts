import { readFileSync } from 'node:fs';
import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { type DefinitionNode } from '../../../plugins/segments/domain/definition';
import { reader } from '../../support/segments';
import { CaseDatabases } from '../databases';
import { judge, NotApplicable, type Result, runAll } from '../result';
import { segmentCase, segmentFile, type SegmentCase, type TimelineCase } from './case';
import { fromDittofeed, fromUserProperty } from './dittofeed';
import { text } from './json';
import { fromPostHog } from './posthog';
import { fromSegmentFilter, toCall } from './segment';
import { fromUnomi } from './unomi';
import { begin, SegmentWorld } from './world';

/** In the order of the file. */
export async function runSegmentsFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const { cases, computed_trait_cases: computed } = segmentFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const databases = new CaseDatabases(() => begin);
  try {
    return await runAll<JsonObject>([...cases, ...computed], (one) => runSegmentCase(one, databases), report);
  } finally {
    await databases.close();
  }
}

/** Through the door of a Rapport with a moved clock, then through the compiler. */
async function runSegmentCase(raw: JsonObject, databases: CaseDatabases): Promise<Result> {
  return judge({ id: text(raw['id']), title: text(raw['title']) }, async () => {
    const subject = segmentCase.parse(raw);
    if (subject.kind === 'validation') return validation(subject);
    const world = await SegmentWorld.open(databases);
    try {
      if (subject.kind === 'segment-timeline') return await timeline(subject, world);
      return await checks(subject, world);
    } finally {
      await world.close();
    }
  });
}

async function timeline(subject: TimelineCase, world: SegmentWorld): Promise<string[]> {
  const wrong: string[] = [];
  define(subject, subject.source.project, world);
  for (const step of subject.timeline) {
    if (step.do === 'clock') world.now = Date.parse(step.to);
    if (step.do === 'define') define(step, subject.source.project, world);
    if (step.do === 'event') await world.receive(step.event, step.received_at);
    if (step.do === 'expect') wrong.push(...(await world.differences(Date.parse(step.at), step.members, step.traits)));
    if (step.do === 'expect_score') wrong.push(...(await world.scoreDifferences(step.scores)));
  }
  return wrong;
}

function define(
  { segments, traits }: Pick<TimelineCase, 'segments' | 'traits'>,
  project: string,
  world: SegmentWorld,
): void {
  for (const { name, peer, words = '' } of segments) {
    world.segments.set(
      name,
      node(peer === undefined ? fromWords(project, words) : translate(project, peer, world.now)),
    );
    const [, points] = /\((\d+) points\)/.exec(words) ?? [];
    if (points !== undefined) world.points.set(name, Number(points));
  }
  for (const { name, definition } of traits)
    world.traits.set(name, fromUserProperty(isJsonObject(definition) ? definition : {}));
}

function translate(project: string, peer: Json, now: number): Json {
  const translators: Record<string, () => Json> = {
    'apache/unomi': () => fromUnomi(peer, now),
    'dittofeed/dittofeed': () => fromDittofeed(isJsonObject(peer) ? peer : {}),
  };
  const translator = translators[project];
  if (translator === undefined) throw new NotApplicable(`definitions of ${project}`);
  return translator();
}

function fromWords(project: string, words: string): Json {
  if (project !== 'PostHog/posthog') throw new NotApplicable(`words of ${project}`);
  return fromPostHog(words);
}

/** null: it is refused, so that nobody is in it. */
function node(definition: Json): DefinitionNode | null {
  const parsed = reader.parse(definition);
  return parsed.ok ? parsed.node : null;
}

type Check = {
  readonly definition: Json;
  readonly call: (userId: string) => Json | undefined;
  readonly expected: boolean;
};

/** Each check has a customer of its own. */
async function checks(
  subject: Extract<SegmentCase, { kind: 'event-filter' | 'profile-condition' }>,
  world: SegmentWorld,
): Promise<string[]> {
  const members: Record<string, { in: string[]; out: string[] }> = {};
  for (const [index, { definition, call, expected }] of checksOf(subject, world.now).entries()) {
    const userId = `u${index}`;
    const sent = call(userId);
    if (sent !== undefined) await world.receive(sent);
    world.segments.set(userId, node(definition));
    members[userId] = { in: expected ? [userId] : [], out: expected ? [] : [userId] };
  }
  return world.differences(world.now, members, {});
}

function checksOf(subject: Extract<SegmentCase, { kind: 'event-filter' | 'profile-condition' }>, now: number): Check[] {
  if (subject.kind === 'profile-condition') {
    const { profile } = subject;
    return subject.checks.map(({ peer, expected }) => ({
      definition: fromUnomi(peer, now),
      call: (userId) => ({ type: 'identify', userId, traits: profile }),
      expected,
    }));
  }
  return subject.checks.map(({ peer, event, expected }) => ({
    definition: fromSegmentFilter(peer),
    call: (userId) => (isJsonObject(event) ? toCall(event, userId) : event),
    expected,
  }));
}

function validation({ source, checks: list }: Extract<SegmentCase, { kind: 'validation' }>): string[] {
  if (source.project === 'PostHog/posthog')
    throw new NotApplicable(
      'PostHog refuses what we mean to accept, as Dittofeed and Unomi do: "no such event" and "zero times" are conditions like others.',
    );
  return (
    list
      // A draft is not compiled, so that anything may stand in it.
      .filter((check) => check.enabled)
      .flatMap(({ definition, expected }): string[] => {
        const isRefused = node(definition === null ? null : translate(source.project, definition, begin)) === null;
        return isRefused === expected.startsWith('rejected')
          ? []
          : [`${JSON.stringify(definition)} should be ${expected}`];
      })
  );
}
