import { createHash } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import * as fc from 'fast-check';
import { auditServer } from 'graphql-http';
import { Customer360 } from '../support/customer-360';
import { Customers } from '../support/customers';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const now = Date.UTC(2026, 10, 20);

let database: TestDatabase;
let api: Customer360;

beforeAll(async () => {
  database = await createTestDatabase(now);
  const customers = new Customers(database.pool);
  await customers.add({ id: 1, traits: { firstName: 'Anna' }, identifiers: [['user_id', 'u1']] });
  await customers.events({ id: 100, profileId: 1, name: 'Order Completed', at: now - 86_400_000 });
  await customers.commit(1, [['profile', 1]]);
  api = await new Customer360().start(database.pool, { introspection: true });
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

test('persisted queries: unknown, registered, known', async () => {
  const query = '{ viewer { actor } }';
  const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
  expect(await api.send(JSON.stringify({ extensions }), ['x'])).toMatchObject({
    errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'persisted_query_not_found' } }],
  });
  expect((await api.send(JSON.stringify({ query, extensions }), ['x'])).data).toEqual({
    viewer: { actor: 'token:test' },
  });
  expect((await api.send(JSON.stringify({ extensions }), ['x'])).data).toEqual({ viewer: { actor: 'token:test' } });
});

test('whatever is sent as an id, a cursor, an identifier or a text: an answer with a documented code, never internal_error', async () => {
  const query = `query ($id: ID!, $text: String!, $identifier: IdentifierInput!, $after: String, $at: DateTime) {
    node(id: $id) { id }
    profile(identifier: $identifier) { timeline(after: $after, from: $at, names: [$text]) { edges { cursor } } identifiers(after: $after, kind: $text) { edges { cursor } } }
    searchProfiles(text: $text, after: $after) { edges { cursor } }
    eventNames(prefix: $text, before: $after) { edges { cursor } }
    changes(after: $after) { edges { cursor } }
  }`;
  const part = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.constant(null),
  );
  const packed = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const cursor = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 3 }).map(packed),
    fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()).map(packed),
  );
  const id = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.constantFrom('Profile', 'Trait', 'Identifier', 'Event', 'EventName', 'Change', 'Merge'),
        fc.array(fc.oneof(fc.string(), fc.maxSafeInteger(), fc.uuid()), { minLength: 1 }),
      )
      .map(([type, parts]) => Buffer.from([type, ...parts].join(':')).toString('base64url')),
  );
  const text = fc.string({ unit: fc.constantFrom('\u0000', '\ud800', '%', '_', "'", '+', '1', 'a', '张', '𠮷', ' ') });
  const at = fc.oneof(
    fc.constantFrom(null, '0001-01-01', '9999-12-31', '+275760-09-13', '2026-02-30', 'now'),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(
      id,
      text,
      fc.record({ kind: fc.oneof(text, fc.constantFrom('user_id', 'email')), value: text }),
      cursor,
      at,
      async (...values) => {
        const [one, word, identifier, after, moment] = values;
        const { status, errors } = await api.query(query, { id: one, text: word, identifier, after, at: moment });
        expect([200, 400]).toContain(status);
        for (const error of errors ?? []) expect(['bad_input', 'cursor_invalid']).toContain(error.extensions.code);
      },
    ),
    {
      numRuns: 150,
      examples: [['x', 'a', { kind: 'user_id', value: 'u1' }, packed([2 ** 53 - 1, 2 ** 53 - 1]), null]],
    },
  );
});

test('GraphiQL and its files come from here, and only where introspection is allowed', async () => {
  const get = async (address: string, accept = 'text/html') => {
    const response = await fetch(address, { headers: { accept } });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const page = await get(api.url);
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
  expect(sources).toHaveLength(5);
  for (const source of sources) {
    const file = await get(new URL(source, api.url).href, '*/*');
    expect([source, file.status, file.text.length > 100]).toEqual([source, 200, true]);
  }
  expect((await get(`${api.url}/graphiql/../../package.json`, '*/*')).status).not.toBe(200);
  const closed = await new Customer360().start(database.pool);
  expect((await get(closed.url)).status).toBe(401);
  expect((await get(`${closed.url}/graphiql/graphiql.js`)).status).toBe(401);
  await closed.stop();
});

test('the GraphQL-over-HTTP audit: every MUST, and every SHOULD that plain Apollo Server passes', async () => {
  const plain = new ApolloServer({ typeDefs: 'type Query { _: Int }', stopOnTerminationSignals: false });
  const { url } = await startStandaloneServer(plain, { listen: { port: 0, host: '127.0.0.1' } });
  const failing = async (address: string) => {
    const audits = await auditServer({
      url: address,
      fetchFn: (input: string, init?: RequestInit) =>
        fetch(input, {
          ...init,
          headers: { ...Object.fromEntries(new Headers(init?.headers)), authorization: 'Bearer profile.read' },
        }),
    });
    return audits.filter((audit) => audit.status !== 'ok').map((audit) => audit.name);
  };
  const failingOfPlain = await failing(url);
  await plain.stop();
  const failed = await failing(api.url);
  expect(failed.filter((name) => name.startsWith('MUST'))).toEqual([]);
  expect(failed.filter((name) => !failingOfPlain.includes(name))).toEqual([]);
});
