import { readFileSync } from 'node:fs';
import { isJsonObject, type Json } from '@rapport/sdk';
import { type DefinitionNode } from '../../../plugins/segments/domain/definition';
import { reader } from '../../support/segments';
import { CaseDatabases } from '../databases';
import { judge, NotApplicable, type Result, runAll } from '../result';
import { segmentFile, type SegmentCase, type TimelineCase } from './case';
import { fromDittofeed, fromUserProperty } from './dittofeed';
import { posthogCohorts } from './posthog';
import { fromSegmentFilter, toCall } from './segment';
import { fromUnomi } from './unomi';
import { begin, SegmentWorld } from './world';

/** In the order of the file. */
export async function runSegmentsFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const { cases, computed_trait_cases: computed } = segmentFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const databases = new CaseDatabases(() => begin);
  try {
    return await runAll<SegmentCase>([...cases, ...computed], (subject) => runSegmentCase(subject, databases), report);
  } finally {
    await databases.close();
  }
}

/** Through the door of a Rapport with a moved clock, then through the compiler. */
async function runSegmentCase(subject: SegmentCase, databases: CaseDatabases): Promise<Result> {
  return judge(subject, async () => {
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
  define(subject, world, subject.id);
  for (const step of subject.timeline) {
    if (step.do === 'clock') world.now = Date.parse(step.to);
    if (step.do === 'define') define(step, world, subject.id);
    if (step.do === 'event') await world.receive(step.event, step.received_at);
    if (step.do === 'expect') wrong.push(...(await world.differences(Date.parse(step.at), step.members, step.traits)));
    if (step.do === 'expect_score') wrong.push(...(await world.scoreDifferences(step.scores)));
  }
  return wrong;
}

function define(
  { segments, traits }: Pick<TimelineCase, 'segments' | 'traits'>,
  world: SegmentWorld,
  id: string,
): void {
  for (const { name, peer = null } of segments) world.segments.set(name, node(translate(id, peer)));
  for (const { name, definition } of traits)
    world.traits.set(name, fromUserProperty(isJsonObject(definition) ? definition : {}));
}

function translate(id: string, peer: Json): Json {
  const cohort = posthogCohorts[id];
  if (cohort !== undefined) return cohort;
  return id.startsWith('UN') ? fromUnomi(peer) : fromDittofeed(isJsonObject(peer) ? peer : {});
}

/** null: it is refused, so that nobody is in it. */
function node(definition: Json): DefinitionNode | null {
  const parsed = reader.parse(definition);
  return parsed.ok ? parsed.node : null;
}

type Check = { readonly definition: Json; readonly call: (userId: string) => Json; readonly expected: boolean };

/** Each check has a customer of its own. */
async function checks(
  subject: Extract<SegmentCase, { kind: 'event-filter' | 'profile-condition' }>,
  world: SegmentWorld,
): Promise<string[]> {
  const members: Record<string, { in: string[]; out: string[] }> = {};
  for (const [index, { definition, call, expected }] of checksOf(subject).entries()) {
    const userId = `u${index}`;
    await world.receive(call(userId));
    world.segments.set(userId, node(definition));
    members[userId] = { in: expected ? [userId] : [], out: expected ? [] : [userId] };
  }
  return world.differences(world.now, members, {});
}

function checksOf(subject: Extract<SegmentCase, { kind: 'event-filter' | 'profile-condition' }>): Check[] {
  if (subject.kind === 'profile-condition') {
    const { profile } = subject;
    return subject.checks.map(({ peer, expected }) => ({
      definition: fromUnomi(peer),
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

function validation({ id, checks: list }: Extract<SegmentCase, { kind: 'validation' }>): string[] {
  if (id.startsWith('PHC'))
    throw new NotApplicable(
      'PostHog refuses what we mean to accept, as Dittofeed and Unomi do: "no such event" and "zero times" are conditions like others.',
    );
  return (
    list
      // A draft is not compiled, so that anything may stand in it.
      .filter((check) => check.enabled)
      .flatMap(({ definition, expected }): string[] => {
        const isRefused = node(definition === null ? null : fromUnomi(definition)) === null;
        return isRefused === expected.startsWith('rejected')
          ? []
          : [`${JSON.stringify(definition)} should be ${expected}`];
      })
  );
}
