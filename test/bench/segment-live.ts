import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '@rapport/sdk';
import { processorMilliseconds } from './processor-time';
import { median, progress, quantile, type Result } from './report';
import { define, numberOf, type SegmentBench, startSegmentBench } from './segment-rapport';

const names = ['Product Viewed', 'Product Added', 'Product List Viewed', 'Email Opened', 'Order Completed'];
const aims = { p50: 50, p99: 250, quietP50: 10, microseconds: 10 };

/**
 * 100 segments, of which 20 mention each name of an event, while events are offered. A probe sends an event of a customer of its own
 * and looks for its transition from the 200 on, until it is committed; then another one.
 */
export async function segmentLive(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { customers: 5_000, users: 2_000, perSecond: 500, seconds: 8, quietSeconds: 3, segments: 100 }
    : { customers: 1_000_000, users: 100_000, perSecond: 2_000, seconds: 60, quietSeconds: 20, segments: 100 };
  const bench = await startSegmentBench(size.customers);
  try {
    const { load, rapport } = bench;
    const order = { url: rapport.url, authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', ...order });
    await define(bench, { probed: { event: 'Probed', within: '1h' }, ...segments(size.segments) });
    const quiet = await probe(bench, 'quiet', size.quietSeconds);
    const worker = (await rapport.pids()).worker;
    const before = { processor: await evaluation(bench, worker), transitions: await transitions(bench) };
    const events = size.perSecond * size.seconds;
    const run = { type: 'events', ...order, run: 'live', seed: 3, batch: 20, connections: 16 } as const;
    const loading = load.run({ ...run, events, perSecondMax: size.perSecond });
    const rebuilding = rebuild(bench, size.seconds / 2);
    const busy = await probe(bench, 'busy', size.seconds);
    const { seconds } = await loading;
    await rebuilding;
    const pairs = events * 20;
    const microseconds = ((await evaluation(bench, worker)) - before.processor) * (1000 / pairs);
    progress(
      `  ${(events / seconds).toFixed(0)} events/s, ${(await transitions(bench)) - before.transitions} transitions`,
    );
    progress(`  lag after the load: ${await drained(bench)} ms`);
    const from = 'from the 200 to the transition committed';
    return [
      line(`${from}, alone, p50 of ${quiet.length}`, median(quiet), 'ms', `${aims.quietP50} ms`, aims.quietP50),
      line(
        `${from}, at ${size.perSecond} events/s and a rebuild, p50 of ${busy.length}`,
        median(busy),
        'ms',
        `${aims.p50} ms`,
        aims.p50,
      ),
      line(`${from}, the same, p99`, quantile(busy, 0.99), 'ms', `${aims.p99} ms`, aims.p99),
      line(
        'processor time for an event and a touched segment, worker and its PostgreSQL',
        microseconds,
        'us',
        `${aims.microseconds} us`,
        aims.microseconds,
      ),
    ];
  } finally {
    await bench.stop();
  }
}

function line(metric: string, value: number, unit: string, aim: string, max: number): Result {
  return { metric, value, unit, limit: null, ratio: null, aim, met: value <= max };
}

/** As many for each name: counts, sums, absences, with traits. */
function segments(count: number): Record<string, Json> {
  const one = (index: number): Json => {
    const event = names[index % names.length] ?? '';
    const within = `${1 + ((index * 7) % 60)}d`;
    const kinds: Json[] = [
      { event, within, count: { op: 'gte', value: 2 + (index % 9) } },
      {
        all: [
          { event, within },
          { trait: 'country', op: 'eq', value: 'DE' },
        ],
      },
      { all: [{ event, within: '60d' }, { not: { event, within } }] },
      { event, within, aggregate: { fn: 'sum', property: 'revenue' }, op: 'gt', value: 50 + index },
    ];
    return kinds[Math.floor(index / names.length) % kinds.length] ?? {};
  };
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`bench-${index}`, one(index)]));
}

/** @returns milliseconds, one after the other */
async function probe({ rapport, pool }: SegmentBench, run: string, seconds: number): Promise<number[]> {
  const found: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (let count = 0; performance.now() < end; count++) {
    const userId = `probe-${run}-${count}`;
    const body = JSON.stringify({ userId, event: 'Probed', messageId: userId });
    const answer = await fetch(`${rapport.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: rapport.authorization, 'content-type': 'application/json' },
      body,
    });
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    await answer.text();
    const kept = performance.now();
    while ((await numberOf(pool, isIn, [userId])) === 0) {
      if (performance.now() > end + 30_000) throw new Error('a probe was not seen within 30 s');
      await sleep(1);
    }
    found.push(performance.now() - kept);
    await sleep(Math.max(0, 100 - (performance.now() - kept)));
  }
  return found;
}

const isIn = `select count(*) as n from identifier i join transition t on t.profile_id = i.profile_id
  join segment s on s.id = t.segment_id and s.key = 'probed'
  where i.value = $1 and i.kind_id = (select id from identifier_kind where name = 'user_id')`;

/** Another segment is built meanwhile. */
async function rebuild(bench: SegmentBench, afterSeconds: number): Promise<void> {
  await sleep(afterSeconds * 1000);
  await define(bench, { rebuilt: { event: 'Order Completed', count: { op: 'gte', value: 2 }, within: '45d' } });
}

/** Processor time of the worker and of the PostgreSQL that works for plugins, ms. */
async function evaluation({ pool }: SegmentBench, worker: number): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name like 'rapport plugins%'`,
  );
  return rows.reduce((sum, { pid }) => sum + processorMilliseconds(pid), processorMilliseconds(worker));
}

async function transitions({ pool }: SegmentBench): Promise<number> {
  return numberOf(pool, 'select count(*) as n from transition');
}

/** Until nothing waits any more. */
async function drained({ pool }: SegmentBench): Promise<number> {
  const begun = performance.now();
  while ((await numberOf(pool, 'select count(*) as n from work')) > 0) await sleep(20);
  return Math.round(performance.now() - begun);
}
