import { limits } from '@rapport/sdk';
import { reportStorage } from '../../src/care/storage';
import { writeRetentionRule } from '../../src/store/retention-rules';
import { createHeartbeat } from '../../src/health/heartbeat';
import { maintenanceJobs } from '../../src/worker/maintenance';
import { Customer360 } from '../support/customer-360';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createTestHouse } from '../support/house';
import { createTestIngest } from '../support/ingest';

const now = Date.parse('2026-11-20T12:00:30Z');
const day = 86_400_000;
let database: TestDatabase;
let api: Customer360;

beforeAll(async () => {
  database = await createTestDatabase(now);
  api = await new Customer360().start(database.pool);
  api.now = now;
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

const health = `{ health { checkedAt minutes unnumberedCommits workSeconds unfinished nodes serverVersion embedded }
  checks { level findings storage { bytes eventBytes growthBytesPerDay fullInDays } lastBackup { at bytes secrets } lastRetention { deleted } } }`;

test('an empty installation: nothing done yet, nothing grows, nobody is there', async () => {
  const { data, errors } = await api.query(`${health.slice(0, -1)} welcome { source event colleague customer } }`);
  expect(errors).toBeUndefined();
  expect(data.welcome).toEqual({ source: true, event: false, colleague: false, customer: false });
  expect(data.health).toMatchObject({ nodes: [], unfinished: [], unnumberedCommits: 0 });
  // The server of the tests runs without fsync.
  expect(data.checks).toMatchObject({ lastBackup: null, lastRetention: null, level: 'SERIOUS' });
  expect(data.health.minutes).toHaveLength(60);
  expect(data.checks.storage).toMatchObject({ growthBytesPerDay: null, fullInDays: null });
  expect(data.checks.findings).toContainEqual({
    level: 'advice',
    code: 'backup_none',
    values: {},
    text: 'No backup was made by `rapport backup`',
    remedy: expect.any(String),
  });
});

test('nodes say what they took in; one that is silent for a minute is gone, one that ends in order is forgotten', async () => {
  const { log } = createTestHouse(database);
  const beat = (at: number) => createHeartbeat({ pool: database.pool, now: () => at, version: '1', log });
  const batch = (accepted: number) => ({
    accepted,
    duplicates: 1,
    erased: 0,
    rejected: [],
    events: accepted,
    seconds: 0.1,
  });
  const silent = beat(now - 2 * 60_000);
  silent.committed(batch(5));
  silent.start('web');
  const lively = [beat(now), beat(now)];
  for (const one of lively) {
    one.committed(batch(10));
    one.start('web');
  }
  const ended = beat(now);
  ended.start('worker');
  ended.committed(batch(3));
  await ended.stop();
  for (;;) {
    const { rows } = await database.pool.query('select 1 from node');
    if (rows.length === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { data } = await api.query(health);
  expect(data.health.nodes.map((node: { alive: boolean }) => node.alive)).toEqual([true, true, false]);
  expect(data.health.minutes.slice(-3)).toEqual([
    { at: '2026-11-20T11:58:00.000Z', accepted: 5, duplicates: 1, rejected: 0 },
    { at: '2026-11-20T11:59:00.000Z', accepted: 0, duplicates: 0, rejected: 0 },
    { at: '2026-11-20T12:00:00.000Z', accepted: 23, duplicates: 3, rejected: 0 },
  ]);
  await Promise.all([silent, ...lively].map((one) => one.stop()));
});

test('storage: every table, a share for each name, and growth that is measured day by day', async () => {
  const ingest = createTestIngest(database);
  const events = (name: string, count: number, text: string) =>
    ingest.send(
      ...Array.from({ length: count }, (_, n) => ({
        ids: `user_id:u${n % 9}`,
        name,
        properties: { text },
        occurredAt: now - n * 1_000,
      })),
    );
  await events('Small', 300, 'x');
  await events('Large', 100, 'y'.repeat(1_500));
  const at = (time: number) => {
    const { log } = createTestHouse(database);
    const jobs = maintenanceJobs({
      pool: database.pool,
      schema: database.schema,
      schemas: [database.schema],
      now: () => time,
      log,
    });
    return jobs.find(({ name }) => name === 'storage-day')?.run();
  };
  await at(now - 2 * day);
  await database.pool.query('update storage_day set bytes = bytes - 200000');
  await at(now);
  await at(now);
  const { data, errors } = await api.query(
    '{ storage { summary { bytes eventBytes growthBytesPerDay fullInDays freeBytes } tables names otherNames sampledEvents days } }',
  );
  expect(errors).toBeUndefined();
  const { summary, tables, names, otherNames, sampledEvents, days } = data.storage;
  expect(otherNames).toEqual({ names: 0, events: 0, bytes: 0 });
  expect(sampledEvents).toBe(400);
  expect(names).toEqual([
    { type: 'track', name: 'Large', events: 100, bytes: expect.any(Number) },
    { type: 'track', name: 'Small', events: 300, bytes: expect.any(Number) },
  ]);
  expect(names[0].bytes + names[1].bytes).toBeCloseTo(summary.eventBytes, -2);
  expect(summary.growthBytesPerDay).toBe((days[1].bytes - days[0].bytes) / 2);
  expect(summary.growthBytesPerDay).toBeGreaterThanOrEqual(100_000);
  expect(days).toHaveLength(2);
  if (summary.freeBytes !== null) expect(summary.fullInDays).toBeCloseTo(summary.freeBytes / summary.growthBytesPerDay);
  expect(tables.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['event_2026_11', 'profile', 'identifier']),
  );
  expect(tables.find(({ name }: { name: string }) => name === 'event_2026_11').parent).toBe('event');
});

test('storage: of many names the largest are told apart, and the others are one', async () => {
  const own = await createTestDatabase(now);
  const count = limits.storageNamesMax + 20;
  await createTestIngest(own).send(
    ...Array.from({ length: count }, (_, n) => ({
      ...{ ids: 'user_id:u1', name: `Name ${n}`, occurredAt: now - n * 1_000 },
      properties: { text: 'x'.repeat(n * 10) },
    })),
  );
  const report = await reportStorage({ pool: own.pool, schemas: [own.schema], now: () => now });
  await own.drop();
  const { names, otherNames, eventBytes, sampledEvents } = report;
  expect(sampledEvents).toBe(count);
  expect(names.map(({ name }) => name)).toEqual(
    Array.from({ length: limits.storageNamesMax }, (_, n) => `Name ${count - 1 - n}`),
  );
  expect(otherNames).toEqual({ names: 20, events: 20, bytes: expect.any(Number) });
  const [largest] = names;
  expect(otherNames.bytes).toBeGreaterThan(largest?.bytes ?? Infinity);
  const bytes = names.reduce((sum, one) => sum + one.bytes, otherNames.bytes);
  expect(Math.abs(bytes - eventBytes)).toBeLessThan(count);
});

test('rules: set, seen, previewed and removed; wrong ones are refused; each by its right', async () => {
  const set = (input: object, scopes?: readonly string[]) =>
    api.query(
      'mutation ($input: SetRetentionInput!) { setRetention(input: $input) { retention { rules preview } } }',
      { input },
      scopes,
    );
  await writeRetentionRule(database.pool, { name: 'Unknown', days: 1, actor: 'test', at: now });
  await createTestIngest(database).send({ ids: 'user_id:u1', name: 'Old', occurredAt: now - 100 * day });
  // What a rule would delete is shown before it is set.
  const tried = await api.query(
    `{ short: retentionPreview(name: "Old", days: 90) long: retentionPreview(name: "Old", days: 101)
       all: retentionPreview(days: 99) ever: retentionPreview }`,
  );
  const eventsOf = ({ events }: { events: number }): number => events;
  expect(Object.values<{ events: number }>(tried.data).map(eventsOf)).toEqual([1, 0, 1, 0]);
  const { data } = await set({ name: 'Old', days: 90 });
  expect(data.setRetention.retention.preview).toMatchObject({
    events: 1,
    names: [{ type: 'track', name: 'Old', events: 1 }],
  });
  const byToken = { actor: 'token:test', actorName: 'Name of token:test', changedAt: expect.any(String) };
  expect((await set({ days: 400 })).data.setRetention.retention.rules).toEqual([
    { name: null, days: 400, ...byToken },
    { name: 'Old', days: 90, ...byToken },
    { name: 'Unknown', days: 1, actor: 'test', actorName: expect.anything(), changedAt: expect.any(String) },
  ]);
  // Without its own rule the default would take it.
  const without = await api.query('{ retentionPreview(name: "Old", remove: true) }');
  expect(without.data.retentionPreview.events).toBe(0);
  for (const input of [
    { name: 'Old', days: 0 },
    { name: 'Old', days: -1 },
    { name: 'Old', days: 99_999 },
    { name: '', days: 3 },
  ]) {
    expect((await set(input)).errors?.[0]?.extensions.code).toBe('bad_input');
  }
  expect((await set({ name: 'Old', days: 3 }, ['operations.read'])).errors?.[0]?.extensions.code).toBe('forbidden');
  const removed = await api.query('mutation { removeRetention(input: { name: "Old" }) { retention { rules } } }');
  expect(removed.data.removeRetention.retention.rules).toHaveLength(2);
  expect((await api.query('{ checks { level } }', {}, ['profile.read'])).errors?.[0]?.extensions.code).toBe(
    'forbidden',
  );
});

test('welcome ticks off what the database knows', async () => {
  const answer = await api.query(
    'mutation { completeWelcome(input: {}) { welcome { source event colleague customer } } }',
  );
  expect(answer.data.completeWelcome.welcome).toEqual({ source: true, event: true, colleague: false, customer: true });
});
