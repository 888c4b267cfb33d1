import { definePlugin } from '@rapport/sdk';
import type { GraphqlContext, ProfileRecord } from '@rapport/sdk';
import { getIntrospectionQuery } from 'graphql';
import { Customer360 } from '../support/customer-360';
import { Customers } from '../support/customers';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const now = Date.UTC(2026, 10, 20);
const day = 86_400_000;

let database: TestDatabase;
let customers: Customers;
let api: Customer360;
let ids: Map<number, string>;

/** A plugin of somebody else: a field on Profile, for many profiles at once. */
const loyalty = definePlugin({
  name: 'loyalty',
  graphql: {
    typeDefs: 'extend type Profile { points: Int! }',
    resolvers: () => ({
      Profile: {
        points: (profile: ProfileRecord, _args: unknown, context: GraphqlContext) =>
          context.load<number, number>('loyalty.points', async (rootIds) =>
            rootIds.map((id) => id * 10 + rootIds.length),
          )(profile.rootId),
      },
    }),
  },
});

beforeAll(async () => {
  database = await createTestDatabase(now);
  customers = new Customers(database.pool);
  ids = await customers.add(
    {
      id: 1,
      traits: {
        email: 'anna@example.com',
        firstName: 'Anna',
        plan: 'free',
        address: { street: 'Hauptstr. 1', country: 'DE' },
      },
      identifiers: [
        ['user_id', 'u1'],
        ['email', 'anna@example.com'],
      ],
    },
    { id: 2, rootId: 1, traits: { plan: 'pro' }, traitsAt: now - day, identifiers: [['anonymous_id', 'a1']] },
    { id: 3, traits: { name: 'Bernd', company: 'Acme' }, identifiers: [['user_id', 'u3']] },
  );
  await customers.events(
    ...Array.from({ length: 25 }, (_, index) => ({
      id: 100 + index,
      profileId: index % 2 === 0 ? 1 : 2,
      name: index % 5 === 0 ? 'Order Completed' : 'Product Viewed',
      at: now - 30 * day + index * day,
      value: index,
      properties: { name: 'Shoe', email: 'anna@example.com', note: 'call anna@example.com' },
      context: { ip: '10.0.0.1', locale: 'de-DE', traits: { firstName: 'Anna' } },
      identifiers: [['email', 'anna@example.com', 'verified'] as const],
    })),
    { id: 200, profileId: 3, name: 'Home', type: 'page', at: now - day },
  );
  api = await new Customer360().start(database.pool, { introspection: true }, [loyalty]);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

const timeline = `
  query Customer($identifiers: [IdentifierInput!]!) {
    profiles(identifiers: $identifiers) {
      edges { node {
        profileId createdAt traits
        timeline(first: 20) {
          edges { cursor node { id type name occurredAt value properties context identifiers source } }
          pageInfo { hasNextPage endCursor }
        }
      } }
    }
  }`;

describe('one customer', () => {
  test('by identifier, by an old id, by a global id', async () => {
    const byIdentifier = await api.query(
      `{ profile(identifier: { kind: "email", value: " ANNA@example.com " }) { id profileId traits } }`,
    );
    expect(byIdentifier.errors).toBeUndefined();
    expect(byIdentifier.data.profile).toMatchObject({
      profileId: ids.get(1),
      traits: { plan: 'pro', firstName: 'Anna' },
    });
    const byOldId = await api.query(`query ($id: ID!) { profile(id: $id) { profileId } }`, { id: ids.get(2) });
    expect(byOldId.data.profile.profileId).toBe(ids.get(1));
    const byGlobalId = await api.query(
      `query ($id: ID!) { profile(id: $id) { profileId } node(id: $id) { __typename id } }`,
      {
        id: byIdentifier.data.profile.id,
      },
    );
    expect(byGlobalId.data).toEqual({
      profile: { profileId: ids.get(1) },
      node: { __typename: 'Profile', id: byIdentifier.data.profile.id },
    });
  });

  test('nobody is null, an unusable id is refused', async () => {
    const { data } = await api.query(
      `{ a: profile(identifier: { kind: "email", value: "x@y.z" }) { id } b: profile(identifier: { kind: "user_id", value: "" }) { id } }`,
    );
    expect(data).toEqual({ a: null, b: null });
    expect((await api.query(`{ profile(id: "nonsense") { id } }`)).errors).toMatchObject([
      { extensions: { code: 'bad_input' } },
    ]);
    expect((await api.query(`{ profile { id } }`)).errors).toMatchObject([{ extensions: { code: 'bad_input' } }]);
    expect((await api.query(`{ profile(identifier: { kind: "a\\u0000", value: "\\u0000" }) { id } }`)).data).toEqual({
      profile: null,
    });
  });

  test('traits with their origin, age and trust', async () => {
    const { data } = await api.query(`{ profile(identifier: { kind: "user_id", value: "u1" }) {
      firstSeen lastSeen
      trait(key: "plan") { key value at ageSeconds source verified }
      missing: trait(key: "toString") { key }
      traitList(first: 2) { edges { node { id key value } } pageInfo { hasNextPage } } } }`);
    expect(data.profile.trait).toEqual({
      key: 'plan',
      value: 'pro',
      at: new Date(now - day).toISOString(),
      ageSeconds: day / 1000,
      source: 'web',
      verified: true,
    });
    expect(data.profile.missing).toBeNull();
    expect(data.profile.lastSeen).toBe(new Date(now - 6 * day).toISOString());
    expect(data.profile.traitList.edges.map((edge: { node: { key: string } }) => edge.node.key)).toEqual([
      'address',
      'email',
    ]);
    expect(data.profile.traitList.pageInfo.hasNextPage).toBe(true);
  });

  test('a timeline pages in both directions and filters', async () => {
    const ask = async (args: string) => {
      const { data, errors } = await api.query(
        `{ profile(identifier: { kind: "user_id", value: "u1" }) { timeline(${args}) { edges { cursor node { value } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      );
      expect(errors).toBeUndefined();
      const { edges, pageInfo } = data.profile.timeline;
      return { values: edges.map((edge: { node: { value: number } }) => edge.node.value), pageInfo };
    };
    const first = await ask('first: 3');
    expect(first.values).toEqual([24, 23, 22]);
    const second = await ask(`first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(second.values).toEqual([21, 20, 19]);
    expect((await ask(`last: 2, before: "${second.pageInfo.startCursor}"`)).values).toEqual([23, 22]);
    expect((await ask('last: 2')).values).toEqual([1, 0]);
    expect((await ask('first: 2, names: ["Order Completed"]')).values).toEqual([20, 15]);
    expect((await ask('first: 2, types: [PAGE]')).values).toEqual([]);
    expect(
      (await ask(`from: "${new Date(now - 28 * day).toISOString()}", to: "${new Date(now - 26 * day).toISOString()}"`))
        .values,
    ).toEqual([3, 2]);
    expect((await ask('first: 0')).values).toEqual([]);
  });

  test('every object is found again by its id', async () => {
    const merge = await customers.merge(1, 2, { identifier: { kind: 'email', value: 'anna@example.com' } });
    await customers.commit(1, [['merge', 2, merge.id]]);
    await database.pool.query(
      `insert into account (public_id, external_id, traits, first_seen, last_seen) values (gen_random_uuid(), 'acme', '{}', '2026-01-01', '2026-01-01');
       insert into account_member values (1, 1, '2026-01-01');
       insert into conversation (public_id, connection, external_id, profile_id, status, opened_at, updated_at)
       values (gen_random_uuid(), 'chatwoot', '7', 2, 'open', '2026-01-01', '2026-01-01');
       insert into review (public_id, type, reason, profile_id, other_id, kind_id, value, evidence, source_id, first_at, last_at)
       values (gen_random_uuid(), 'conflict', 'kind_limit', 1, 3, 1, 'u3', '{}', 1, '2026-01-01', '2026-01-01')`,
    );
    const { data, errors } = await api.query(`{
      profile(identifier: { kind: "user_id", value: "u1" }) {
        id
        traitList(first: 1) { edges { node { id } } }
        identifiers { edges { node { id kind value verified } } }
        accounts { edges { node { id externalId } } }
        merges { edges { node { id winnerId loserId profile { id } evidence } } }
        conflicts(status: OPEN) { edges { node { id reason other { profileId } } } }
        suggestions { edges { node { id } } }
        conversations { edges { node { id status } } }
        timeline(first: 1) { edges { node { id } } }
      }
      eventNames(first: 1) { edges { node { id } } }
      changes(first: 1) { edges { node { id kind profileId merge { id } } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.profile.identifiers.edges).toHaveLength(3);
    expect(data.profile.conflicts.edges[0].node).toMatchObject({
      reason: 'KIND_LIMIT',
      other: { profileId: ids.get(3) },
    });
    expect(data.changes.edges[0].node).toMatchObject({
      kind: 'MERGE',
      profileId: ids.get(1),
      merge: data.profile.merges.edges[0].node && { id: data.profile.merges.edges[0].node.id },
    });
    const found: string[] = [];
    JSON.stringify(data, (key, value) => (key === 'id' && found.push(value), value));
    expect(found.length).toBeGreaterThan(11);
    const again = await api.query(`query ($ids: [ID!]!) { nodes(ids: $ids) { edges { node { __typename id } } } }`, {
      ids: [...found, 'bm9uc2Vuc2U'],
    });
    expect(again.data.nodes.edges.map((edge: { node: { id: string } | null }) => edge.node?.id ?? null)).toEqual([
      ...found,
      null,
    ]);
  });

  test('another plugin adds a field, for many profiles at once', async () => {
    const { data } = await api.query(
      `{ profiles(identifiers: [{ kind: "user_id", value: "u1" }, { kind: "user_id", value: "nobody" }, { kind: "user_id", value: "u3" }]) { edges { node { points } } } }`,
    );
    expect(data.profiles.edges).toEqual([{ node: { points: 12 } }, { node: null }, { node: { points: 32 } }]);
  });
});

describe('cost', () => {
  test('a profile with its 20 latest events takes two statements, many profiles the same number', async () => {
    const count = async (values: readonly string[]) => {
      await api.query(timeline, { identifiers: [{ kind: 'user_id', value: 'u1' }] });
      api.statements.length = 0;
      const { data, errors } = await api.query(timeline, {
        identifiers: values.map((value) => ({ kind: 'user_id', value })),
      });
      expect(errors).toBeUndefined();
      expect(data.profiles.edges[0].node.timeline.edges).toHaveLength(20);
      return [...api.statements];
    };
    expect(await count(['u1'])).toEqual(['read_profile_by_identifier', 'read_timeline_down_0_0']);
    expect(await count(['u1', 'u3', 'u1', 'nobody'])).toEqual(['read_profile_by_identifier', 'read_timeline_down_0_0']);
  });

  test('three for the first request of a process, which learns the names', async () => {
    const cold = await new Customer360().start(database.pool);
    await cold.query(timeline, { identifiers: [{ kind: 'user_id', value: 'u1' }] });
    expect(cold.statements).toHaveLength(3);
    await cold.stop();
  });
});

describe('rights', () => {
  const codes = async (query: string, scopes: readonly string[]) =>
    (await api.query(query, {}, scopes)).errors?.map((error) => error.extensions.code);

  test('without a token: 401', async () => {
    const answer = await api.send(JSON.stringify({ query: '{ viewer { actor } }' }), null);
    expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: 'unauthenticated' } }] });
  });

  test('what the token lacks is refused, the rest is answered', async () => {
    expect(await codes('{ viewer { actor scopes } }', ['pii.read'])).toBeUndefined();
    expect(await codes('{ profile(id: "x") { id } }', ['timeline.read'])).toEqual(['forbidden']);
    expect(await codes('{ eventNames { edges { cursor } } }', ['profile.read'])).toEqual(['forbidden']);
    const partly = await api.query(
      `{ profile(identifier: { kind: "user_id", value: "u1" }) { profileId } changes { edges { cursor } } eventNames { edges { cursor } } }`,
      {},
      ['timeline.read'],
    );
    expect(partly.errors).toHaveLength(2);
    const read = ['profile.read', 'timeline.read'];
    for (const mutation of [
      'track(input: { event: "x", userId: "u" }) { messageId }',
      'identify(input: { userId: "u" }) { messageId }',
      'updateTraits(input: { profileId: "x", traits: {} }) { messageId }',
      'mergeProfiles(input: { first: "x", second: "y" }) { clientMutationId }',
      'unmerge(input: { mergeId: "x" }) { clientMutationId }',
      'decideReview(input: { reviewId: "x", decision: MERGE }) { clientMutationId }',
      'separateIdentifier(input: { identifier: { kind: "a", value: "b" } }) { clientMutationId }',
    ]) {
      expect(await codes(`mutation { ${mutation} }`, read)).toEqual(['forbidden']);
    }
  });

  test('personal data is masked without pii.read, wherever it is', async () => {
    const { data, text } = await api.query(
      `{ profile(identifier: { kind: "email", value: "anna@example.com" }) {
        traits trait(key: "email") { value } traitList { edges { node { key value } } }
        identifiers { edges { node { id kind value } } }
        merges { edges { node { evidence } } }
        timeline(first: 2) { edges { node { properties context identifiers } } } }
        mergePreview(first: "${ids.get(1)}", second: "${ids.get(3)}") { winner { profileId } loser { profileId } traits changes } }`,
      {},
      ['profile.read', 'timeline.read'],
    );
    expect(text).not.toMatch(/anna@example|Anna|10\.0\.0\.1|Hauptstr/);
    expect(data.profile.traits).toEqual({
      email: '[masked]',
      firstName: '[masked]',
      plan: 'pro',
      address: { street: '[masked]', country: 'DE' },
    });
    expect(data.profile.timeline.edges[0].node.properties).toEqual({
      name: 'Shoe',
      email: '[masked]',
      note: '[masked]',
    });
    expect(data.mergePreview).toMatchObject({ winner: { profileId: ids.get(1) }, loser: { profileId: ids.get(3) } });
    expect(data.mergePreview.traits).toEqual({ email: '[masked]', plan: 'pro' });
  });

  test('searching by personal traits takes pii.read', async () => {
    const query = `{ searchProfiles(text: "b") { edges { node { profileId } } } }`;
    expect((await api.query(query)).data.searchProfiles.edges).toEqual([{ node: { profileId: ids.get(3) } }]);
    expect((await api.query(query, {}, ['profile.read'])).data.searchProfiles.edges).toEqual([]);
    expect(await codes('{ searchProfiles(text: "b", in: ["email"]) { edges { cursor } } }', ['profile.read'])).toEqual([
      'forbidden',
    ]);
    const company = await api.query(`{ searchProfiles(text: "ac") { edges { node { profileId } } } }`, {}, [
      'profile.read',
    ]);
    expect(company.data.searchProfiles.edges).toEqual([{ node: { profileId: ids.get(3) } }]);
  });
});

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

describe('mutations', () => {
  beforeEach(() => void (api.calls.length = 0));

  test('track and identify go through the door and show the profile', async () => {
    const { data, errors } = await api.query(
      `mutation ($at: DateTime) {
        track(input: { clientMutationId: "c", event: "Order Completed", userId: "u1", messageId: "m", timestamp: $at, properties: { revenue: 5 } }) {
          clientMutationId messageId duplicate profile { profileId } }
        identify(input: { anonymousId: "a1", traits: { plan: null } }) { messageId profile { profileId } }
      }`,
      { at: '2026-11-01T10:00:00+02:00' },
    );
    expect(errors).toBeUndefined();
    expect(data.track).toEqual({
      clientMutationId: 'c',
      messageId: 'm',
      duplicate: false,
      profile: { profileId: ids.get(1) },
    });
    expect(data.identify.profile.profileId).toBe(ids.get(1));
    expect(api.calls.map((call) => call.args.slice(0, 2))).toEqual([
      [
        { sourceRef: 'graphql', historical: false },
        [
          {
            type: 'track',
            userId: 'u1',
            event: 'Order Completed',
            properties: { revenue: 5 },
            timestamp: '2026-11-01T08:00:00.000Z',
            messageId: 'm',
          },
        ],
      ],
      [
        { sourceRef: 'graphql', historical: false },
        [{ type: 'identify', anonymousId: 'a1', traits: { plan: null }, messageId: data.identify.messageId }],
      ],
    ]);
  });

  test("the door's refusals are errors", async () => {
    const { errors } = await api.query('mutation { track(input: { event: "", userId: "u1" }) { messageId } }');
    expect(errors).toMatchObject([{ extensions: { code: 'event_name_missing' } }]);
    const wrong = await api.query(
      'mutation { track(input: { event: "x", userId: "u1", properties: [1] }) { messageId } }',
    );
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'bad_input' } }]);
  });

  test('the same client key is answered and not done again', async () => {
    const merge = `mutation ($first: ID!, $second: ID!) { mergeProfiles(input: { idempotencyKey: "k1", first: $first, second: $second }) { profile { profileId } } }`;
    const variables = { first: ids.get(1), second: ids.get(3) };
    const first = await api.query(merge, variables);
    expect(await api.query(merge, variables)).toEqual(first);
    expect(api.calls).toHaveLength(1);
    const other = await api.query(merge, { first: ids.get(3), second: ids.get(1) });
    expect(other.errors).toMatchObject([{ extensions: { code: 'idempotency_key_reused' } }]);
    const track = 'mutation { track(input: { idempotencyKey: "k2", event: "x", userId: "u1" }) { messageId } }';
    expect((await api.query(track)).data).toEqual((await api.query(track)).data);
    expect(api.calls).toHaveLength(2);
  });

  test('traits of a profile are written about one of its identifiers', async () => {
    await api.query(
      `mutation ($id: ID!) { updateTraits(input: { profileId: $id, traits: { plan: "gold" } }) { profile { profileId } } }`,
      { id: ids.get(1) },
    );
    expect(api.calls[0]?.args[1]).toMatchObject([{ type: 'identify', userId: 'u1', traits: { plan: 'gold' } }]);
    const nobody = await api.query(
      'mutation { updateTraits(input: { profileId: "00000000-0000-4000-8000-000000000000", traits: {} }) { messageId } }',
    );
    expect(nobody.errors).toMatchObject([{ extensions: { code: 'profile_not_found' } }]);
  });

  test('identity commands carry the actor; their refusals keep their codes', async () => {
    const id = ids.get(1);
    const same = await api.query(
      `mutation { mergeProfiles(input: { first: "${id}", second: "${id}" }) { clientMutationId } }`,
    );
    expect(same.errors).toMatchObject([{ extensions: { code: 'merge_same_profile', retryable: false } }]);
    await api.query(`mutation {
      unmerge(input: { mergeId: "${id}" }) { first { id } }
      decideReview(input: { reviewId: "${id}", decision: KEEP_APART }) { merge { id } }
      separateIdentifier(input: { identifier: { kind: "email", value: "A@b.c" } }) { profile { id } }
    }`);
    expect(api.calls.map((call) => [call.name, ...call.args])).toEqual([
      ['unmerge', id, 'token:test'],
      ['decide', id, 'keep_apart', 'token:test'],
      ['separate', { kind: 'email', value: 'a@b.c' }, 'token:test'],
    ]);
  });
});
