import type pg from 'pg';
import { CopyLimit } from './copy-limit';
import { startLoad, type Load } from './load';
import { alternate, type Pair } from './pairs';
import { startRapport, type BenchRapport } from './rapport';
import { processorOfRapport } from './processor-time';
import { median, progress, type Result } from './report';
import { prepareSchema, startServer } from './server';
import { startServerProcess } from './server-process';

const copyAim = { perSecond: 20_000, ratio: 0.4 };
const singleAim = { perSecond: 8_000, ratio: 0.25 };

/**
 * Events over HTTP, durably committed and resolved, beside COPY of the rows that they became; and single-event requests beside
 * a door that keeps nothing. Ours and the limit take turns, and each pair gives a ratio.
 */
export async function ingest(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { users: 20_000, pairs: 3, batched: 20_000, single: 6_000 }
    : { users: 100_000, pairs: 5, batched: 100_000, single: 40_000 };
  const server = await startServer();
  const load = startLoad();
  const bare = await startServerProcess('bare-door.js');
  try {
    const rapport = await startRapport(server);
    const pool = await prepareSchema(server.url, 'copy_limit', 1);
    const { web } = await rapport.pids();
    const copy = await CopyLimit.open(server.url, 'rapport', 'copy_limit');
    const order = { authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', url: rapport.url, ...order });
    // Both sides begin with the same rows and warm code.
    await sendEvents(load, rapport, { ...order, events: 5_000, batch: 100, connections: 16, round: 0 });
    await sendEvents(load, rapport, { ...order, events: 2_000, batch: 1, connections: 50, round: 0 });
    await copy.catchUp();
    const batched = await alternate(size.pairs, async (round) => {
      const given = { ...order, events: size.batched, batch: 100, connections: 16, round };
      const seconds = await showCost(pool, web, given, () => sendEvents(load, rapport, given));
      const limit = await copy.catchUp();
      return { ours: size.batched / seconds, limit: limit.events / limit.seconds };
    });
    await copy.close();
    const single = await alternate(size.pairs, async (round) => {
      const given = { ...order, events: size.single, batch: 1, connections: 50, round: round + 1000 };
      const seconds = await showCost(pool, web, given, () => sendEvents(load, rapport, given));
      const bareSeconds = await sendEvents(load, { ...rapport, url: bare.url }, given);
      return { ours: size.single / seconds, limit: size.single / bareSeconds };
    });
    await rapport.stop();
    await pool.end();
    return [
      judge('batches of 100 over HTTP, beside COPY', batched, copyAim),
      judge('single events over HTTP, 50 connections, beside the bare door', single, singleAim),
    ];
  } finally {
    load.stop();
    bare.stop();
    await server.stop();
  }
}

/** On a busy machine the processor time of an event says more than the wall clock. */
async function showCost(
  pool: pg.Pool,
  web: number,
  given: { readonly events: number },
  run: () => Promise<number>,
): Promise<number> {
  const before = await processorOfRapport(pool, web);
  const seconds = await run();
  const microseconds = (((await processorOfRapport(pool, web)) - before) * 1000) / given.events;
  progress(`  ${microseconds.toFixed(0)} us of processor time an event, web process and PostgreSQL`);
  return seconds;
}

/** The best round of each side is what the machine can do; the ratio is the median of the pairs. */
export function judge(metric: string, pairs: readonly Pair[], aim: { perSecond: number; ratio: number }): Result {
  const value = Math.max(...pairs.map((pair) => pair.ours));
  const ratio = median(pairs.map((pair) => pair.ours / pair.limit));
  return {
    metric,
    value,
    unit: 'events/s',
    limit: Math.max(...pairs.map((pair) => pair.limit)),
    ratio,
    aim: `${aim.perSecond.toLocaleString('en')}/s, ratio ${aim.ratio}`,
    met: value >= aim.perSecond && ratio >= aim.ratio,
  };
}

/** @returns seconds */
export async function sendEvents(
  load: Load,
  rapport: Pick<BenchRapport, 'url'>,
  given: {
    authorization: string;
    users: number;
    events: number;
    batch: number;
    connections: number;
    round: number;
  },
): Promise<number> {
  const { round, ...rest } = given;
  const run = `${given.batch}-${round}`;
  const result = await load.run({ type: 'events', url: rapport.url, ...rest, run, seed: round + 1 });
  return result.seconds;
}
