import fc from 'fast-check';
import pino from 'pino';
import { runRetention, type RetentionOutcome } from '../../src/care/retention';
import { keptSince } from '../../src/domain/retention';
import { createReadModels } from '../../src/store/read-models';
import { deleteRetentionRule, writeRetentionRule } from '../../src/store/retention-rules';
import { readRetentionRuns } from '../../src/store/retention-runs';
import { newestWins } from '../support/customers';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { createTestIngest, type TestIngest } from '../support/ingest';

const log = pino({ level: 'silent' });
const day = 86_400_000;
const start = Date.parse('2026-06-15T12:00:00Z');
let now = start;
let database: TestDatabase;
let ingest: TestIngest;

beforeEach(async () => {
  now = start;
  database = await createTestDatabase(now, 24);
  ingest = createTestIngest(database);
});
afterEach(() => database.drop());

function run(pace = {}, signal = new AbortController().signal): Promise<RetentionOutcome> {
  return runRetention({
    pool: database.pool,
    schema: database.schema,
    now: () => now,
    log,
    signal,
    pace: { restMilliseconds: 0, ...pace },
  });
}
const rule = (name: string | null, days: number | null) =>
  writeRetentionRule(database.pool, { name, days, actor: 'test', at: now });
const send = (name: string, daysAgo: number, count = 1, ids = 'user_id:u1') =>
  ingest.send(
    ...Array.from({ length: count }, (_, n) => ({ ids, name, occurredAt: start - daysAgo * day - n * 1_000 })),
  );
async function left(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<{ name: string; count: number }>(
    'select n.name, count(*)::int as count from event e join event_name n on n.id = e.name_id group by 1 order by 1',
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

test('without a rule everything is kept for ever', async () => {
  await send('Viewed', 700);
  expect(await run()).toEqual({ type: 'idle' });
  expect(await left()).toEqual({ Viewed: 1 });
});

test('a name has its own time, others the default; what the customer is stays, and the feed says nothing', async () => {
  await ingest.send({
    ids: 'user_id:u1 email:a@example.com',
    type: 'identify',
    name: '',
    traits: { name: 'Anna' },
    occurredAt: start - 400 * day,
  });
  await send('Viewed', 10, 30);
  await send('Viewed', 100, 30);
  await send('Ordered', 100);
  await send('Ordered', 300, 4);
  await send('Ordered', 500, 5);
  await rule('Viewed', 90);
  await rule(null, 450);
  const before = await facts();
  const commits = await database.pool.query('select id from commit_log');
  expect(await run({ batchRows: 7 })).toEqual({
    type: 'ran',
    deleted: 30,
    emptied: ['event_2025_01'],
    finished: true,
  });
  expect(await left()).toEqual({ '': 1, Ordered: 5, Viewed: 30 });
  expect(await facts()).toEqual(before);
  expect((await database.pool.query('select id from commit_log')).rows).toEqual(commits.rows);
  expect(await run()).toEqual({ type: 'idle' });
  now += 85 * day;
  expect(await run()).toMatchObject({ emptied: ['event_2025_05', 'event_2026_06'], finished: true });
  expect(await left()).toEqual({ Ordered: 5 });
});

/** Everything that GraphQL shows of the customer but the timeline. */
async function facts(): Promise<unknown> {
  const read = createReadModels(database.pool, newestWins);
  const [profile] = await read.profiles.byIdentifiers([{ kind: 'user_id', value: 'u1' }]);
  if (profile === null || profile === undefined) throw new Error('the profile is gone');
  const names = await read.eventNames.page({ count: 10, forward: true });
  return {
    profile,
    identifiers: [...(await read.profiles.identifiers([profile]))],
    lastSeen: (await read.profiles.lastSeen([profile])).get(profile.rootId),
    counts: names.items.map(({ name, count }) => [name, count]),
  };
}

test('last seen stays true when the newest event is deleted', async () => {
  await send('Ordered', 40);
  await send('Viewed', 20);
  await rule('Viewed', 5);
  await run();
  expect(await left()).toEqual({ Ordered: 1 });
  expect(await facts()).toMatchObject({ lastSeen: start - 20 * day });
});

test('a month of which nothing is kept goes whole; one rule that keeps a single event there saves that event', async () => {
  await send('Viewed', 200, 50);
  await send('Consent Given', 201);
  await rule(null, 30);
  await rule('Consent Given', null);
  expect(await run()).toMatchObject({ deleted: 50, emptied: [] });
  expect(await left()).toEqual({ 'Consent Given': 1 });
  await deleteRetentionRule(database.pool, 'Consent Given');
  expect(await run()).toMatchObject({ deleted: 0, emptied: ['event_2025_11'] });
  expect(await left()).toEqual({});
  // Its month still takes a late event.
  await send('Viewed', 200);
  expect(await left()).toEqual({ Viewed: 1 });
});

test('two nodes do not run at once; a run whose time is up is gone on with; what was done is recorded', async () => {
  await send('Viewed', 100, 60);
  await send('Kept', 100);
  await rule('Viewed', 30);
  const both = await Promise.all([
    run({ batchRows: 5, restMilliseconds: 5 }),
    run({ batchRows: 5, restMilliseconds: 5 }),
  ]);
  expect(both.map(({ type }) => type).sort()).toEqual(['held', 'ran']);
  await send('Viewed', 100, 60);
  expect(await run({ batchRows: 10, runSeconds: 0 })).toEqual({ type: 'idle' });
  const stop = new AbortController();
  const stopped = run({ batchRows: 10, restMilliseconds: 60_000 }, stop.signal);
  await eventually(async () => (await left())['Viewed'] === 50);
  stop.abort();
  expect(await stopped).toEqual({ type: 'ran', deleted: 10, emptied: [], finished: false });
  expect(await run()).toMatchObject({ deleted: 50, finished: true });
  expect((await readRetentionRuns(database.pool, 9)).map(({ deleted, finished }) => [deleted, finished])).toEqual([
    [50, true],
    [10, false],
    [60, true],
  ]);
});

test('a late event of a kept name that arrives while its month is emptied is not lost', async () => {
  await send('Viewed', 200, 20);
  await rule(null, 30);
  await rule('Kept', null);
  const client = await database.pool.connect();
  await client.query('begin');
  await client.query(`insert into event_name (type, name, first_seen) values (1, 'Kept', $1)`, [new Date(now)]);
  await client.query(
    `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, properties, context, identifiers, source_id)
     select 1, 1, $1, $1, 'late', 1, id, '{}', '{}', '[]', 1 from event_name where name = 'Kept'`,
    [new Date(start - 200 * day)],
  );
  const running = run();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await client.query('commit');
  client.release();
  await running;
  await run();
  expect(await left()).toEqual({ Kept: 1 });
});

test('property: exactly those events are left that the rules keep, whatever the rules and times are', async () => {
  const names = ['A', 'B', 'C'];
  const scenario = fc.record({
    events: fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(500)), { minLength: 1, maxLength: 30 }),
    rules: fc.uniqueArray(fc.tuple(fc.constantFrom(...names, null), fc.option(fc.integer({ min: 1, max: 400 }))), {
      selector: ([name]) => name,
      maxLength: 4,
    }),
    later: fc.nat(60),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ events, rules, later }) => {
      now = start;
      await database.pool.query('truncate event, retention_rule, retention_run');
      for (const [name, days] of rules) await rule(name, days);
      await ingest.send(
        ...events.map(([name, daysAgo]) => ({ ids: 'user_id:u1', name, occurredAt: start - daysAgo * day - 1 })),
      );
      now += later * day;
      await run({ batchRows: 3 });
      const kept = events.filter(
        ([name, daysAgo]) =>
          start - daysAgo * day - 1 >=
          keptSince(
            rules.map(([of, days]) => ({ name: of, days })),
            name,
            now,
          ),
      );
      const expected: Record<string, number> = {};
      for (const [name] of kept) expected[name] = (expected[name] ?? 0) + 1;
      expect(await left()).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});
