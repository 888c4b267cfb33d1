import { randomUUID } from 'node:crypto';
import type { Core } from '@rapport/sdk';
import { highValue, managedTraits } from '../domain/managed-traits';
import { readySituations } from '../domain/situations/ready';
import { type ReadySituation, segmentKeyOf } from '../domain/situations/situation';
import { insertSituation, noteInstalled, readInstalled } from './stores/situations';

/** Whoever reads a history sees that nobody of the house did it. */
export const installer = 'system:empathy';
const installLock = 'empathy install';

const segments = [
  ...readySituations.map((one) => ({ key: segmentKeyOf(one.key), situation: one })),
  { key: highValue.key, situation: null },
];

/** The segment of a situation, as it is brought. */
export function segmentOf({ key, name, when }: ReadySituation) {
  return {
    key: segmentKeyOf(key),
    name: name.en,
    description: `${name['zh-Hans']} · ${name.de}`,
    definition: when,
  };
}

/**
 * Brings what was never brought before: situations with their segments, computed traits. One node at a time; broken off it goes on
 * where it was. What an admin removed or changed since stays so.
 * @returns how many definitions were brought
 */
export async function installReady(core: Core): Promise<number> {
  const { database } = core;
  if (core.segments === null) return 0;
  const before = new Set((await readInstalled(database)).map(({ kind, key }) => `${kind} ${key}`));
  const newSegments = segments.filter(({ key }) => !before.has(`segment ${key}`));
  const newTraits = managedTraits.filter(({ key }) => !before.has(`computed ${key}`));
  if (newSegments.length + newTraits.length === 0) return 0;
  const { segments: kept, now } = core;
  return database.transaction(async (sql) => {
    if (!(await sql.tryLock(installLock))) return 0;
    const wanted = newSegments.map(({ situation }) => (situation === null ? highValue : segmentOf(situation)));
    const there = await kept.install({ segments: wanted, computed: newTraits }, installer);
    const by = { actor: installer, at: now() };
    for (const { key, situation } of newSegments)
      if (situation !== null && there.has(key)) await insertSituation(sql, randomUUID(), situation, by);
    const installed = [
      ...newSegments.map(({ key }) => ({ kind: 'segment' as const, key })),
      ...newTraits.map(({ key }) => ({ kind: 'computed' as const, key })),
    ].filter(({ key }) => there.has(key));
    await noteInstalled(sql, installed, by.at);
    return installed.length;
  });
}

const done = new WeakSet<Core>();

/** Once in the life of a worker. */
export async function installRound(core: Core): Promise<'more' | 'done'> {
  if (done.has(core) || !core.settings.installSituations) return 'done';
  const count = await installReady(core);
  done.add(core);
  if (count > 0) core.log.info({ count }, 'ready situations and computed traits were installed');
  return 'done';
}
