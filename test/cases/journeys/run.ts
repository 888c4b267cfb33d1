import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { dayMilliseconds, type Json, type JsonObject } from '@rapport/sdk';
import { judge, NotApplicable, type Result, runAll } from '../result';
import { type Expected, type JourneyCase, journeyCase, journeyFile } from './case';
import { HouseStage } from './house-stage';
import { PureStage } from './pure-stage';
import { differ, Story } from './story';
import { lengthText, segmentsOf, toDefinition } from './translate';

/** In the order of the file. Each journey in our definition. */
export async function runJourneysFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const { cases } = journeyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return runAll(cases, (one) => judge(one, async () => differencesOf(journeyCase.parse(one))), report);
}

/** A noon that is near, since a house has room for the events of such a time. */
const begin = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds + dayMilliseconds / 2;

async function differencesOf(subject: JourneyCase): Promise<string[]> {
  const { journey, steps, expected } = subject;
  if (expected.deliveries_listed !== undefined || expected.message_sent_event !== undefined)
    throw new NotApplicable(
      'There are no hidden messages: whatever somebody was sent is shown on his profile, with what led to it.',
    );
  if (journey === null) return rejections(steps, expected);
  const definition = toDefinition(journey);
  const house = await HouseStage.open(definition, segmentsOf(journey), begin);
  try {
    await house.publish();
    const real = new Story(journey, house);
    const pure = new Story(journey, new PureStage(definition, begin));
    for (const step of steps) {
      await real.happen(step);
      await pure.happen(step);
    }
    return [...(await real.differences(expected)), ...(await unlike(real, pure)), ...(await strayed(real, house))];
  } finally {
    await house.close();
  }
}

/** What the house did is what the pure functions say, to the millisecond: its workers add nothing and lose nothing. */
async function unlike(real: Story, pure: Story): Promise<string[]> {
  const should = await pure.seen();
  return [...(await real.seen())].flatMap(([user, seen]) =>
    isDeepStrictEqual(seen, should.get(user))
      ? []
      : [
          `customer ${user}: ${JSON.stringify(seen)} in the house, ${JSON.stringify(should.get(user))} by its functions`,
        ],
  );
}

async function strayed(real: Story, house: HouseStage): Promise<string[]> {
  const all: string[] = [];
  for (const user of (await real.seen()).keys()) all.push(...(await house.strayed(user)));
  return all;
}

/** `define delay 4m`, `define 10 branches`: what is refused when it is published, by the house and by its functions. */
async function rejections(steps: readonly string[], { rejected }: Expected): Promise<string[]> {
  const refused: string[] = [];
  const wrong: string[] = [];
  for (const step of steps) {
    const definition = definitionOf(step);
    const house = await HouseStage.open(definition, new Map(), begin);
    try {
      const isRefused = await house.refuses();
      if (isRefused) refused.push(step);
      wrong.push(...differ(`"${step}" is refused`, isRefused, await new PureStage(definition, begin).refuses()));
    } finally {
      await house.close();
    }
  }
  return [...differ('rejected', refused.length, rejected), ...wrong];
}

function definitionOf(step: string): Json {
  const whole = (first: JsonObject, exit: Json[] = []): Json => ({
    ...{ entry: { event: 'A' }, exit, start: 'first' },
    steps: { first, end: { kind: 'exit' } },
  });
  const [, kind, length] = /^define (delay|hold) (\S+)$/.exec(step) ?? [];
  if (kind === 'delay') return whole({ kind: 'wait', for: lengthText(length ?? ''), next: 'end' });
  if (kind === 'hold') {
    const timeout = { after: lengthText(length ?? ''), next: 'end' };
    return whole({ kind: 'wait_for', any: [{ event: 'B', next: 'end' }], timeout });
  }
  const [, count = '', what = ''] = /^define (\d+) (branches|exit events)$/.exec(step) ?? [];
  const some = Array.from({ length: Number(count) }, (_, index) => ({ event: `E${index}` }));
  if (what === 'branches')
    return whole({ kind: 'branch', when: some.map((one) => ({ ...one, next: 'end' })), otherwise: 'end' });
  if (what === 'exit events') return whole({ kind: 'wait', for: '1d', next: 'end' }, some);
  throw new Error(`cannot read the step "${step}"`);
}
