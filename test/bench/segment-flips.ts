import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { progress, type Result } from './report';
import { define, numberOf, type SegmentBench, startSegmentBench } from './segment-rapport';

const aim = { seconds: 5, slower: 0.2 };
const day = 86_400_000;

/** Memberships that end within the same second: how long after their moment the last one is flipped, and what it does to ingest. */
export async function segmentFlips(quick: boolean): Promise<Result[]> {
  const size = quick
    ? { customers: 8_000, flips: 5_000, users: 1_000, batchEvents: 4_000, leadSeconds: 25 }
    : { customers: 1_000_000, flips: 100_000, users: 100_000, batchEvents: 20_000, leadSeconds: 150 };
  let moment = 0;
  const bench = await startSegmentBench(size.customers, async (pool) => {
    // Until then Rapport starts, and the segment is built.
    moment = Date.now() + size.leadSeconds * 1000;
    await addEvents(pool, size.flips, moment - 30 * day);
    await pool.query('vacuum (analyze) event');
  });
  try {
    const { pool, load, rapport } = bench;
    const order = { url: rapport.url, authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', ...order });
    await define(bench, { 'about-to-end': { event: 'Lately Seen', within: '30d' } });
    const members = await memberCount(bench);
    if (members !== size.flips || Date.now() > moment - 2_000) throw new Error(`${members} members, too late to begin`);
    const send = async (run: string): Promise<number> => {
      const result = await load.run({
        ...{ type: 'events', ...order, run, seed: 5, events: size.batchEvents, batch: 100, connections: 8 },
      });
      return size.batchEvents / result.seconds;
    };
    const before = await send('before');
    await sleep(Math.max(0, moment - Date.now() - 200));
    const meanwhile = send('meanwhile');
    let left = members;
    while (left > 0) {
      await sleep(20);
      left = await memberCount(bench);
      if (Date.now() > moment + 120_000) throw new Error(`${left} are still in it after two minutes`);
    }
    const seconds = (Date.now() - moment) / 1000;
    const during = await meanwhile;
    const early = await numberOf(
      pool,
      `select count(*) as n from transition where cause = 'time' and at < to_timestamp($1::float8 / 1000)`,
      [moment - 1],
    );
    progress(
      `  ingest ${before.toFixed(0)} events/s before, ${during.toFixed(0)} meanwhile; ${early} flipped too early`,
    );
    const slower = 1 - during / before;
    return [
      {
        metric: `${size.flips.toLocaleString('en')} memberships that end within a second: the last one, after its moment`,
        ...{
          value: seconds,
          unit: 's',
          limit: null,
          ratio: null,
          aim: `${aim.seconds} s`,
          met: seconds <= aim.seconds && early === 0,
        },
      },
      {
        metric: 'ingest meanwhile, slower by',
        ...{ value: slower, unit: 'share', limit: null, ratio: null, aim: `${aim.slower}`, met: slower <= aim.slower },
      },
    ];
  } finally {
    await bench.stop();
  }
}

/** One more event of so many customers, all within the second from `at` on. */
async function addEvents(pool: pg.Pool, count: number, at: number): Promise<void> {
  await pool.query(`insert into event_name (type, name, first_seen) values (1, 'Lately Seen', now())`);
  await pool.query(
    `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, properties, context, identifiers, source_id)
     select (select max(id) from event) + row_number() over (), p.id, t.at, t.at, 'late-' || p.id, 1, n.id, '{}', '{}', '[]', 1
     from (select id, row_number() over (order by id) as place from profile where root_id = id order by id limit $1) p
     cross join lateral (select to_timestamp(($2::float8 + p.place % 1000) / 1000) as at) t
     cross join (select id from event_name where name = 'Lately Seen') n`,
    [count, at],
  );
}

function memberCount({ pool }: SegmentBench): Promise<number> {
  return numberOf(
    pool,
    `select count(*) as n from membership m join segment s on s.id = m.segment_id where s.key = 'about-to-end' and m.member`,
  );
}
