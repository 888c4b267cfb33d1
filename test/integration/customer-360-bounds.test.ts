import { definePlugin } from '@rapport/sdk';
import { getIntrospectionQuery } from 'graphql';
import { Customer360 } from '../support/customer-360';
import { openShop, type Shop } from '../support/shop';

let shop: Shop;
let database: Shop['database'];
let api: Shop['api'];
beforeAll(async () => {
  shop = await openShop();
  ({ database, api } = shop);
});
afterAll(() => shop.close());

describe('bounds', () => {
  const code = async (query: string, variables: object = {}) => {
    const { status, errors } = await api.query(query, variables);
    return [status, errors?.[0]?.extensions.code];
  };
  const deep = (levels: number): string =>
    levels === 0 ? '{ id }' : `{ merges { edges { node { profile ${deep(levels - 1)} } } } }`;

  test('depth, aliases, cost and page size are refused before anything is read', async () => {
    api.statements.length = 0;
    expect(await code(`{ profile(id: "x") ${deep(4)} }`)).toEqual([400, 'query_too_deep']);
    expect(
      await code(`{ ${Array.from({ length: 31 }, (_, index) => `a${index}: viewer { actor }`).join(' ')} }`),
    ).toEqual([400, 'query_too_many_aliases']);
    expect(
      await code(
        `{ changes(first: 100) { edges { node { profile { timeline(first: 100) { edges { cursor } } } } } } }`,
      ),
    ).toEqual([400, 'query_too_costly']);
    expect(
      await code(
        `query ($n: Int = 100) { changes(first: $n) { edges { node { profile { timeline(first: 100) { edges { cursor } } } } } } }`,
      ),
    ).toEqual([400, 'query_too_costly']);
    expect(await code(`query ($n: Int!) { changes(first: $n) { edges { cursor } } }`, { n: 101 })).toEqual([
      400,
      'page_too_large',
    ]);
    expect(await code(`{ viewer { ${'actor '.repeat(5000)} } }`)).toEqual([400, 'query_too_costly']);
    expect(
      await code(
        `query { ...a } fragment a on Query { x1: viewer { actor } x2: viewer { actor } ...b ...b } fragment b on Query { ...c ...c } fragment c on Query { ${Array.from({ length: 9 }, (_, index) => `y${index}: viewer { actor }`).join(' ')} }`,
      ),
    ).toEqual([400, 'query_too_many_aliases']);
    expect(api.statements).toEqual([]);
  });

  test('fragments that call themselves, unknown fields, wrong variables, no operation', async () => {
    expect(await code('query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }')).toEqual([
      400,
      'query_invalid',
    ]);
    expect(await code('{ nonsense }')).toEqual([400, 'query_invalid']);
    expect(await code('{')).toEqual([400, 'query_invalid']);
    expect(await code('query ($first: Int!) { changes(first: $first) { edges { cursor } } }', { first: 'x' })).toEqual([
      400,
      'bad_input',
    ]);
    expect(await code('query ($first: Int!) { changes(first: $first) { edges { cursor } } }')).toEqual([
      400,
      'bad_input',
    ]);
    expect(await code('query a { viewer { actor } } query b { viewer { actor } }')).toEqual([400, 'query_invalid']);
    expect(await code('{ changes(first: -1) { edges { cursor } } }')).toEqual([200, 'bad_input']);
    expect(await code('{ changes(first: 1, last: 1) { edges { cursor } } }')).toEqual([200, 'bad_input']);
    expect(await code('{ changes(after: "x") { edges { cursor } } }')).toEqual([200, 'cursor_invalid']);
    expect(
      await code(
        `{ profile(identifier: { kind: "user_id", value: "u1" }) { timeline(from: "yesterday") { edges { cursor } } } }`,
      ),
    ).toEqual([400, 'bad_input']);
    expect(
      await code(
        `{ profile(identifier: { kind: "user_id", value: "u1" }) { timeline(from: "0000-01-01") { edges { cursor } } } }`,
      ),
    ).toEqual([400, 'bad_input']);
    expect(
      await code(
        `{ profile(identifier: { kind: "user_id", value: "u1" }) { timeline(names: ["\\u0000"]) { edges { cursor } } } }`,
      ),
    ).toEqual([200, undefined]);
  });

  test('bodies that are too large, not JSON, packed, or a batch', async () => {
    expect(await api.send('{', ['profile.read'])).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'invalid_json' } }],
    });
    expect(await api.send(JSON.stringify({ query: ' '.repeat(1024 * 1024) }), ['profile.read'])).toMatchObject({
      status: 413,
    });
    expect(await api.send('x', ['profile.read'], { 'content-encoding': 'gzip' })).toMatchObject({ status: 400 });
    expect(await api.send('[{"query":"{__typename}"}]', ['profile.read'])).toMatchObject({ status: 400 });
    expect(await api.send('{}', ['profile.read'])).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'query_invalid' } }],
    });
    expect(
      await api.send(`{"query":"{ viewer { actor } }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, [
        'profile.read',
      ]),
    ).toMatchObject({ status: 400 });
  });

  test('introspection works where it is allowed and only there', async () => {
    expect((await api.query(getIntrospectionQuery())).data.__schema.queryType.name).toBe('Query');
    const closed = await new Customer360().start(database.pool);
    const { status, errors } = await closed.query('{ __schema { queryType { name } } }');
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'introspection_forbidden']);
    await closed.stop();
  });

  test('a resolver that fails inside answers internal_error and tells nothing', async () => {
    const broken = definePlugin({
      name: 'broken',
      graphql: {
        typeDefs: 'extend type Query { now: Int! later: Int }',
        resolvers: () => ({
          Query: {
            now: () => {
              throw new Error('secret');
            },
            later: async () => {
              throw new Error('secret');
            },
          },
        }),
      },
    });
    const own = await new Customer360().start(database.pool, {}, [broken]);
    const { text, errors } = await own.query('{ now later }');
    expect(text).not.toMatch(/secret|stack|\.ts/);
    expect(errors?.map((error) => error.extensions.code)).toEqual(['internal_error', 'internal_error']);
    expect((await own.query('{ later viewer { actor } }')).data).toEqual({
      later: null,
      viewer: { actor: 'token:test' },
    });
    await own.stop();
  });
});
