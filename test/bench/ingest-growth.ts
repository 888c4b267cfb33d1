import type pg from 'pg';
import { fillCustomers } from './fill';
import { sendEvents } from './ingest';
import { startLoad } from './load';
import { processorOfRapport } from './processor-time';
import { startRapport } from './rapport';
import { median, progress, type Result } from './report';
import { prepareSchema, startServer } from './server';

const flatWithin = 0.2;
const eventsEach = 20;

type Cost = { readonly microseconds: number; readonly walBytes: number; readonly perSecond: number };

/**
 * What an event costs as the tables grow: processor time of the web process and of all of PostgreSQL's (on a busy machine wall
 * time says little), and WAL. In between the tables are filled by SQL. Each stage is measured right before a checkpoint, and
 * right after one, when every page that is touched first goes into the WAL whole; the cost is that of both together.
 */
export async function ingestGrowth(quick: boolean): Promise<Result[]> {
  const stages = quick ? [50_000, 150_000, 500_000] : [1_000_000, 3_000_000, 10_000_000];
  const size = quick ? { users: 10_000, events: 8_000, parts: 2 } : { users: 100_000, events: 300_000, parts: 2 };
  const server = await startServer();
  const load = startLoad();
  try {
    const rapport = await startRapport(server);
    const pool = await prepareSchema(server.url, 'rapport', 2);
    const order = { authorization: rapport.authorization, users: size.users };
    await load.run({ type: 'seed', url: rapport.url, ...order });
    // A third of the work, so that new people and merges are over before the first stage: later ones have none either.
    for (let round = 0; round < 3; round++) {
      await sendEvents(load, rapport, { ...order, events: size.users * 2, batch: 100, connections: 16, round });
    }
    const { web } = await rapport.pids();
    const costs: Cost[] = [];
    let filled = 0;
    for (const events of stages) {
      const to = Math.floor((events * 2) / eventsEach);
      await fillCustomers(pool, { from: filled, to, eventsEach, now: Date.now() });
      filled = to;
      await pool.query('vacuum (analyze)');
      const parts: Cost[] = [];
      for (let part = 0; part < size.parts; part++) {
        const run = (): Promise<number> =>
          sendEvents(load, rapport, {
            ...order,
            events: size.events,
            batch: 100,
            connections: 16,
            round: events + part,
          });
        parts.push(await measure(pool, web, size.events, run));
        await pool.query('checkpoint');
      }
      const cost = mean(parts);
      costs.push(cost);
      progress(
        `  at ${events.toLocaleString('en')} events: ${cost.microseconds.toFixed(0)} us of processor time, ` +
          `${cost.walBytes.toFixed(0)} bytes of WAL (${parts.map((part) => part.walBytes.toFixed(0)).join(' before, ')} after a checkpoint), ` +
          `${Math.round(cost.perSecond)} events/s`,
      );
    }
    await rapport.stop();
    await pool.end();
    const first = costs[0]?.microseconds ?? NaN;
    const worst = Math.max(...costs.map((cost) => cost.microseconds));
    return [
      {
        metric: `processor time of an event after ${stages.map((one) => one.toLocaleString('en')).join(', ')} events, the dearest`,
        value: worst,
        unit: 'us',
        limit: first,
        ratio: worst / first,
        aim: `flat within ${flatWithin * 100} %`,
        met: worst / first <= 1 + flatWithin,
      },
      {
        metric: 'WAL of an event, the median of the stages',
        value: median(costs.map((cost) => cost.walBytes)),
        unit: 'bytes',
        limit: null,
        ratio: null,
        aim: 'printed',
        met: true,
      },
    ];
  } finally {
    load.stop();
    await server.stop();
  }
}

async function measure(pool: pg.Pool, web: number, events: number, run: () => Promise<number>): Promise<Cost> {
  const before = { processor: await processorOfRapport(pool, web), wal: await walBytes(pool) };
  const seconds = await run();
  return {
    microseconds: (((await processorOfRapport(pool, web)) - before.processor) * 1000) / events,
    walBytes: ((await walBytes(pool)) - before.wal) / events,
    perSecond: events / seconds,
  };
}

async function walBytes(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes`);
  return Number(rows[0]?.bytes ?? 0);
}

function mean(parts: readonly Cost[]): Cost {
  const of = (pick: (part: Cost) => number): number => parts.reduce((sum, part) => sum + pick(part), 0) / parts.length;
  return {
    microseconds: of((part) => part.microseconds),
    walBytes: of((part) => part.walBytes),
    perSecond: of((part) => part.perSecond),
  };
}
