import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { long } from '../support/long';
import { createCalls, type LoadCall } from './calls';
import { startLoad, type LoadReport } from './load';
import { customersWithoutCrash, seenCustomers } from './world';

export const loadSeconds = long ? 20 : 5;
export const crashes = long ? 4 : 1;
const eventsPerSecond = 400;
/** Crashes hit between these shares of the time from one to the next. */
const earliest = 0.3;
const latest = 0.9;
/** For the worker to follow what was committed. */
const followSecondsMax = 120;

export type RoundOptions = {
  /** Part of all its ids: lower case, letters and digits, not the beginning of another's. */
  readonly name: string;
  readonly urls: readonly string[];
  readonly writeKey: string;
  /** Breaks something in the middle of the load; called several times, one after the other. */
  readonly crash: (index: number) => Promise<void> | void;
  readonly count?: number;
};

export type RoundResult = { readonly calls: readonly LoadCall[]; readonly report: LoadReport };

/** The load, with its crashes; resolves when the SDK has nothing left to retry. */
export async function runRound({ name, urls, writeKey, crash, count = crashes }: RoundOptions): Promise<RoundResult> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-load-'));
  const calls = createCalls(name, loadSeconds * eventsPerSecond, Date.now());
  const load = await startLoad({ urls, writeKey, calls, seconds: loadSeconds, folder });
  try {
    const spacing = (loadSeconds * 1000) / count;
    for (let index = 0; index < count; index++) {
      const into = earliest + Math.random() * (latest - earliest);
      await sleep(spacing * into);
      await crash(index);
      await sleep(spacing * (1 - into));
    }
    return { calls, report: await load.finished };
  } finally {
    load.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What was promised about every event of a round, whatever crashed. */
export async function expectNothingLostNothingTwice(
  { calls, report }: RoundResult,
  databaseUrl: string,
  round: string,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  try {
    const { rows } = await pool.query<{ message_id: string; count: string }>(
      `select message_id, count(*) from rapport.event where message_id like $1 || '-%' group by message_id`,
      [round],
    );
    const stored = new Map(rows.map((row) => [row.message_id, Number(row.count)]));
    expect([...stored].filter(([, count]) => count !== 1)).toEqual([]);
    expect([...report.acknowledged].filter((messageId) => !stored.has(messageId))).toEqual([]);
    expect(report.lost).toEqual([]);
    expect(report.done.filter((messageId) => !report.acknowledged.has(messageId))).toEqual([]);
    expect([...report.done].sort()).toEqual(calls.map((call) => call.messageId).sort());
    expect([...stored.keys()].sort()).toEqual(calls.map((call) => call.messageId).sort());
    expect(await seenCustomers(pool, 'rapport', round)).toEqual(await customersWithoutCrash(calls, round));
    await expectEverythingFollowed(pool);
  } finally {
    await pool.end();
  }
}

/** Rows are the truth, signals are hints: whatever a crash left behind is picked up. */
async function expectEverythingFollowed(pool: pg.Pool): Promise<void> {
  const deadline = performance.now() + followSecondsMax * 1000;
  for (;;) {
    const { rows } = await pool.query<{ work: string; unnumbered: string }>(
      `select (select count(*) from rapport.work) as work,
              (select count(*) from rapport.commit_log where position is null) as unnumbered`,
    );
    if (rows[0]?.work === '0' && rows[0].unnumbered === '0') return;
    if (performance.now() > deadline) expect(rows[0]).toEqual({ work: '0', unnumbered: '0' });
    await sleep(200);
  }
}
