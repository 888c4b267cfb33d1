import fc from 'fast-check';
import type { JsonObject } from '@rapport/sdk';
import { live } from '../../plugins/segments/server/live';
import { eventually } from '../support/eventually';
import { eraseWhole } from '../support/privacy';
import { actor, SegmentWorld } from '../support/segments-live';

const day = 86_400_000;
const order = { event: 'Order Completed' };
const segments: Record<string, JsonObject> = { buyers: { ...order, within: '5d' } };
const computed: Record<string, JsonObject> = {
  spent: { ...order, aggregate: { fn: 'sum', property: 'revenue' }, within: '9d' },
  orders: { ...order, aggregate: { fn: 'count' } },
  newest: { ...order, aggregate: { fn: 'last', property: 'revenue' }, within: '4d' },
  city: {
    first_of: ['address.city', { ...order, aggregate: { fn: 'last', property: 'revenue' }, within: '2d' }, 'town'],
  },
  points: {
    score: [
      { label: 'Looks', points: 8, event: 'Product Viewed', decay: { every: '1d', factor: 0.5 }, max: 20 },
      { label: 'Buys', points: 5, when: { segment: 'buyers' } },
      { label: 'Much', points: 3, when: { computed: 'spent', op: 'gt', value: 15 } },
    ],
    max: 30,
  },
};

type Step =
  | { readonly does: 'event'; readonly who: number; readonly name: string; readonly revenue: number }
  | { readonly does: 'trait'; readonly who: number; readonly town: string }
  | { readonly does: 'merge'; readonly who: number; readonly other: number }
  | { readonly does: 'unmerge' }
  | { readonly does: 'pass'; readonly hours: number }
  | { readonly does: 'change'; readonly days: number };

const who = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('event' as const),
      who,
      name: fc.constantFrom('Order Completed', 'Product Viewed'),
      revenue: fc.integer({ min: 1, max: 12 }),
    }),
  },
  fc.record({ does: fc.constant('trait' as const), who, town: fc.constantFrom('Ulm', 'Bonn') }),
  fc.record({ does: fc.constant('merge' as const), who, other: who }),
  fc.constant({ does: 'unmerge' as const }),
  { weight: 2, arbitrary: fc.record({ does: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 80 }) }) },
  fc.record({ does: fc.constant('change' as const), days: fc.integer({ min: 1, max: 12 }) }),
);

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start();
});
afterAll(() => world.stop());

const id = (person: number): string => `anonymous_id:a${person}`;

async function perform(one: Step, definitions: Record<string, JsonObject>): Promise<void> {
  if (one.does === 'event') {
    const { name, revenue } = one;
    await world.send({ ids: id(one.who), name, value: revenue, properties: { revenue } });
  } else if (one.does === 'trait') {
    const traits = { town: one.town };
    await world.send({ ids: id(one.who), type: 'identify', name: '', traits, properties: traits });
  } else if (one.does === 'merge') {
    if (one.who !== one.other) await world.send({ ids: `${id(one.who)} ${id(one.other)}`, name: 'Joined' });
  } else if (one.does === 'unmerge') {
    const { rows } = await world.database.pool.query<{ id: string }>(
      'select public_id as id from merge where undone_at is null order by id desc limit 1',
    );
    if (rows[0] !== undefined) await world.house.identity.unmerge(rows[0].id, actor);
    world.house.wake();
  } else if (one.does === 'pass') await world.pass(one.hours * 3_600_000);
  else {
    definitions['spent'] = { ...computed['spent'], within: `${one.days}d` };
    await world.compute({ spent: definitions['spent'] });
  }
  await world.settle();
}

test('values are what the plain reference says, after events, merges, time and changes of definitions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      await world.reset();
      const definitions = { ...computed };
      await world.define('buyers', segments['buyers'] ?? {});
      await world.compute(definitions);
      for (const one of steps) await perform(one, definitions);
      await world.expectValues(definitions, segments);
    }),
    { numRuns: Number(process.env['RAPPORT_SEGMENT_RUNS'] ?? 3) },
  );
}, 300_000);

test('what a definition leaves open is learned from everybody: fifths by recency, frequency and money', async () => {
  await world.reset();
  await world.send(
    ...[1, 2, 3, 4, 5].flatMap((person) =>
      Array.from({ length: person }, (_, index) => ({
        ...{ ids: id(person), name: 'Order Completed', value: 10, properties: { revenue: 10 } },
        occurredAt: world.now() - (10 - person + index) * day,
      })),
    ),
  );
  await world.settle();
  await world.compute({ rfm: { rfm: {}, event: 'Order Completed', property: 'revenue' } });
  const scores = async () => {
    const { rows } = await world.database.pool.query<{ value: string }>(
      `select i.value || ' ' || (v.value #>> '{}') as value from computed_value v join identifier i on i.profile_id = v.profile_id
       where v.value is not null order by 1`,
    );
    return rows.map((row) => row.value);
  };
  expect(await scores()).toEqual(['a1 111', 'a2 222', 'a3 333', 'a4 444', 'a5 555']);
  // The fifths stand; who buys rises.
  await world.send({ ids: id(1), name: 'Order Completed', value: 50, properties: { revenue: 50 } });
  await world.settle();
  expect(await scores()).toContain('a1 525');
  // A week later they are learned anew.
  const fitted = async () =>
    (await world.database.pool.query<{ at: number }>('select fitted_at as at from computed_trait')).rows[0]?.at;
  const before = await fitted();
  await world.pass(8 * day);
  // A round of the loop finds out; nothing waits in a table for it.
  await eventually(async () => ((await fitted()) ?? 0) > (before ?? Infinity));
});

test('whoever is erased has no values, and a computed trait that is removed leaves none', async () => {
  await world.reset();
  const bought = (user: string) => ({
    ...{ ids: `user_id:${user}`, name: 'Order Completed', value: 5, properties: { revenue: 5 } },
  });
  await world.send(bought('eve'), bought('ann'));
  await world.compute({ orders: computed['orders'] ?? {} });
  const owners = async () => {
    const { rows } = await world.database.pool.query<{ owner: string | null }>(
      'select i.value as owner from computed_value v left join identifier i on i.profile_id = v.profile_id order by 1',
    );
    return rows.map((row) => row.owner);
  };
  expect(await owners()).toEqual(['ann', 'eve']);
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select p.public_id as id from identifier i join profile p on p.id = i.profile_id where i.value = 'eve'`,
  );
  const profileId = rows[0]?.id ?? '';
  await eraseWhole(world.house.privacy, profileId);
  await world.settle();
  expect(await owners()).toEqual(['ann']);
  await live(world.house).computed.remove('orders');
  expect(await owners()).toEqual([]);
});
