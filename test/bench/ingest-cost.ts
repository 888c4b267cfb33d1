import pg from 'pg';
import { defaultPolicy } from '../../src/domain/identity/policy';
import { EventReceiver, readBatch } from '../../src/ingest/door-events';
import { createBatcher } from '../../src/ingest/batcher';
import { PostgresIngestTransaction } from '../../src/ingest/transaction';
import type { Source } from '../../src/ingest/sources';
import { createIngestPool } from '../../src/postgres/pool';
import { Dictionaries } from '../../src/store/dictionaries';
import { ErasedIdentifiers } from '../../src/store/erased-identifiers';
import { ProfileStore } from '../../src/store/profiles';
import { processorMilliseconds } from './processor-time';
import { prepareSchema, startServer } from './server';
import { batchBody, isoTime, loadCall, seedCalls, UserSequence } from './workload';
import { testDigest } from '../support/privacy';

export const benchSource: Source = {
  ref: 'bench',
  name: 'bench',
  writeKey: 'bench',
  kind: 'server',
  enabled: true,
  eventsPerSecondMax: null,
  identitySecret: null,
  secretProperties: [],
};

/**
 * Where the microseconds of an event go: not a bench with a limit but a tool for whoever changes ingest. It counts processor
 * time, not wall time, so that its numbers hold on a busy machine: of this process (door without HTTP, planner, driver) and
 * of PostgreSQL's backends, and there by statement (pg_stat_statements, in milliseconds for 1,000 events).
 */
export async function ingestCost(quick: boolean): Promise<void> {
  const server = await startServer(
    new Map([
      ['shared_preload_libraries', 'pg_stat_statements'],
      ['pg_stat_statements.track_planning', 'on'],
    ]),
  );
  try {
    const pool = await prepareSchema(server.url, 'rapport', 4);
    await pool.query('create extension if not exists pg_stat_statements with schema public');
    const users = quick ? 20_000 : 100_000;
    const ingest = createInProcess(server.url, pool);
    await seed(ingest.receive, users);
    await pool.query('vacuum analyze');
    const sequence = new UserSequence(users, 1);
    let sent = 0;
    const send = async (events: number, batch: number, together: number): Promise<void> => {
      const time = isoTime(Date.now());
      const requests = Array.from({ length: together }, () => {
        const calls = Array.from({ length: batch }, () => loadCall(sequence.next(), `load-${sent}`, sent++, time));
        return batchBody(calls, time);
      });
      await Promise.all(requests.map(ingest.receive));
      if (events > batch * together) await send(events - batch * together, batch, together);
    };
    // Plans and compiled code settle first.
    await send(5_000, 100, 10);
    for (const [name, events, batch, together] of [
      ['batches of 100, ten together', users / 2, 100, 10],
      ['single events, fifty together', users / 4, 1, 50],
      ['single events, one at a time', 500, 1, 1],
    ] as const) {
      await measure(name, pool, ingest.transactions, events, () => send(events, batch, together));
    }
    await ingest.close();
    await pool.end();
  } finally {
    await server.stop();
  }
}

/** The door's parser, the batcher and the transaction of production, without HTTP. */
export function createInProcess(url: string, pool: pg.Pool) {
  const ingestPool = createIngestPool({
    databaseUrl: url,
    schema: 'rapport',
    connectionsMax: 2,
    applicationName: 'bench ingest',
  });
  const dictionaries = new Dictionaries(pool);
  let transactions = 0;
  const transaction = new PostgresIngestTransaction({
    pool: ingestPool,
    schema: 'rapport',
    dictionaries,
    profiles: new ProfileStore(pool, dictionaries),
    erased: new ErasedIdentifiers(testDigest),
    policy: defaultPolicy,
    searchTraits: ['name', 'firstName', 'lastName', 'company'],
    now: Date.now,
  });
  const ingest = createBatcher({
    transaction,
    gatherMilliseconds: 2,
    transactionsInFlightMax: 2,
    waitingEventsMax: 50_000,
    commitTimeoutSeconds: 600,
    onTransaction: () => transactions++,
  });
  const receiver = new EventReceiver({
    ingest,
    settings: { eventBytesMax: 32 * 1024 },
    policy: defaultPolicy,
    now: Date.now,
  });
  return {
    transactions: () => transactions,
    close: () => ingestPool.end(),
    async receive(body: string): Promise<void> {
      const answer = await receiver.receive(benchSource, readBatch(JSON.parse(body), null, body.length, 2_500));
      if (answer.rejected.length > 0) throw new Error(`rejected: ${answer.rejected[0]?.code}`);
    },
  };
}

export async function seed(receive: (body: string) => Promise<void>, users: number): Promise<void> {
  const time = isoTime(Date.now() - 86_400_000);
  for (let user = 0; user < users; user += 4_000) {
    const requests: Promise<void>[] = [];
    for (let part = user; part < Math.min(user + 4_000, users); part += 500) {
      const calls = Array.from({ length: Math.min(500, users - part) }, (_, index) => seedCalls(part + index, time));
      requests.push(receive(batchBody(calls.flat(), time)));
    }
    await Promise.all(requests);
  }
}

async function measure(
  name: string,
  pool: pg.Pool,
  transactions: () => number,
  events: number,
  run: () => Promise<void>,
): Promise<void> {
  await pool.query('select pg_stat_statements_reset()');
  const before = {
    backends: await backendMilliseconds(pool),
    process: process.cpuUsage(),
    wall: performance.now(),
    count: transactions(),
  };
  await run();
  const cpu = process.cpuUsage(before.process);
  // The pool closes connections that nobody needs: what is gone has done nothing.
  const used = [...(await backendMilliseconds(pool))].reduce(
    (sum, [pid, milliseconds]) => sum + milliseconds - (before.backends.get(pid) ?? 0),
    0,
  );
  const perEvent = (milliseconds: number): string => `${((milliseconds * 1000) / events).toFixed(1)} us`;
  const count = transactions() - before.count;
  console.log(
    `\n${name}: ${events} events in ${count} transactions; per event: node ${perEvent((cpu.user + cpu.system) / 1000)}, ` +
      `backends ${perEvent(used)}, wall ${perEvent(performance.now() - before.wall)}`,
  );
  const { rows } = await pool.query<{ query: string; calls: number; exec: number; plan: number; wal: string }>(
    `select query, calls, total_exec_time as exec, total_plan_time as plan, wal_bytes as wal from pg_stat_statements
     where query not like '%pg_stat%' order by total_exec_time + total_plan_time desc limit 22`,
  );
  for (const { query, calls, exec, plan, wal } of rows) {
    const text = query.replaceAll(/\s+/g, ' ').slice(0, 90);
    const scaled = (value: number): string => ((value * 1000) / events).toFixed(2).padStart(8);
    console.log(
      `${scaled(exec)} ms exec ${scaled(plan)} plan ${String(calls).padStart(6)} calls ${scaled(Number(wal))} B wal  ${text}`,
    );
  }
}

/** By process id. */
async function backendMilliseconds(pool: pg.Pool): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where backend_type = 'client backend' and application_name like 'bench%'`,
  );
  return new Map(rows.map(({ pid }) => [pid, processorMilliseconds(pid)]));
}
