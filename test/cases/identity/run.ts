import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/sdk';
import { CaseDatabases } from '../databases';
import { judge, NotApplicable, type Result, runAll } from '../result';
import { caseFile, type IdentityCase, type NamedCase, readCase } from './case';
import { compare } from './expectations';
import { peerOf } from './policies';
import { initialCalls } from './initial';
import { type Step, Translator } from './translate';
import { type Snapshot, World } from './world';

/** In the order of the file. */
export async function runIdentityFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  return runIdentityCases(caseFile.parse(JSON.parse(readFileSync(file, 'utf8'))).cases, report);
}

export async function runIdentityCases(
  cases: readonly NamedCase[],
  report: (result: Result) => void,
): Promise<Result[]> {
  const databases = new CaseDatabases(Date.now);
  try {
    return await runAll(cases, (subject) => judge(subject, () => differences(subject, databases)), report);
  } finally {
    await databases.close();
  }
}

/** Runs one case through the door of a Rapport with the settings that do what its peer does. */
async function differences(raw: NamedCase, databases: CaseDatabases): Promise<string[]> {
  const subject = readCase(raw);
  const peer = peerOf(subject);
  const translator = new Translator(peer);
  const steps = subject.events.map((event) => translator.step(event));
  const initial = subject.initial.map((profile, index) => initialCalls(profile, index));
  const isRace = /\brace\b|\bconcurrent/i.test(`${subject.title} ${subject.note}`);
  const world = await World.open(databases, peer.policy, isRace ? 2 : 1);
  try {
    if (isRace) return await race(subject, world, initial, steps);
    for (const calls of initial) await world.send(calls);
    if (subject.expected['retryable_error'] === true) await world.breakMerges();
    const before = await world.look();
    const after: Snapshot[] = [];
    const statuses: (number | undefined)[] = [];
    for (const step of steps) {
      statuses.push(await perform(step, world));
      after.push(await world.look());
    }
    return await compare({ subject, peer, world, before, after, statuses });
  } finally {
    await world.close();
  }
}

/** What the case begins with and what happens then arrive at the same time, at two nodes. */
async function race(
  subject: IdentityCase,
  world: World,
  initial: readonly JsonObject[][],
  steps: readonly Step[],
): Promise<string[]> {
  const before = await world.look();
  if (steps.some((step) => step.parties.length > 0))
    throw new NotApplicable('a race of merges by hand is not run here');
  const calls = steps.flatMap((step) => step.calls);
  const [status] = await Promise.all([
    ...calls.map((call, index) => world.send([call], index + 1)),
    ...initial.map((one) => world.send(one)),
  ]);
  const after = [await world.look()];
  return compare({ subject, peer: peerOf(subject), world, before, after, statuses: [status] });
}

async function perform(step: Step, world: World): Promise<number | undefined> {
  const status = step.calls.length === 0 ? undefined : await world.send(step.calls);
  const [first, ...others] = step.parties;
  for (const other of others) if (first !== undefined) await world.merge(first, other);
  return status;
}
