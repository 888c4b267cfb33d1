import { SegmentWorld } from '../support/segments-live';

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
afterAll(() => world.stop());

const firstId = 1_000;

/** @param everyNth profile is in the segment; sizes are as they are kept */
async function fillSegment(key: string, everyNth: number): Promise<Set<number>> {
  const { id } = await world.define(key, { trait: 'plan', op: 'eq', value: key });
  const { rows } = await world.database.pool.query<{ id: number }>(
    `insert into membership (profile_id, segment_id, member, since)
     select id, $1, true, now() from profile where id % $2 = 0 and root_id = id returning profile_id as id`,
    [id, everyNth],
  );
  await world.database.pool.query('update segment set size = $2 where id = $1', [id, rows.length]);
  return new Set(rows.map((row) => row.id));
}

const draw = async (key: string | null, count: number) => {
  const drawn = await world.house.segments?.draw(key, count);
  if (drawn === undefined) throw new Error('nobody keeps segments');
  return drawn;
};

/** Of those drawn the share that lies in the first half of the ids. */
const firstHalf = (roots: readonly number[], profiles: number): number =>
  roots.filter((id) => id < firstId + profiles / 2).length / roots.length;

test('of few customers and members all are drawn, of many some at random, of the whole range; merged ones are none', async () => {
  const fill = (from: number, to: number) =>
    world.database.pool.query(
      `insert into profile (id, public_id, root_id, created_at)
       select n, gen_random_uuid(), case when n % 10 = 9 then n - 1 else n end, now() from generate_series($1::bigint, $2::bigint - 1) n`,
      [from, to],
    );
  await fill(firstId, firstId + 15_000);
  const few = await fillSegment('few', 100);
  const all = await draw('few', 1_000);
  expect(all.size).toBe(150);
  expect(new Set(all.roots)).toEqual(few);
  expect((await draw('few', 150)).roots).toHaveLength(150);
  const everybody = await draw(null, 20_000);
  expect([everybody.size, new Set(everybody.roots).size]).toEqual([13_500, 13_500]);
  const some = await draw(null, 1_000);
  expect([some.size, new Set(some.roots).size]).toEqual([13_500, 1_000]);
  expect(firstHalf(some.roots, 15_000)).toBeCloseTo(0.5, 1);
  expect(some.roots.filter((id) => id % 10 === 9)).toEqual([]);

  await fill(firstId + 15_000, firstId + 120_000);
  const many = await draw(null, 1_000);
  expect(many.size).toBe(108_000);
  expect(new Set(many.roots).size).toBe(1_000);
  expect(firstHalf(many.roots, 120_000)).toBeCloseTo(0.5, 1);
  expect(many.roots.filter((id) => id % 10 === 9)).toEqual([]);
  // Sorted by chance, and looked for at places of their range.
  for (const [key, everyNth, size] of [
    ['rare', 20, 6_000],
    ['dense', 2, 60_000],
  ] as const) {
    const members = await fillSegment(key, everyNth);
    const drawn = await draw(key, 1_000);
    expect(members.size).toBe(size);
    expect(drawn.size).toBe(size);
    expect(drawn.roots.filter((id) => !members.has(id))).toEqual([]);
    expect(new Set(drawn.roots).size).toBe(drawn.roots.length);
    expect(Math.abs(drawn.roots.length - 1_000)).toBeLessThan(150);
    expect(firstHalf(drawn.roots, 120_000)).toBeCloseTo(0.5, 1);
  }
  await expect(draw('nobody-knows', 10)).rejects.toMatchObject({ code: 'segment_not_found' });
});
