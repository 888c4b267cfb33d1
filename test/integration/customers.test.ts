import { Customer360 } from '../support/customer-360';
import { Customers } from '../support/customers';
import { createTestDatabase, type TestDatabase } from '../support/database';

const now = Date.UTC(2026, 10, 20);
const hour = 3_600_000;

let database: TestDatabase;
let customers: Customers;
let api: Customer360;

/** Ada (1, with 2 merged into her) was seen last; then Grace, then Lin. */
beforeEach(async () => {
  database = await createTestDatabase(now);
  customers = new Customers(database.pool);
  api = await new Customer360().start(database.pool);
  await customers.add(
    { id: 1, traits: { name: 'Ada' }, createdAt: now - 5 * hour, identifiers: [['user_id', 'u1']] },
    { id: 2, rootId: 1, createdAt: now - hour },
    { id: 3, traits: { name: 'Grace' }, createdAt: now - 2 * hour, identifiers: [['user_id', 'u3']] },
    { id: 4, traits: { name: 'Lin' }, createdAt: now - 3 * hour },
  );
});
afterEach(async () => {
  await api.stop();
  await database.drop();
});

const page = `query ($first: Int, $after: String, $last: Int, $before: String) {
  customers(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { traits lastSeen orders { count total currency otherCurrencies } } }
    pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
  }
}`;

async function names(variables: object): Promise<{ names: string[]; pageInfo: Record<string, unknown> }> {
  const { data } = await api.query(page, variables);
  const { edges, pageInfo } = data.customers;
  return { names: edges.map((edge: { node: { traits: { name: string } } }) => edge.node.traits.name), pageInfo };
}

/** Page by page, as a client would: a short page is no end. */
async function walk(size: 'first' | 'last', count: number): Promise<string[]> {
  const all: string[] = [];
  for (let cursor: unknown = undefined, more: unknown = true; more === true;) {
    const answer: Awaited<ReturnType<typeof names>> = await names({
      [size]: count,
      [size === 'first' ? 'after' : 'before']: cursor,
    });
    const { pageInfo } = answer;
    if (size === 'first') all.push(...answer.names);
    else all.unshift(...answer.names);
    more = size === 'first' ? pageInfo['hasNextPage'] : pageInfo['hasPreviousPage'];
    cursor = size === 'first' ? pageInfo['endCursor'] : pageInfo['startCursor'];
  }
  return all;
}

test('everybody once, newest activity first, in pages of any size, forward and backward', async () => {
  const all = ['Ada', 'Grace', 'Lin'];
  for (const count of [1, 2, 3, 50]) {
    expect(await walk('first', count)).toEqual(all);
    expect(await walk('last', count)).toEqual(all);
  }
});

test('a customer of many merged profiles is passed over where it was seen before: pages come short, and nobody is missed', async () => {
  await customers.add(
    ...Array.from({ length: 60 }, (_, index) => ({ id: 100 + index, rootId: 1, createdAt: now - 90 * 60_000 - index })),
  );
  expect(await walk('first', 1)).toEqual(['Ada', 'Grace', 'Lin']);
  expect(await walk('last', 1)).toEqual(['Ada', 'Grace', 'Lin']);
});

test('a page costs three statements, orders included', async () => {
  await names({ first: 3 });
  api.statements.length = 0;
  await names({ first: 3 });
  expect(api.statements).toEqual(['read_customers_desc', 'read_profile_by_leaf', 'read_orders_of_roots']);
});

test('what a customer ordered: orders less refunds, in the currency of most of them', async () => {
  const order = { name: 'Order Completed', profileId: 1, at: now - 4 * hour };
  await customers.events(
    { ...order, id: 1, value: 20, properties: { currency: 'EUR' } },
    { ...order, id: 2, value: 30.5, profileId: 2, properties: { currency: 'eur' } },
    { ...order, id: 3, value: 99, at: now - 3 * hour, properties: { currency: 'USD' } },
    { ...order, id: 4, name: 'Order Refunded', value: 10, properties: { currency: 'EUR' } },
    { ...order, id: 5, name: 'Product Viewed', value: 1_000, properties: { currency: 'EUR' } },
    { ...order, id: 6, profileId: 3, value: 5 },
  );
  const { data } = await api.query(page, { first: 10 });
  expect(data.customers.edges.map((edge: { node: { orders: object } }) => edge.node.orders)).toEqual([
    { count: 3, total: 40.5, currency: 'EUR', otherCurrencies: true },
    { count: 1, total: 5, currency: null, otherCurrencies: false },
    { count: 0, total: 0, currency: null, otherCurrencies: false },
  ]);
  expect(data.customers.edges[0].node.lastSeen).toBe(new Date(now - 3 * hour).toISOString());
});

test('without timeline.read nobody sees what was ordered', async () => {
  const { errors } = await api.query(page, { first: 1 }, ['profile.read']);
  expect(errors?.[0]?.extensions.code).toBe('forbidden');
});

describe('the queue of conflicts and suggestions', () => {
  beforeEach(async () => {
    await database.pool.query(
      `insert into review (public_id, type, reason, profile_id, other_id, kind_id, value, evidence, source_id, first_at, last_at, status)
       select gen_random_uuid(), case when n % 2 = 0 then 'conflict' else 'suggestion' end, 'claimed', 1, 3, 1, 'v' || n,
         '{"n": 1}', 1, '2026-11-01', '2026-11-01', case when n = 3 then 'dismissed' else 'open' end
       from generate_series(1, 5) n`,
    );
  });

  const queue = `query ($type: ReviewType, $first: Int, $after: String) {
    openReviews(type: $type, first: $first, after: $after) {
      edges { node { type value profile { traits } other { traits } } } pageInfo { hasNextPage endCursor }
    }
    openReviewCounts { conflicts suggestions }
  }`;

  test('oldest first, all or of one type, without those that are decided', async () => {
    const values = async (variables: object): Promise<string[]> =>
      (await api.query(queue, variables)).data.openReviews.edges.map(
        (edge: { node: { value: string } }) => edge.node.value,
      );
    expect(await values({ first: 10 })).toEqual(['v1', 'v2', 'v4', 'v5']);
    expect(await values({ first: 10, type: 'CONFLICT' })).toEqual(['v2', 'v4']);
    const { data } = await api.query(queue, { first: 1, type: 'SUGGESTION' });
    const { pageInfo, edges } = data.openReviews;
    expect(edges[0].node).toMatchObject({ profile: { traits: { name: 'Ada' } }, other: { traits: { name: 'Grace' } } });
    expect(pageInfo.hasNextPage).toBe(true);
    expect(await values({ first: 1, type: 'SUGGESTION', after: pageInfo.endCursor })).toEqual(['v5']);
    expect(data.openReviewCounts).toEqual({ conflicts: 2, suggestions: 2 });
  });

  test('nobody is asked whether two are one person who are one already; after an unmerge they are', async () => {
    const counts = async () => (await api.query(queue, { first: 10 })).data.openReviewCounts;
    await database.pool.query('update review set other_id = 2');
    expect(await counts()).toEqual({ conflicts: 0, suggestions: 0 });
    expect((await api.query(queue, { first: 10 })).data.openReviews.edges).toEqual([]);
    await database.pool.query('update profile set root_id = 2 where id = 2');
    expect(await counts()).toEqual({ conflicts: 2, suggestions: 2 });
    // Only a value was left out: there is no other one.
    await database.pool.query('update review set other_id = 1');
    expect(await counts()).toEqual({ conflicts: 2, suggestions: 2 });
  });
});

describe('saved views', () => {
  const create = `mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { savedView { savedViewId name mine definition } } }`;
  const list = `{ savedViews(page: "customers", first: 50) { edges { node { savedViewId name shared mine } } } }`;
  const draft = (name: string, shared: boolean) => ({
    page: 'customers',
    name,
    shared,
    definition: { columns: ['plan'] },
  });

  /** Somebody else's: who asks through the API is `token:test`. */
  async function othersView(name: string, shared: boolean): Promise<string> {
    const { rows } = await database.pool.query<{ public_id: string }>(
      `insert into saved_view (public_id, page, owner, name, shared, definition, created_at, updated_at)
       values (gen_random_uuid(), 'customers', 'admin:7', $1, $2, '{}', '2026-01-01', '2026-01-01') returning public_id`,
      [name, shared],
    );
    return rows[0]?.public_id ?? '';
  }

  test('everybody sees their own and the shared ones, and changes only their own', async () => {
    const made = await api.query(create, { input: { ...draft('Gold', false), idempotencyKey: 'k' } });
    const { savedView } = made.data.createSavedView;
    expect(savedView).toMatchObject({ name: 'Gold', mine: true, definition: { columns: ['plan'] } });
    await api.query(create, { input: { ...draft('Gold', false), idempotencyKey: 'k' } });
    await othersView('Hidden', false);
    const shared = await othersView('Team', true);
    const { data } = await api.query(list);
    expect(data.savedViews.edges.map((edge: { node: object }) => edge.node)).toMatchObject([
      { name: 'Gold', mine: true },
      { name: 'Team', mine: false, shared: true },
    ]);

    const change = `mutation ($input: ChangeSavedViewInput!) { changeSavedView(input: $input) { savedView { name shared } } }`;
    const changed = { name: 'Silver', shared: true, definition: {} };
    const theirs = await api.query(change, { input: { ...changed, savedViewId: shared } });
    expect(theirs.errors?.[0]?.extensions.code).toBe('saved_view_not_found');
    const mine = await api.query(change, { input: { ...changed, savedViewId: savedView.savedViewId } });
    expect(mine.data.changeSavedView.savedView).toEqual({ name: 'Silver', shared: true });
    const remove = `mutation ($input: RemoveSavedViewInput!) { removeSavedView(input: $input) { removedId } }`;
    await api.query(remove, { input: { savedViewId: savedView.savedViewId } });
    expect((await api.query(list)).data.savedViews.edges).toHaveLength(1);
  });

  test('their number and size are bounded', async () => {
    await database.pool.query(
      `insert into saved_view (public_id, page, owner, name, definition, created_at, updated_at)
       select gen_random_uuid(), 'customers', 'token:test', 'v' || n, '{}', '2026-01-01', '2026-01-01' from generate_series(1, 100) n`,
    );
    const full = await api.query(create, { input: draft('one more', false) });
    expect(full.errors?.[0]?.extensions.code).toBe('saved_views_exhausted');
    const large = await api.query(create, {
      input: { ...draft('large', false), definition: { x: 'x'.repeat(9_000) } },
    });
    expect(large.errors?.[0]?.extensions.code).toBe('bad_input');
  });
});
