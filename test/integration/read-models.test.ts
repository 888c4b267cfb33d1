import type { ReadModels } from '@rapport/sdk';
import { createReadModels } from '../../src/store/read-models';
import { Customers, newestWins } from '../support/customers';
import { addReadCustomers } from '../support/customers-of-read-models';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

const now = Date.UTC(2026, 10, 20);
const day = 86_400_000;

let database: TestDatabase;
let customers: Customers;
let read: ReadModels;
let ids: Map<number, string>;

beforeAll(async () => {
  database = await createTestDatabase(now, 24);
  customers = new Customers(database.pool);
  read = createReadModels(database.pool, newestWins);
  ids = await addReadCustomers(customers);
});
afterAll(() => database.drop());

const root = async (id: number) => {
  const [profile] = await read.profiles.byPublicIds([ids.get(id) ?? '']);
  if (profile === null || profile === undefined) throw new Error(`no profile ${id}`);
  return profile;
};

describe('profiles', () => {
  test('an old id answers with the winner, an unknown one with nobody, in the order asked', async () => {
    const answers = await read.profiles.byPublicIds([
      ids.get(2) ?? '',
      '00000000-0000-4000-8000-000000000000',
      ids.get(3) ?? '',
      ids.get(1) ?? '',
    ]);
    expect(answers.map((profile) => profile?.publicId ?? null)).toEqual([ids.get(1), null, ids.get(3), ids.get(1)]);
    expect(answers[0]?.leafIds).toEqual([1, 2]);
  });

  test('traits of all leaves are folded, each with its origin', async () => {
    const profile = await root(2);
    expect(profile.traits).toEqual({ firstName: 'Anna', lastName: 'Müller', plan: 'pro', name: 'Anna Maria Müller' });
    expect((await read.profiles.traitOrigins(profile)).get('plan')).toEqual({
      at: 2000,
      source: 'web',
      verified: true,
    });
  });

  test('found by identifiers of any leaf', async () => {
    const found = await read.profiles.byIdentifiers([
      { kind: 'anonymous_id', value: 'a1' },
      { kind: 'email', value: 'nobody@example.com' },
      { kind: 'no_such_kind', value: 'x' },
      { kind: 'phone', value: '+4917012345' },
    ]);
    expect(found.map((profile) => profile?.rootId ?? null)).toEqual([1, null, null, 3]);
  });

  test('identifiers, merges and reviews of many profiles at once', async () => {
    const merge = await customers.merge(1, 2, { rule: 'same user_id' });
    await database.pool.query(
      `insert into review (public_id, type, reason, profile_id, other_id, kind_id, value, evidence, source_id, first_at, last_at)
       select gen_random_uuid(), 'suggestion', 'claimed', 2, 3, id, 'x@example.com', '{}', 1, '2026-01-01', '2026-01-02' from identifier_kind where name = 'email'`,
    );
    const roots = [await root(1), await root(3), await root(4)];
    const identifiers = await read.profiles.identifiers(roots);
    expect(identifiers.get(1)?.map((identifier) => identifier.value)).toEqual(['u1', 'anna@example.com', 'a1']);
    expect(identifiers.get(4)).toHaveLength(1);
    const merges = await read.profiles.merges(roots);
    expect([...merges.keys()]).toEqual([1]);
    expect(merges.get(1)).toMatchObject([
      { publicId: merge.publicId, winnerId: ids.get(1), loserId: ids.get(2), undoneAt: null },
    ]);
    const reviews = await read.profiles.reviews(roots);
    expect(reviews.get(1)).toMatchObject([
      { type: 'suggestion', reason: 'claimed', identifier: { kind: 'email' }, status: 'open' },
    ]);
    expect(reviews.get(3)).toHaveLength(1);
    expect(await read.profiles.mergesByPublicIds([merge.publicId])).toHaveLength(1);
  });

  test('accounts and conversations are those of all leaves', async () => {
    await database.pool.query(
      `with a as (insert into account (public_id, external_id, traits, first_seen, last_seen)
         values (gen_random_uuid(), 'acme', '{"name":"Acme"}', '2026-01-01', '2026-01-01') returning id)
       insert into account_member select p, id, '2026-01-01' from a, unnest(array[1, 2]) p`,
    );
    await database.pool.query(
      `insert into conversation (public_id, connection, external_id, profile_id, status, opened_at, updated_at)
       values (gen_random_uuid(), 'chatwoot', '7', 2, 'open', '2026-01-01', '2026-01-01')`,
    );
    expect((await read.profiles.accounts([await root(1)])).get(1)).toMatchObject([
      { externalId: 'acme', traits: { name: 'Acme' } },
    ]);
    expect((await read.profiles.conversations([await root(1)])).get(1)).toMatchObject([{ status: 'open', leafId: 2 }]);
  });
});

describe('timeline', () => {
  const t = now - 70 * day;
  beforeAll(async () => {
    await customers.events(
      ...Array.from({ length: 30 }, (_, index) => ({
        id: 100 + index,
        profileId: index % 3 === 0 ? 2 : 1,
        name: index % 2 === 0 ? 'Order Completed' : 'Product Viewed',
        at: t + index * 2 * day,
      })),
      { id: 200, profileId: 3, name: 'Home', type: 'page', at: t },
      // The same instant as event 129, later in the feed.
      { id: 201, profileId: 1, name: 'Home', type: 'page', at: t + 58 * day },
    );
  });
  const page = async (request: Partial<Parameters<ReadModels['timeline']['pages']>[1]>) => {
    const answer = await read.timeline.pages([await root(1), await root(3), await root(4)], {
      count: 5,
      forward: true,
      ...request,
    });
    return { one: answer.get(1), three: answer.get(3), four: answer.get(4) };
  };

  test('the latest events of all leaves, for many profiles at once', async () => {
    const { one, three, four } = await page({});
    expect(one?.items.map((event) => event.id)).toEqual([201, 129, 128, 127, 126]);
    expect(one).toMatchObject({ hasNext: true, hasPrevious: false });
    expect(three).toMatchObject({ items: [{ id: 200, name: 'Home', type: 'page', source: 'web' }], hasNext: false });
    expect(four).toEqual({ items: [], hasNext: false, hasPrevious: false });
  });

  test('pages in both directions meet without a gap, also between events of the same instant', async () => {
    const seen: number[] = [];
    let after: { occurredAt: number; id: number } | undefined;
    for (;;) {
      const { one } = await page({ count: 4, after });
      seen.push(...(one?.items ?? []).map((event) => event.id));
      after = one?.items.at(-1);
      if (one?.hasNext !== true) break;
    }
    expect(seen).toEqual([201, ...Array.from({ length: 30 }, (_, index) => 129 - index)]);
    const back = await page({ count: 3, forward: false, before: { occurredAt: t + 4 * day, id: 102 } });
    expect(back.one?.items.map((event) => event.id)).toEqual([105, 104, 103]);
    expect(back.one).toMatchObject({ hasNext: true, hasPrevious: true });
    const oldest = await page({ count: 2, forward: false });
    expect(oldest.one?.items.map((event) => event.id)).toEqual([101, 100]);
  });

  test('filtered by name, type and time', async () => {
    expect((await page({ names: ['Order Completed'], count: 2 })).one?.items.map((event) => event.id)).toEqual([
      128, 126,
    ]);
    expect((await page({ types: ['page'] })).one?.items.map((event) => event.id)).toEqual([201]);
    expect((await page({ from: t + 4 * day, to: t + 8 * day })).one?.items.map((event) => event.id)).toEqual([
      103, 102,
    ]);
    expect((await page({ names: [] })).one?.items).toEqual([]);
    expect((await page({ names: ['never'] })).one?.items).toEqual([]);
  });

  test('one event by its position; the last time exactly', async () => {
    expect(
      await read.timeline.byPositions([
        { id: 200, occurredAt: t },
        { id: 200, occurredAt: t + 1 },
      ]),
    ).toMatchObject([{ id: 200 }, null]);
    expect((await read.profiles.lastSeen([await root(1), await root(4)])).get(1)).toBe(t + 58 * day);
  });

  test('the newest page reads the newest partitions and stops', async () => {
    const plan = await database.pool.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, costs off, timing off, summary off)
       select id from event where profile_id = 1 order by occurred_at desc, id desc limit 5`,
    );
    const lines = plan.rows.map((row) => row['QUERY PLAN']);
    expect(lines.join('\n')).toMatch(/Append/);
    expect(lines.filter((line) => line.includes('never executed')).length).toBeGreaterThan(15);
  });
});

describe('changes', () => {
  test('in order of their numbers; a transaction without a number is not there yet', async () => {
    const merge = await customers.merge(1, 2);
    await customers.commit(1, [['profile', 1]]);
    await customers.commit(2, [
      ['profile', 2],
      ['merge', 2, merge.id],
      ['profile', 3],
    ]);
    await customers.commit(null, [['profile', 4]]);
    await customers.commit(3, [['erasure', 99]]);
    const first = await read.changes.page({ count: 3, forward: true });
    expect(first.items.map(({ position, index, kind, rootId }) => [position, index, kind, rootId])).toEqual([
      [1, 1, 'profile', 1],
      [2, 1, 'profile', 1],
      [2, 2, 'merge', 1],
    ]);
    expect(first).toMatchObject({ hasNext: true });
    expect(first.items[2]).toMatchObject({ mergeId: merge.publicId, profileId: ids.get(1) });
    const second = await read.changes.page({ count: 3, forward: true, after: { position: 2, index: 2 } });
    expect(second.items.map(({ kind, rootId }) => [kind, rootId])).toEqual([
      ['profile', 3],
      ['erasure', null],
    ]);
    expect(second.hasNext).toBe(false);
    const last = await read.changes.page({ count: 2, forward: false });
    expect(last.items.map(({ position }) => position)).toEqual([2, 3]);
    const before = await read.changes.page({ count: 2, forward: false, before: { position: 2, index: 2 } });
    expect(before.items.map(({ position, index }) => [position, index])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(
      await read.changes.byPositions([
        { position: 2, index: 3 },
        { position: 9, index: 1 },
      ]),
    ).toMatchObject([{ rootId: 3 }, null]);
  });
});

test('a reader of the changes who comes too late is told so; who waits at the end of the feed is not', async () => {
  for (const position of [11, 12, 13]) await customers.commit(position, [['profile', 1]]);
  const after = (position: number) =>
    read.changes.page({ count: 5, forward: true, after: { position, index: 1 } }).then(({ items }) => items.length);
  expect(await after(11)).toBe(2);
  await database.pool.query('delete from commit_log where position < 13');
  await expect(after(11)).rejects.toMatchObject({ code: 'cursor_expired' });
  expect(await after(13)).toBe(0);
  // The database was put back from a backup: the numbers that this cursor counts on from are given again.
  await expect(after(14)).rejects.toMatchObject({ code: 'cursor_expired' });
});

describe('event names', () => {
  test('with folded counts and fresh ones', async () => {
    const page = await read.eventNames.page({ count: 10, forward: true });
    const order = page.items.find((name) => name.name === 'Order Completed');
    await database.pool.query(`insert into event_name_total values ($1, 5, '2026-09-02')`, [order?.id]);
    await database.pool.query(
      `insert into event_name_delta values ($1, 1, '2026-09-03', 2), ($1, 2, '2026-09-02', 1)`,
      [order?.id],
    );
    expect(await read.eventNames.byIds([order?.id ?? 0])).toMatchObject([{ count: 8, lastDay: '2026-09-03' }]);
  });

  test('in order, in pages, by prefix and type', async () => {
    const names = async (request: Partial<Parameters<ReadModels['eventNames']['page']>[0]>) =>
      (await read.eventNames.page({ count: 2, forward: true, ...request })).items.map((name) => name.name);
    expect(await names({})).toEqual(['Home', 'Order Completed']);
    const [home] = (await read.eventNames.page({ count: 1, forward: true })).items;
    expect(await names({ after: home })).toEqual(['Order Completed', 'Product Viewed']);
    expect(await names({ forward: false, count: 1 })).toEqual(['Product Viewed']);
    expect(await names({ prefix: 'Prod' })).toEqual(['Product Viewed']);
    expect(await names({ types: ['page'] })).toEqual(['Home']);
  });
});
