import type { PageRequest, RankedSegment, RankPosition, Session, Statement } from '@rapport/sdk';
import { rankedRoots } from '../../plugins/segments/server/stores/ranked';
import { SegmentWorld } from '../support/segments-live';

const now = Date.parse('2026-11-29T12:00:00Z');
const day = 86_400_000;
const hour = 3_600_000;

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
afterAll(() => world.stop());
beforeEach(() => world.database.pool.query('delete from membership; delete from segment'));

/** A segment of which somebody became a member at these times, by root. */
async function segment(key: string, members: string, values: readonly number[] = []): Promise<void> {
  await world.database.pool.query(
    `with s as (insert into segment (public_id, key, name, description, kind, state, version, draft, created_at, updated_at, updated_by)
       values (gen_random_uuid(), '${key}', '${key}', '', 'list', 'published', 1, '{}', now(), now(), 'test') returning id)
     insert into membership (profile_id, segment_id, member, since) select m.root, s.id, m.member, to_timestamp(m.at / 1000)
     from s, (${members}) as m (root, member, at)`,
    [...values],
  );
}

type Membership = { readonly root: number; readonly key: string; readonly at: number };

async function memberships(): Promise<Membership[]> {
  const { rows } = await world.database.pool.query<Membership>(
    `select m.profile_id as root, s.key, round(date_part('epoch', m.since) * 1000) as at
     from membership m join segment s on s.id = m.segment_id where m.member`,
  );
  return rows;
}

/** What is meant, without any index: each root by the best of his memberships. */
function expected(all: readonly Membership[], wanted: readonly RankedSegment[]): RankPosition[] {
  const best = new Map<number, RankPosition>();
  for (const { root, key, at } of all) {
    const rank = wanted.find((one) => one.key === key);
    if (rank === undefined || at <= rank.since) continue;
    const place = { weight: rank.weight, since: at, rootId: root };
    const known = best.get(root);
    if (known === undefined || compare(place, known) < 0) best.set(root, place);
  }
  return [...best.values()].sort(compare);
}

const compare = (a: RankPosition, b: RankPosition): number =>
  b.weight - a.weight || b.since - a.since || b.rootId - a.rootId;

async function everyPage(
  wanted: readonly RankedSegment[],
  count: number,
  forward: boolean,
  passedOver?: number,
): Promise<RankPosition[][]> {
  const pages: RankPosition[][] = [];
  let place: RankPosition | undefined;
  for (;;) {
    const request: PageRequest<RankPosition> = forward
      ? { count, forward, after: place }
      : { count, forward, before: place };
    const page = await rankedRoots(world.house.database, wanted, request, passedOver);
    if (page.length === 0) return pages;
    pages.push(page);
    place = page.at(-1);
  }
}

test('everybody stands once, by his heaviest situation and then by when he came, whatever the pages; backwards too', async () => {
  // 60 roots, in up to five segments, of which two weigh the same; many at the same moment; some who left, or came too early.
  const members = (nth: number) =>
    `select root, (root * ${nth + 3}) % 11 <> 0, $1::float8 - ((root * ${nth + 7}) % 9) * 3600000::float8
     from generate_series(1, 60) root where (root + ${nth}) % ${nth + 2} <> 1`;
  for (let nth = 0; nth < 5; nth++) await segment(`s${nth}`, members(nth), [now]);
  const weights = [50, 90, 50, 10, 70];
  const wanted = weights.map((weight, nth) => ({ key: `s${nth}`, weight, since: now - 6 * hour }));
  const all = await memberships();
  for (const some of [wanted, wanted.slice(1, 3), wanted.slice(3, 4), []]) {
    const right = expected(all, some);
    for (const count of [1, 7, 100]) {
      // The walk gives up never, at once, or on its way.
      for (const passedOver of count === 7 ? [undefined, 0, 3] : [undefined]) {
        expect((await everyPage(some, count, true, passedOver)).flat()).toEqual(right);
        expect((await everyPage(some, count, false, passedOver)).flat()).toEqual([...right].reverse());
      }
    }
  }
  const right = expected(all, wanted);
  expect(new Set(right.map(({ weight }) => weight)).size).toBeGreaterThan(2);
  const between = { after: right[4], before: right[20] };
  for (const passedOver of [0, 3, undefined]) {
    expect(
      await rankedRoots(world.house.database, wanted, { count: 100, forward: true, ...between }, passedOver),
    ).toEqual(right.slice(5, 20));
  }
});

test('of 100,000 members a page reads as many as it shows, wherever it begins', async () => {
  const members = 100_000;
  await segment('many', `select n, true, $1::float8 - n * 1000::float8 from generate_series(1, ${members}) n`, [now]);
  // All but the last 60 stand with the heavier one: nobody is looked for here before a page goes beyond that.
  await segment('also', `select n, true, $1::float8 - n * 1000::float8 from generate_series(1, ${members + 60}) n`, [
    now,
  ]);
  await segment('few', `select n * 100, true, $1::float8 from generate_series(1, 200) n`, [now]);
  await world.database.pool.query('vacuum (analyze) membership');
  const wanted = [
    { key: 'many', weight: 50, since: now - 30 * day },
    { key: 'few', weight: 90, since: now - 30 * day },
    { key: 'also', weight: 40, since: now - 30 * day },
  ];
  const deep = { weight: 50, since: now - 90_000_000, rootId: 90_000 };
  for (const after of [undefined, deep]) {
    const asked: Statement[] = [];
    const session = recording(world.house.database, asked);
    const page = await rankedRoots(session, wanted, { count: 51, forward: true, after });
    expect(page).toHaveLength(51);
    expect(page[0]).toEqual(
      after === undefined
        ? { weight: 90, since: now, rootId: 20_000 }
        : { weight: 50, since: now - 90_001_000, rootId: 90_001 },
    );
    expect((await readOfMemberships(asked)).rows).toBeLessThan(500);
  }
  // Beyond the last of the heavier one everybody of the lighter one is read, but looked up in memory.
  const asked: Statement[] = [];
  const last = { weight: 50, since: now - 99_990_000, rootId: 99_990 };
  const page = await rankedRoots(recording(world.house.database, asked), wanted, {
    count: 51,
    forward: true,
    after: last,
  });
  expect(page.slice(0, 10)).toMatchObject(Array.from({ length: 10 }, (_, n) => ({ weight: 50, rootId: 99_991 + n })));
  expect(page.slice(10)).toMatchObject(Array.from({ length: 41 }, (_, n) => ({ weight: 40, rootId: 100_001 + n })));
  expect(asked).toHaveLength(2); // the walk, and the comparison
  // The walk alone looked at 505,000.
  expect((await readOfMemberships(asked)).pages).toBeLessThan(20_000);
});

test('whoever moves while a page is put together stands on it once', async () => {
  await segment('light', 'select n, true, $1::float8 - n * 1000::float8 from generate_series(1, 20) n', [now]);
  await segment('heavy', 'select n, true, $1::float8 - n * 1000::float8 from generate_series(1, 10) n', [now]);
  const wanted = [
    { key: 'heavy', weight: 90, since: now - day },
    { key: 'light', weight: 50, since: now - day },
  ];
  let asked = 0;
  const moving: Session = {
    run: (statement) => world.house.database.run(statement),
    rows: async (statement) => {
      // After the walk gave up among the lighter ones: two who stand on the page already leave the heavier one.
      if (asked++ === 1)
        await world.database.pool.query(
          `delete from membership where profile_id in (3, 9) and segment_id = (select id from segment where key = 'heavy')`,
        );
      return world.house.database.rows(statement);
    },
  };
  const page = await rankedRoots(moving, wanted, { count: 15, forward: true }, 3);
  expect(asked).toBe(2);
  expect(page.map(({ rootId }) => rootId)).toEqual(Array.from({ length: 15 }, (_, n) => n + 1));
});

function recording(session: Session, asked: Statement[]): Session {
  return {
    rows: (statement) => {
      asked.push(statement);
      return session.rows(statement);
    },
    run: (statement) => session.run(statement),
  };
}

type Node = {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
};

/** What PostgreSQL itself says that it read of the table. */
async function readOfMemberships(
  asked: readonly Statement[],
): Promise<{ readonly rows: number; readonly pages: number }> {
  let rows = 0;
  let pages = 0;
  const add = (node: Node): void => {
    if (node['Relation Name'] === 'membership')
      rows += (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    node.Plans?.forEach(add);
  };
  for (const { text, values = [] } of asked) {
    const explained = await world.database.pool.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
      `explain (analyze, buffers, format json) ${text}`,
      [...values],
    );
    explained.rows[0]?.['QUERY PLAN'].forEach(({ Plan }) => {
      add(Plan);
      pages += Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'];
    });
  }
  return { rows, pages };
}
