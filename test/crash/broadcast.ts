import { readFile, rm, mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '../../src/demo/random';
import { broadcastStates, onDatabase, seedBroadcast, startBroadcast } from '../support/broadcast-seed';
import { spawnSink } from '../support/smtp-sink-spawn';
import type { Break, Killable } from './killable';

const concurrency = 20;
/** For a kill to have happened, and for PostgreSQL to have ended what the dead had asked of it. */
const killedMilliseconds = 500;
export const broadcastSecondsMax = 30 * 60;

export type BroadcastRound = {
  readonly people: number;
  readonly perSecond: number;
  /** The mail server takes its time, so that a kill meets messages on their way: longer than from one group of them to the next. */
  readonly answerMilliseconds: number;
  readonly breaks: readonly Break[];
  /** From one to the next. */
  readonly pauseMilliseconds: readonly [shortest: number, longest: number];
  /** A lease of somebody dead is ended by hand after so many seconds; null: it runs out. */
  readonly leaseSeconds: number | null;
};

type Row = { readonly id: string; readonly state: string; readonly isOnItsWay: boolean };

/**
 * A broadcast to a mail server in a process of its own, which writes down what it takes before it says so, while one thing after the
 * other is killed. Nobody gets two; who got none is `unknown`; and what is unknown was on its way when a worker died.
 */
export async function broadcastUnderKills(world: Killable, round: BroadcastRound): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-broadcast-'));
  const file = path.join(folder, 'taken');
  const sink = await spawnSink({ file, answerMilliseconds: round.answerMilliseconds });
  try {
    const { people, perSecond } = round;
    await seedBroadcast(await world.databaseUrl(), { people, port: sink.port, concurrency, perSecond });
    await startBroadcast(await world.databaseUrl(), 'spring');
    const { onTheirWay, workersKilled } = await breakAll(world, round);
    await untilDone(world, round.leaseSeconds === null ? null : { afterSeconds: round.leaseSeconds, onTheirWay });
    const rows = await messages(world);
    const taken = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
    const got = new Set(taken.map((id) => /([0-9a-f-]{36})/.exec(id)?.[1]));
    const unknown = rows.filter(({ state }) => state === 'unknown');
    const told = { messages: rows.length, taken: taken.length, unknown: unknown.length, workersKilled };
    process.stderr.write(`broadcast: ${JSON.stringify({ ...told, onTheirWay: onTheirWay.size })}\n`);
    expect(rows).toHaveLength(people);
    expect(new Set(taken).size).toBe(taken.length);
    expect(rows.filter(({ id, state }) => state !== 'unknown' && !(state === 'handed' && got.has(id)))).toEqual([]);
    expect(unknown.filter(({ id }) => !onTheirWay.has(id))).toEqual([]);
    expect(unknown.length).toBeLessThanOrEqual(workersKilled * concurrency);
    // Else the kills met nothing, and what they prove is nothing.
    expect(onTheirWay.size).toBeGreaterThan(0);
  } finally {
    await sink.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns ids of all that was on its way after one of the kills: what dead workers left is, for as long as their lease */
async function breakAll(
  world: Killable,
  { breaks, pauseMilliseconds: [shortest, longest] }: BroadcastRound,
): Promise<{ readonly onTheirWay: ReadonlySet<string>; readonly workersKilled: number }> {
  const random = new Random('broadcast');
  const onTheirWay = new Set<string>();
  let workersKilled = 0;
  for (const what of breaks) {
    await sleep(random.integer(shortest, longest));
    // Right after the kill: until a node is back, leases of its dead may run out.
    const [died, rows] = await Promise.all([world.break(what), sleep(killedMilliseconds).then(() => messages(world))]);
    workersKilled += died;
    for (const { id, isOnItsWay } of rows) if (isOnItsWay) onTheirWay.add(id);
  }
  return { onTheirWay, workersKilled };
}

type Leases = { readonly afterSeconds: number; readonly onTheirWay: ReadonlySet<string> };

/** @param leases that are ended by hand; null: none */
async function untilDone(world: Killable, leases: Leases | null): Promise<void> {
  for (let waited = 0; waited < broadcastSecondsMax; waited += 1) {
    const { state } = await patiently(async () => broadcastStates(await world.databaseUrl(), 'spring'));
    if (state === 'done') return;
    if (leases !== null) await endLeases(world, leases);
    await sleep(1_000);
  }
  throw new Error('the broadcast does not end');
}

/** Of what was only claimed, or was on its way at a kill: what a living worker has on its way is its own. */
async function endLeases(world: Killable, { afterSeconds, onTheirWay }: Leases): Promise<void> {
  await patiently(async () =>
    onDatabase(await world.databaseUrl(), (client) =>
      client.query(
        `update rapport.message set lease_until = now()
         where state = 'claimed' and greatest(counts_at, handing_at) < now() - make_interval(secs => $1)
           and (handing_at is null or public_id = any($2::uuid[]))`,
        [afterSeconds, [...onTheirWay]],
      ),
    ),
  );
}

async function messages(world: Killable): Promise<readonly Row[]> {
  return patiently(async () =>
    onDatabase(await world.databaseUrl(), async (client) => {
      const { rows } = await client.query<Row>(
        `select public_id as id, state, state = 'claimed' and handing_at is not null as "isOnItsWay" from rapport.message`,
      );
      return rows;
    }),
  );
}

/** The server may be on its way back. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const pauseMilliseconds = 100;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt * pauseMilliseconds >= 60_000) throw error;
      await sleep(pauseMilliseconds);
    }
  }
}
