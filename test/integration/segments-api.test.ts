import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookHeaders } from '@rapport/sdk';
import { eventually } from '../support/eventually';
import { Product } from '../support/product';
import { SegmentWorld } from '../support/segments-live';

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
afterAll(() => world.stop());

const ask = (query: string, variables: object = {}, scopes?: readonly string[]) =>
  world.product.graphql(query, variables, scopes);
const buyers = { event: 'Order Completed', within: '1h' };

test('a segment from draft to members, over GraphQL; its members say why they are in it', async () => {
  await world.send({ ids: 'user_id:u1', name: 'Order Completed' }, { ids: 'user_id:u2' });
  const create = `mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { segmentId state version } } }`;
  const input = { key: 'buyers', name: 'Buyers', definition: buyers, idempotencyKey: 'once' };
  const created = await ask(create, { input });
  expect(created).toMatchObject({ codes: [], data: { createSegment: { segment: { state: 'DRAFT', version: 0 } } } });
  expect(await ask(create, { input })).toEqual(created);
  expect((await ask(create, { input: { ...input, idempotencyKey: null } })).codes).toEqual(['segment_key_taken']);
  const { segmentId } = created.data.createSegment.segment;

  const preview = await ask(
    `query ($definition: JSON!) { segmentPreview(definition: $definition) { count everyone sample { edges { node { profileId } } } } }`,
    { definition: buyers },
  );
  expect(preview).toMatchObject({ codes: [], data: { segmentPreview: { count: 1, everyone: 2 } } });

  const publish = `mutation ($id: ID!) { publishSegment(input: { segmentId: $id }) { segment { state } } }`;
  expect((await ask(publish, { id: segmentId }, ['segment.read', 'segment.write'])).codes).toEqual(['forbidden']);
  expect((await ask(publish, { id: segmentId })).data).toEqual({ publishSegment: { segment: { state: 'PUBLISHED' } } });
  await world.settle();
  const { data, codes } = await ask(
    `{ segment(key: "buyers") { name kind size version failure versions build { stage members }
         members { edges { node { profileId memberships { edges { node { segmentKey since flipsAt } } } } } }
         transitions { edges { node { entered cause evidence } } } } }`,
  );
  expect({ data, codes }).toMatchObject({
    codes: [],
    data: {
      segment: {
        ...{ name: 'Buyers', kind: 'RULE', size: 1, version: 1, failure: null, build: { stage: 'done', members: 1 } },
        versions: [{ version: 1, definition: buyers, actor: 'admin:1' }],
        members: {
          edges: [
            { node: { memberships: { edges: [{ node: { segmentKey: 'buyers', flipsAt: expect.any(String) } }] } } },
          ],
        },
        transitions: { edges: [{ node: { entered: true, cause: 'DEFINITION', evidence: { version: 1 } } }] },
      },
    },
  });
  expect((await ask('{ segments { edges { node { key } } } }', {}, ['profile.read'])).codes).toEqual(['forbidden']);
});

test('segments are found by a part of their name or key, whatever its case, page by page', async () => {
  for (const [name, key] of [
    ['Visits often', 'found-1'],
    ['oft gesehen', 'found-2'],
    ['Rarely', 'left-out'],
  ]) {
    const made = await ask(
      'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { key } } }',
      { input: { name, key, kind: 'LIST' } },
    );
    expect(made.codes).toEqual([]);
  }
  const find = async (text: string, paging: object = {}) => {
    const { data, codes } = await ask(
      `query ($text: String, $first: Int, $after: String) {
         segments(text: $text, first: $first, after: $after) { edges { node { key } } pageInfo { hasNextPage endCursor } } }`,
      { text, first: 10, ...paging },
    );
    expect(codes).toEqual([]);
    const { edges, pageInfo } = data.segments;
    return { keys: edges.map(({ node }: { node: { key: string } }) => node.key), ...pageInfo };
  };
  expect((await find(' OFT')).keys.sort()).toEqual(['found-1', 'found-2']);
  expect((await find('left-o')).keys).toEqual(['left-out']);
  expect((await find('%')).keys).toEqual([]);
  const first = await find('oft', { first: 1 });
  expect(first).toMatchObject({ keys: [expect.any(String)], hasNextPage: true });
  const second = await find('oft', { first: 1, after: first.endCursor });
  expect([...first.keys, ...second.keys].sort()).toEqual(['found-1', 'found-2']);
  expect(second.hasNextPage).toBe(false);
});

test('the feed goes on behind a cursor', async () => {
  const feed = `query ($after: String) { segmentTransitions(first: 1, after: $after) {
    edges { node { segmentKey entered cause profileId } } pageInfo { endCursor hasNextPage } } }`;
  await eventually(async () => (await ask(feed)).data.segmentTransitions.edges.length === 1);
  const { pageInfo } = (await ask(feed)).data.segmentTransitions;
  await world.send({ ids: 'user_id:u2', name: 'Order Completed' });
  const next = async () => (await ask(feed, { after: pageInfo.endCursor })).data.segmentTransitions;
  await eventually(async () => (await next()).edges.length === 1);
  expect(await next()).toMatchObject({ edges: [{ node: { segmentKey: 'buyers', entered: true, cause: 'EVENT' } }] });
  expect((await ask(feed, { after: 'nonsense' })).codes).toEqual(['cursor_invalid']);
});

type Received = { readonly id: string; readonly isSigned: boolean; readonly body: ReturnType<JSON['parse']> };

test('a webhook is signed, in order, and sent again as it was until it is taken', async () => {
  const received: Received[] = [];
  let secret = '';
  let status = 500;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const id = String(request.headers['webhook-id']);
      const seconds = Number(request.headers['webhook-timestamp']);
      const { 'webhook-signature': signature } = webhookHeaders(secret, { id, at: seconds * 1_000, body: text });
      const isSigned = request.headers['webhook-signature'] === signature;
      received.push({ id, isSigned, body: JSON.parse(text) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const create = `mutation ($url: String!) { createSegmentWebhook(input: { url: $url }) { webhookId secret } }`;
    expect((await ask(create, { url: 'http://example.com/' })).codes).toEqual(['bad_input']);
    const made = await ask(create, { url: `http://127.0.0.1:${portOf(server.address())}/hook` });
    secret = made.data.createSegmentWebhook.secret;
    await world.send({ ids: 'user_id:u3', name: 'Order Completed' });
    await eventually(() => received.length >= 1);
    await world.send({ ids: 'user_id:u4', name: 'Order Completed' });
    status = 204;
    await eventually(() => received.some((one) => one.body.data.length > 0 && one.id !== received[0]?.id));
    const taken = new Map(received.map((one) => [one.id, one]));
    expect(received.every((one) => one.isSigned)).toBe(true);
    expect([...taken.values()].map((one) => one.body.data.map((each: { change: string }) => each.change))).toEqual([
      ['entered'],
      ['entered'],
    ]);
    expect(received.filter((one) => one.id === received[0]?.id).length).toBeGreaterThan(1);
    const hooks = '{ segmentWebhooks { edges { node { webhookId enabled failures } } } }';
    await eventually(async () => (await ask(hooks)).data.segmentWebhooks.edges[0].node.failures === 0);
    const remove = `mutation ($id: ID!) { removeSegmentWebhook(input: { webhookId: $id }) { removedId } }`;
    expect((await ask(remove, { id: made.data.createSegmentWebhook.webhookId })).codes).toEqual([]);
    expect((await ask(hooks)).data.segmentWebhooks.edges).toEqual([]);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('the page of segments asks the same number of statements for one segment and for thirty', async () => {
  const reader = await Product.start(world.database, undefined, world.now);
  try {
    const rows = jest.spyOn(reader.house.database, 'rows');
    const asked = async () => {
      rows.mockClear();
      const answer = await reader.graphql(
        `{ segments(first: 50) { edges { node { segmentId key name description kind state version size failure retryAt trend
             lastTransitionAt updatedAt build { version stage members failure } } } pageInfo { hasNextPage endCursor } } }`,
      );
      expect(answer.codes).toEqual([]);
      return { rows: answer.data.segments.edges.length, statements: rows.mock.calls.map(([{ text }]) => text) };
    };
    const few = await asked();
    for (let index = 0; index < 30; index++) await world.define(`more-${index}`, buyers);
    const many = await asked();
    expect(many.rows).toBe(few.rows + 30);
    expect(many.statements).toEqual(few.statements);
    expect(few.statements).toHaveLength(4);
  } finally {
    await reader.stop();
  }
});
