import { readFileSync } from 'node:fs';
import type { JsonObject } from '@rapport/sdk';
import { CaseDatabases } from '../databases';
import { judge, type Result, runAll } from '../result';
import { caseFile, type IdentityCase } from './case';
import { compare } from './expectations';
import { peerOf } from './policies';
import { initialCalls, type Step, Translator } from './translate';
import { type Snapshot, World } from './world';

/** In the order of the file. */
export async function runIdentityFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const { cases } = caseFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const databases = new CaseDatabases(Date.now);
  try {
    return await runAll(cases, (subject) => judge(subject, () => differences(subject, databases)), report);
  } finally {
    await databases.close();
  }
}

/** Runs one case through the door of a Rapport with the settings that do what its peer does. */
async function differences(subject: IdentityCase, databases: CaseDatabases): Promise<string[]> {
  const peer = peerOf(subject);
  const translator = new Translator(peer);
  const steps = subject.events.map((event) => translator.step(event));
  const initial = subject.initial.map((profile, index) => initialCalls(profile, index));
  const isRace = /^race\b/.test(subject.title) || /concurrent/.test(subject.note);
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
  const calls = steps.flatMap((step) => (step.type === 'calls' ? step.calls : []));
  const [status] = await Promise.all([
    ...calls.map((call, index) => world.send([call], index + 1)),
    ...initial.map((one) => world.send(one)),
  ]);
  const after = [await world.look()];
  return compare({ subject, peer: peerOf(subject), world, before, after, statuses: [status] });
}

async function perform(step: Step, world: World): Promise<number | undefined> {
  if (step.type === 'calls') return world.send(step.calls);
  const [first, ...others] = step.parties;
  for (const other of others) if (first !== undefined) await world.merge(first, other);
  return undefined;
}
