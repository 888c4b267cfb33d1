import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createQueue } from '../../src/queue/queue';
import { inTransaction } from '../../src/postgres/pool';
import { insertCommit, numberCommits } from '../../src/store/commit-log';
import { ensureEventPartitions } from '../../src/store/event-partitions';
import { ensurePartitions, maintenanceJobs } from '../../src/worker/maintenance';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

const log = pino({ level: 'silent' });
const day = 24 * 60 * 60 * 1000;
let now = Date.parse('2026-03-15T12:00:00Z');
let database: TestDatabase;

beforeEach(async () => {
  now = Date.parse('2026-03-15T12:00:00Z');
  database = await createTestDatabase(now);
  await database.pool.query('update event_seen_generation set since = $1', [new Date(now)]);
});
afterEach(() => database.drop());

function jobs() {
  return maintenanceJobs({
    pool: database.pool,
    schema: database.schema,
    schemas: [database.schema],
    now: () => now,
    log,
  });
}

async function run(name: string): Promise<void> {
  await jobs()
    .find((job) => job.name === name)
    ?.run();
}

async function select(text: string): Promise<unknown[]> {
  const { rows } = await database.pool.query<Record<string, unknown>>(text);
  return rows;
}

test('counts of event names are folded, by day and altogether, and never counted twice', async () => {
  const delta = (count: number) =>
    database.pool.query(`insert into event_name_delta values (1, 1, '2026-03-15', $1), (2, 1, '2026-03-15', 1)`, [
      count,
    ]);
  await delta(5);
  await delta(7);
  await run('fold-event-names');
  await delta(1);
  await Promise.all([run('fold-event-names'), run('fold-event-names')]);
  for (const table of ['event_name_day', 'event_name_total'])
    expect(await select(`select name_id, count from ${table} order by 1`)).toEqual([
      { name_id: 1, count: 13 },
      { name_id: 2, count: 3 },
    ]);
  expect(await select('select from event_name_delta')).toEqual([]);
});

test('message keys are forgotten after at least 7 and at most 14 days', async () => {
  const seen = () =>
    select('select (select count(*) from event_seen_0) as a, (select count(*) from event_seen_1) as b');
  await database.pool.query('insert into event_seen_0 values ($1)', [randomUUID()]);
  now += 7 * day - 1;
  await run('rotate-event-seen');
  expect(await select('select current from event_seen_generation')).toEqual([{ current: 0 }]);
  now += 1;
  await Promise.all([run('rotate-event-seen'), run('rotate-event-seen')]);
  expect(await select('select current from event_seen_generation')).toEqual([{ current: 1 }]);
  await database.pool.query('insert into event_seen_1 values ($1)', [randomUUID()]);
  expect(await seen()).toEqual([{ a: 1, b: 1 }]);
  now += 7 * day;
  await run('rotate-event-seen');
  expect(await seen()).toEqual([{ a: 0, b: 1 }]);
});

test('old answers, commits, replayed events and traces of contacts are removed, and nothing else', async () => {
  const at = (ago: number) => new Date(now - ago);
  await database.pool.query(
    `insert into idempotency values ('token:1', 'old', '', '{}', $1), ('token:1', 'new', '', '{}', $2)`,
    [at(day + 1), at(day - 1)],
  );
  await database.pool.query(
    `insert into rejected_event (source_id, received_at, code, message, body, replayed_at)
     select 1, $1, 'field_invalid', '', name, replayed from (values ('old', $1::timestamptz), ('new', $2), ('waiting', null))
     as t (name, replayed)`,
    [at(31 * day), at(29 * day)],
  );
  await database.pool.query(
    `insert into helpdesk_contact_trace (connection, contact, contact_leaf_id, other, other_leaf_id, seen_at)
     values ('c', '1', 1, 'old', 2, $1), ('c', '1', 1, 'new', 2, $2)`,
    [at(31 * day), at(29 * day)],
  );
  await inTransaction(database.pool, async (client) => {
    for (const ago of [32 * day, 31 * day, 1]) await insertCommit(client, { at: now - ago, changes: [] });
    await numberCommits(client, 10, 5_000);
    await insertCommit(client, { at: now - 31 * day, changes: [] });
  });
  await run('prune');
  expect(await select('select key from idempotency')).toEqual([{ key: 'new' }]);
  expect(await select('select body from rejected_event order by id')).toEqual([{ body: 'new' }, { body: 'waiting' }]);
  expect(await select('select other from helpdesk_contact_trace')).toEqual([{ other: 'new' }]);
  expect(await select('select position from commit_log order by id')).toEqual([{ position: 3 }, { position: null }]);
});

test('months are there ahead of time, without a gap, even when nobody looked for a year; no event is lost', async () => {
  const insert = (id: number, time: string) =>
    database.pool.query(
      `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, properties, context,
         identifiers, source_id) values ($1, 1, $2, $2, '', 1, 1, '{}', '{}', '[]', 1)`,
      [id, time],
    );
  await insert(1, '2026-09-10T00:00:00Z'); // behind the last month: nobody made a partition for it in time
  now = Date.parse('2027-03-15T12:00:00Z');
  await ensurePartitions({ pool: database.pool, schema: database.schema, now: () => now });
  await insert(2, '2026-08-10T00:00:00Z');
  await insert(3, '2027-06-30T00:00:00Z');
  await insert(4, '2030-01-01T00:00:00Z');
  expect(await select('select id, tableoid::regclass::text as place from event order by id')).toEqual([
    { id: 1, place: 'event_2026_09' },
    { id: 2, place: 'event_2026_08' },
    { id: 3, place: 'event_2027_06' },
    { id: 4, place: 'event_after' },
  ]);
  await inTransaction(database.pool, (client) => ensureEventPartitions(client, now));
});

test('the queue runs what is due, and makes its schedules again after it was wiped', async () => {
  const ran: string[] = [];
  const queue = () => createQueue({ databaseUrl: database.url, redisUrl: undefined, schema: database.schema, log });
  const job = { name: 'tick', everySeconds: 1, run: async () => void ran.push('tick') };
  const first = queue();
  first.work('test', [job]);
  await eventually(() => ran.length >= 2);
  await first.close();
  await wipe();
  ran.length = 0;
  const second = queue();
  second.work('test', [job]);
  await eventually(() => ran.length >= 2);
  await second.close();
  await wipe();
});

test('the queue goes on after its connections were cut', async () => {
  let ran = 0;
  const queue = createQueue({ databaseUrl: database.url, redisUrl: undefined, schema: database.schema, log });
  queue.work('test', [{ name: 'tick', everySeconds: 1, run: async () => void ran++ }]);
  await eventually(() => ran >= 1);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name in ('rapport queue', $1)`,
    [`${database.schema}-test`],
  );
  ran = 0;
  await eventually(() => ran >= 2);
  await queue.close();
  await wipe();
}, 30_000);

async function wipe(): Promise<void> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'bullmq' and column_name = 'queue'`,
  );
  for (const { name } of rows) {
    await database.pool.query(`delete from bullmq.${name} where queue = $1`, [`${database.schema}-test`]);
  }
}
