import { Customer360 } from '../support/customer-360';
import { day, now, openShop, type Shop } from '../support/shop';

let shop: Shop;
let database: Shop['database'];
let customers: Shop['customers'];
let api: Shop['api'];
let ids: Shop['ids'];
beforeAll(async () => {
  shop = await openShop();
  ({ database, customers, api, ids } = shop);
});
afterAll(() => shop.close());

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
