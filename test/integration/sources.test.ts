import { foldEventNameDeltas } from '../../src/store/event-names';
import { foldRejectedDeltas } from '../../src/store/rejected-events';
import { MemorySources } from '../support/administration';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { Product } from '../support/product';
import { until } from '../support/rapport';

const start = Date.parse('2026-11-22T12:30:00.000Z');
let now = start;
let database: TestDatabase;
let here: Product;
let there: Product;

beforeAll(async () => {
  database = await createTestDatabase(start);
  const sources = new MemorySources();
  here = await Product.start(database, sources, () => now);
  there = await Product.start(database, sources, () => now);
});
afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

const create = `mutation ($name: String!, $kind: SourceKind!, $key: String) {
  createSource(input: { name: $name, kind: $kind, idempotencyKey: $key }) { writeKey source { id ref name publicKey key { hint } } }
}`;

async function newSource(name: string, kind: 'SERVER' | 'BROWSER' = 'SERVER') {
  const { data } = await here.graphql(create, { name, kind });
  return data.createSource;
}

const track = (event: string, more: object = {}) => ({ type: 'track', event, userId: 'u1', ...more });

test('a key is shown once: in the answer that made it, and nowhere else', async () => {
  const { data } = await here.graphql(create, { name: ' Shop ', kind: 'SERVER', key: 'once' });
  const { writeKey, source } = data.createSource;
  expect(writeKey).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(source).toMatchObject({ name: 'Shop', publicKey: null, key: { hint: writeKey.slice(-4) } });

  const again = await here.graphql(create, { name: ' Shop ', kind: 'SERVER', key: 'once' });
  expect(again.data.createSource).toMatchObject({ writeKey: null, source: { ref: source.ref } });
  const { rows } = await database.pool.query('select * from idempotency, source_key_use');
  expect(JSON.stringify(rows)).not.toContain(writeKey);

  const web = await newSource('Website', 'BROWSER');
  expect(web.source.publicKey).toBe(web.writeKey);
});

test('a source works on both nodes, and shows its events, its volume and when its key was used', async () => {
  const { writeKey, source } = await newSource('Busy');
  expect(await here.send(writeKey, track('A'), track('B'), { type: 'track', userId: 'u1' })).toMatchObject({
    status: 200,
  });
  now = start + 3_600_000;
  expect((await there.send(writeKey, track('C'))).status).toBe(200);

  const query = `query ($id: ID!) { source(id: $id) {
    lastReceivedAt openRejected openRejectedCodes key { lastUsedAt }
    events(first: 2) { edges { node { name } } pageInfo { hasNextPage endCursor } }
    hours: volume(unit: HOUR, count: 3) days: volume(count: 2)
  } }`;
  const seen = async () => {
    const { data, codes } = await there.graphql(query, { id: source.id });
    expect(codes).toEqual([]);
    return data.source;
  };
  const expected = {
    lastReceivedAt: '2026-11-22T13:30:00.000Z',
    openRejected: 1,
    openRejectedCodes: [{ code: 'event_name_missing', count: 1 }],
    hours: [
      { at: '2026-11-22T11:00:00.000Z', accepted: 0, rejected: 0 },
      { at: '2026-11-22T12:00:00.000Z', accepted: 2, rejected: 1 },
      { at: '2026-11-22T13:00:00.000Z', accepted: 1, rejected: 0 },
    ],
    days: [
      { at: '2026-11-21T00:00:00.000Z', accepted: 0, rejected: 0 },
      { at: '2026-11-22T00:00:00.000Z', accepted: 3, rejected: 1 },
    ],
  };
  const before = await seen();
  expect(before).toMatchObject(expected);
  expect(before.events.edges.map((edge: { node: object }) => edge.node)).toEqual([{ name: 'C' }, { name: 'B' }]);
  expect(before.events.pageInfo.hasNextPage).toBe(true);
  const next = await here.graphql(
    `query ($id: ID!, $after: String) { source(id: $id) { events(first: 2, after: $after) { edges { node { name } } } } }`,
    { id: source.ref, after: before.events.pageInfo.endCursor },
  );
  expect(next.data.source.events.edges).toEqual([{ node: { name: 'A' } }]);

  const client = await database.pool.connect();
  await foldEventNameDeltas(client);
  await foldRejectedDeltas(client);
  client.release();
  expect(await seen()).toMatchObject(expected);
  await until(async () => (await seen()).key.lastUsedAt === '2026-11-22T13:30:00.000Z');
});

test('a source that is quiet beside busy ones still shows its newest event', async () => {
  const quiet = await newSource('Quiet');
  const busy = await newSource('Loud');
  await here.send(quiet.writeKey, track('Rare'));
  for (let batch = 0; batch < 2; batch++)
    await here.send(
      busy.writeKey,
      ...Array.from({ length: 1_500 }, (_, at) => track('Often', { messageId: `${batch}-${at}` })),
    );
  const { data } = await here.graphql(
    `query ($id: ID!) { source(id: $id) { events(first: 5) { edges { node { name source } } } } }`,
    { id: quiet.source.id },
  );
  expect(data.source.events.edges).toEqual([{ node: { name: 'Rare', source: quiet.source.ref } }]);
});

const rotate = `mutation ($source: ID!, $days: Int) {
  rotateSourceKey(input: { source: $source, overlapDays: $days }) {
    writeKey source { key { hint lastUsedAt } previousKey { hint lastUsedAt endsAt } }
  }
}`;

test('a key is rotated without loss: both work, each shows its use, until the old one is ended', async () => {
  now = start;
  const { writeKey: old, source } = await newSource('Rotated');
  await there.send(old, track('Before'));
  const { data } = await here.graphql(rotate, { source: source.id, days: 7 });
  const fresh = data.rotateSourceKey.writeKey;
  expect(data.rotateSourceKey.source).toMatchObject({
    key: { hint: fresh.slice(-4), lastUsedAt: null },
    previousKey: { hint: old.slice(-4), endsAt: '2026-11-29T12:30:00.000Z' },
  });
  for (const node of [here, there]) {
    expect((await node.send(old, track('Old'))).status).toBe(200);
    expect((await node.send(fresh, track('New'))).status).toBe(200);
  }
  // The settings that a page asks for with its old key go on with it: so its use shows.
  const settings = await fetch(`${here.url}/v1/projects/${old}/settings`);
  expect(await settings.text()).toContain(`"apiKey":"${old}"`);
  expect((await here.graphql(rotate, { source: source.id, days: 7 })).codes).toEqual(['key_rotation_open']);

  await here.graphql(
    `mutation ($source: ID!) { endPreviousSourceKey(input: { source: $source }) { source { previousKey { hint } } } }`,
    {
      source: source.id,
    },
  );
  expect(await here.send(old, track('Too Late'))).toEqual({ status: 401, codes: ['write_key_unknown'] });
  await until(async () => (await there.send(old, track('Too Late'))).status === 401);
  expect((await there.send(fresh, track('New'))).status).toBe(200);
});

test('the old key ends by itself', async () => {
  now = start;
  const { writeKey: old, source } = await newSource('Forgotten');
  await here.graphql(rotate, { source: source.id, days: 1 });
  now = start + 86_399_999;
  expect((await here.send(old, track('In Time'))).status).toBe(200);
  now = start + 86_400_000;
  expect((await here.send(old, track('Too Late'))).status).toBe(401);
  const { codes } = await here.graphql(rotate, { source: source.id, days: 1 });
  expect(codes).toEqual([]);
  now = start;
});

test('of two admins who rotate at once one is told that the other was first', async () => {
  const { source } = await newSource('Contended');
  const answers = await Promise.all([here, there].map((node) => node.graphql(rotate, { source: source.id, days: 3 })));
  expect(answers.map((answer) => answer.codes).sort()).toEqual([[], ['key_rotation_open']]);
});

const update = `mutation ($input: UpdateSourceInput!) {
  updateSource(input: $input) { source { name enabled eventsPerSecondMax secretProperties hasIdentitySecret } }
}`;

test('what an admin changes counts on every node: name, limit, secret properties, on and off', async () => {
  const { writeKey, source } = await newSource('Changing');
  const input = {
    source: source.id,
    name: 'Changed',
    eventsPerSecondMax: 5,
    secretProperties: ['pin'],
    identitySecret: 'x'.repeat(20),
  };
  const { data } = await here.graphql(update, { input });
  expect(data.updateSource.source).toEqual({
    name: 'Changed',
    enabled: true,
    eventsPerSecondMax: 5,
    secretProperties: ['pin'],
    hasIdentitySecret: true,
  });
  await here.send(writeKey, track('Secret', { properties: { pin: '1234' } }));
  const { rows } = await database.pool.query(
    `select properties from event e join event_name n on n.id = e.name_id where n.name = 'Secret'`,
  );
  expect(rows).toEqual([{ properties: { pin: '***' } }]);

  await here.graphql(update, { input: { source: source.id, enabled: false, eventsPerSecondMax: null } });
  expect(await here.send(writeKey, track('Off'))).toEqual({ status: 403, codes: ['source_disabled'] });
  await until(async () => (await there.send(writeKey, track('Off'))).status === 403);

  expect((await here.graphql(update, { input: { source: source.id, name: '  ' } })).codes).toEqual(['bad_input']);
  expect((await here.graphql(update, { input: { source: 'nobody', name: 'x' } })).codes).toEqual(['source_not_found']);
});

test('a deleted source is refused everywhere, and its events stay', async () => {
  const { writeKey, source } = await newSource('Gone');
  await here.send(writeKey, track('Kept'));
  await here.graphql(`mutation ($source: ID!) { deleteSource(input: { source: $source }) { deletedId } }`, {
    source: source.id,
  });
  expect((await here.send(writeKey, track('Refused'))).status).toBe(401);
  await until(async () => (await there.send(writeKey, track('Refused'))).status === 401);
  const { data } = await here.graphql(`{ eventNames(prefix: "Kept") { edges { node { count } } } }`);
  expect(data.eventNames.edges).toEqual([{ node: { count: 1 } }]);
});

test('without the rights nothing is seen and nothing changed', async () => {
  const { source } = await newSource('Guarded');
  for (const query of ['{ sources { edges { node { name } } } }', '{ rejectedEvents { edges { node { code } } } }'])
    expect((await here.graphql(query, {}, ['profile.read'])).codes).toEqual(['forbidden']);
  expect((await here.graphql(rotate, { source: source.id, days: 7 }, ['source.read'])).codes).toEqual(['forbidden']);
});
