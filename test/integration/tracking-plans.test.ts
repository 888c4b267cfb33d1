import { MemorySources } from '../support/administration';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { testSource } from '../support/door';
import { Product } from '../support/product';
import { until } from '../support/rapport';

const start = Date.parse('2026-11-22T12:30:00.000Z');
let database: TestDatabase;
let here: Product;
let there: Product;

beforeAll(async () => {
  database = await createTestDatabase(start);
  const sources = new MemorySources([testSource({ ref: 'shop', name: 'Shop', writeKey: 'SHOP' })]);
  here = await Product.start(database, sources, () => start);
  there = await Product.start(database, sources, () => start);
});
afterAll(async () => {
  await here.stop();
  await there.stop();
  await database.drop();
});

const save = `mutation ($input: SaveTrackingPlanInput!) {
  saveTrackingPlan(input: $input) { plan { version mode schema } eventName { id name } }
}`;
const order = (properties: object, more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u1',
  properties,
  ...more,
});
const orders = { type: 'object', required: ['revenue'], properties: { revenue: { type: 'number' } } };
let version = 0;
async function plan(mode: 'OFF' | 'REPORT' | 'REJECT', schema: object = orders) {
  const input = { type: 'TRACK', name: 'Order Completed', mode, schema, expectedVersion: version };
  const { data, codes } = await here.graphql(save, { input });
  expect(codes).toEqual([]);
  version = data.saveTrackingPlan.plan.version;
  return data.saveTrackingPlan.eventName.id;
}

const violations = `query ($id: ID!) { node(id: $id) { ... on EventName { violationCount plan { version violations {
  edges { node { path reason message source count exampleMessageId } }
} } } } }`;

test('a plan that reports lets events through and counts what breaks it, once for each event', async () => {
  const id = await plan('REPORT');
  const bad = order({ revenue: '12' }, { messageId: 'm1' });
  expect(await here.send('SHOP', bad, order({ revenue: 12 }), order({}, { messageId: 'm2' }))).toEqual({
    status: 200,
    codes: [],
  });
  // A retry is counted before, and broke nothing anew.
  expect((await here.send('SHOP', bad)).status).toBe(200);
  await until(async () => (await here.graphql(violations, { id })).data.node.violationCount === 2);
  await until(async () => (await there.send('SHOP', order({ revenue: 'x' }, { messageId: 'm3' }))).status === 200);
  await until(async () => (await here.graphql(violations, { id })).data.node.violationCount === 3);
  const { data } = await here.graphql(violations, { id });
  expect(data.node.plan.violations).toMatchObject([
    { path: '/revenue', reason: 'type', message: 'must be number', source: 'shop', count: 2, exampleMessageId: 'm3' },
    { path: '/revenue', reason: 'required', count: 1, exampleMessageId: 'm2', lastAt: '2026-11-22T12:30:00.000Z' },
  ]);
});

const rejected = `query ($open: Boolean) { rejectedEvents(open: $open, code: "plan_violated") { edges { node {
  id code message messageId body replayedAt
} } } }`;
const replay = `mutation ($input: ReplayRejectedEventsInput!) {
  replayRejectedEvents(input: $input) { accepted duplicates rejected orphaned next }
}`;

test('a plan that rejects keeps the event; when the plan is mended it is sent again, and counted once', async () => {
  const id = await plan('REJECT');
  const email = 'anna@example.com';
  const answer = await here.send(
    'SHOP',
    order({ revenue: '12', email }, { messageId: 'r1' }),
    order({ revenue: 12 }, { messageId: 'r2' }),
    order({ revenue: 'x' }),
  );
  expect(answer).toEqual({ status: 200, codes: ['plan_violated', 'plan_violated'] });
  await until(
    async () => (await there.send('SHOP', order({ revenue: 'x' }, { messageId: 'r3' }))).codes[0] === 'plan_violated',
  );

  const { data } = await here.graphql(rejected, { open: true });
  const nodes = data.rejectedEvents.edges.map((edge: { node: object }) => edge.node);
  expect(nodes).toHaveLength(3);
  expect(nodes[2]).toMatchObject({
    code: 'plan_violated',
    message: 'The event breaks its tracking plan. revenue: must be number.',
    messageId: 'r1',
    body: { type: 'track', properties: { revenue: '12', email } },
  });
  const masked = await here.graphql(rejected, { open: true }, ['source.read']);
  expect(JSON.stringify(masked.data)).not.toContain(email);
  expect(masked.data.rejectedEvents.edges[2].node.body).toMatchObject({ userId: 'u1', properties: { revenue: '12' } });

  // Sent again under the same plan it is refused again and stays.
  const ids = [nodes[2].id];
  expect((await here.graphql(replay, { input: { ids } })).data.replayRejectedEvents).toMatchObject({
    accepted: 0,
    rejected: 1,
  });

  await plan('REJECT', { properties: { revenue: { type: ['number', 'string'] } } });
  expect((await here.graphql(replay, { input: { ids } })).data.replayRejectedEvents).toMatchObject({
    accepted: 1,
    rejected: 0,
  });
  expect((await here.graphql(replay, { input: { ids } })).data.replayRejectedEvents).toMatchObject({
    accepted: 0,
    duplicates: 0,
  });
  const all = { accepted: 2, duplicates: 0, rejected: 0, orphaned: 0, next: null };
  expect(
    (await here.graphql(replay, { input: { source: 'shop', code: 'plan_violated' } })).data.replayRejectedEvents,
  ).toEqual(all);
  expect((await here.graphql(rejected, { open: true })).data.rejectedEvents.edges).toEqual([]);
  expect((await here.graphql(rejected, { open: false })).data.rejectedEvents.edges).toHaveLength(3);
  // The client's own retry of what was sent again finds it counted.
  await here.send('SHOP', order({ revenue: 'x' }, { messageId: 'r1' }));
  const { rows } = await database.pool.query(`select count(*) from event where message_id = 'r1'`);
  expect(rows).toEqual([{ count: 1 }]);
  expect(id).toBeTruthy();
});

test('all of a thousand are sent again in steps; a step that is repeated doubles nothing', async () => {
  await plan('REJECT');
  const many = Array.from({ length: 1_200 }, (_, at) => order({ revenue: 'x' }, { messageId: `many-${at}` }));
  expect((await here.send('SHOP', ...many)).status).toBe(400);
  await plan('OFF');
  let after: string | null = null;
  let accepted = 0;
  for (let step = 0; step === 0 || after !== null; step++) {
    const input = { source: 'shop', after };
    const receipt: { accepted: number; next: string | null } = (await here.graphql(replay, { input })).data
      .replayRejectedEvents;
    if (step === 1) expect((await here.graphql(replay, { input })).data.replayRejectedEvents.duplicates).toBe(0);
    accepted += receipt.accepted;
    after = receipt.next;
  }
  expect(accepted).toBeGreaterThan(0);
  const { rows } = await database.pool.query(
    `select count(*), count(distinct message_id) as different from event where message_id like 'many-%'`,
  );
  expect(rows).toEqual([{ count: 1_200, different: 1_200 }]);
});

test('an author who did not see the newest version is told so; an old version comes back as a new one', async () => {
  const id = await plan('REPORT');
  const seen = version;
  await plan('OFF', {});
  const input = { eventName: id, mode: 'REJECT', schema: orders, expectedVersion: seen };
  expect((await here.graphql(save, { input })).codes).toEqual(['plan_changed']);

  const restore = `mutation ($input: RestoreTrackingPlanInput!) { restoreTrackingPlan(input: $input) { plan { version mode schema } } }`;
  const back = await here.graphql(restore, { input: { eventName: id, version: seen, expectedVersion: version } });
  version++;
  expect(back.data.restoreTrackingPlan.plan).toEqual({ version, mode: 'REPORT', schema: orders });
  const { data } = await here.graphql(
    `query ($id: ID!) { node(id: $id) { ... on EventName { planVersions(first: 3) { edges { node { version mode } } } } } }`,
    { id },
  );
  expect(data.node.planVersions.edges.map((edge: { node: object }) => edge.node)).toEqual([
    { version, mode: 'REPORT' },
    { version: version - 1, mode: 'OFF' },
    { version: seen, mode: 'REPORT' },
  ]);
  const unknown = await here.graphql(restore, { input: { eventName: id, version: 999, expectedVersion: version } });
  expect(unknown.codes).toEqual(['plan_version_not_found']);
});

test.each([
  [{ $ref: '#' }],
  [{ properties: { a: { pattern: '^(a+)+$' } } }],
  [{ properties: { a: { type: 'wrong' } } }],
  [{ uniqueItems: true }],
])('a schema that could hurt the door is refused: %j', async (schema) => {
  const input = { type: 'TRACK', name: 'Hostile', mode: 'REJECT', schema, expectedVersion: 0 };
  expect((await here.graphql(save, { input })).codes).toEqual(['plan_invalid']);
});

test('a plan is tried on the newest events before it is kept', async () => {
  await here.send(
    'SHOP',
    ...[1, 2, 'three'].map((size) => ({ type: 'track', event: 'Sized', userId: 'u1', properties: { size } })),
  );
  const names = await here.graphql(`{ eventNames(prefix: "Sized") { edges { node { id } } } }`);
  const { id } = names.data.eventNames.edges[0].node;
  const query = `query ($id: ID!, $schema: JSON!) { planTrial(eventName: $id, schema: $schema) { problems events fitting violations } }`;
  const { data } = await here.graphql(query, { id, schema: { properties: { size: { type: 'number' } } } });
  expect(data.planTrial).toEqual({
    problems: [],
    events: 3,
    fitting: 2,
    violations: [{ path: '/size', reason: 'type', message: 'must be number', count: 1 }],
  });
  const bad = await here.graphql(query, { id, schema: { typ: 'object' } });
  expect(bad.data.planTrial.problems).toEqual([
    { path: '/typ', message: '"typ" is not a keyword that a plan may use.' },
  ]);

  const observed = await here.graphql(
    `query ($id: ID!) { eventObservation(eventName: $id) { events properties suggestedSchema } }`,
    { id },
  );
  expect(observed.data.eventObservation).toMatchObject({
    events: 3,
    properties: [
      {
        path: 'size',
        share: 1,
        conflicting: true,
        types: [
          { type: 'number', share: 2 / 3 },
          { type: 'string', share: 1 / 3 },
        ],
      },
    ],
    suggestedSchema: { properties: { size: { type: ['number', 'string'] } }, required: ['size'] },
  });
});

test('the catalogue lists names by how often, with days, sources and what their owners wrote', async () => {
  const { data } = await here.graphql(`{ catalogue(first: 2, search: "ORDER") { edges { cursor node {
    id name count lastSeen volume(days: 2) sources deprecatedAt description owner
  } } } }`);
  const [{ node }] = data.catalogue.edges;
  expect(node).toMatchObject({
    name: 'Order Completed',
    lastSeen: '2026-11-22T12:30:00.000Z',
    volume: [
      { day: '2026-11-21', count: 0 },
      { day: '2026-11-22', count: node.count },
    ],
    sources: [{ source: 'shop', name: 'Shop', count: node.count, lastDay: '2026-11-22' }],
    ...{ description: '', owner: '', deprecatedAt: null },
  });
  const describe = `mutation ($input: DescribeEventNameInput!) { describeEventName(input: $input) {
    eventName { description owner deprecatedAt notedBy }
  } }`;
  const input = { eventName: node.id, description: ' Paid. ', owner: 'Shop team', deprecated: true };
  expect((await here.graphql(describe, { input })).data.describeEventName.eventName).toEqual({
    ...{ description: 'Paid.', owner: 'Shop team', notedBy: 'admin:1' },
    deprecatedAt: '2026-11-22T12:30:00.000Z',
  });

  const names = async (args: string) =>
    (await here.graphql(`{ catalogue(${args}) { edges { cursor node { name } } pageInfo { endCursor } } }`)).data
      .catalogue;
  const byName = await names('orderBy: NAME, first: 1');
  const rest = await names(`orderBy: NAME, first: 9, after: "${byName.pageInfo.endCursor}"`);
  const sorted = [...byName.edges, ...rest.edges].map((edge) => edge.node.name);
  expect(sorted).toEqual([...sorted].sort());
  const first = await names('first: 1');
  const others = await names(`first: 9, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...others.edges].map((edge) => edge.node.name).sort()).toEqual(sorted);
  expect(first.edges[0].node.name).toBe('Order Completed');
});
