import type { JsonObject } from '@rapport/sdk';
import { Random } from '../../src/demo/random';
import { actor, SegmentWorld } from '../support/segments-live';

const hour = 3_600_000;

/** Segments of every kind that live evaluation treats differently. */
const definitions: Readonly<Record<string, JsonObject>> = {
  buyers: { event: 'Order Completed', within: '2h' },
  regulars: { event: 'Order Completed', count: { op: 'gte', value: 2 }, within: '6h' },
  quiet: { not: { event: 'Product Viewed', within: '3h' } },
  german: { trait: 'country', op: 'eq', value: 'DE' },
  german_buyers: { all: [{ segment: 'german' }, { segment: 'buyers' }] },
  lookers: { all: [{ event: 'Product Viewed', within: '4h' }, { not: { segment: 'buyers' } }] },
};

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(2);
});
afterAll(() => world.stop());

test('random histories on two nodes: the plain reference agrees, and every flip is told exactly once', async () => {
  const random = new Random('segments');
  const user = (): string => `u${random.integer(1, 12)}`;
  const device = (): string => `d${random.integer(1, 12)}`;
  const happen = () => {
    const dice = random.next();
    if (dice < 0.3) return { ids: `user_id:${user()}`, name: 'Order Completed' };
    if (dice < 0.6) return { ids: `anonymous_id:${device()}`, name: 'Product Viewed' };
    if (dice < 0.8) return { ids: `user_id:${user()} anonymous_id:${device()}`, name: 'Signed In' };
    const traits = { country: random.pick(['DE', 'AT']) };
    return { ids: `user_id:${user()}`, type: 'identify' as const, name: '', traits };
  };
  for (const [key, definition] of Object.entries(definitions)) await world.define(key, definition);
  for (let round = 0; round < 6; round++) {
    for (let batch = 0; batch < 8; batch++) await world.send(...Array.from({ length: random.integer(1, 6) }, happen));
    await mergeOrUnmerge(random);
    await world.pass(random.integer(0, 90) * 60_000);
    await world.expectReference(definitions);
    await world.expectSums();
  }
  const { publicId } = await world.segment('german');
  const austrian = { ...definitions['german'], value: 'AT' };
  await world.commands.change(publicId, { definition: austrian }, actor);
  await Promise.all([world.commands.publish(publicId, actor), world.send(...Array.from({ length: 20 }, happen))]);
  await world.settle();
  await world.expectReference({ ...definitions, german: austrian });
  await world.pass(10 * hour);
  await world.expectReference({ ...definitions, german: austrian });
  await world.expectSums();
});

/** By hand; what a limit of identity forbids is left. */
async function mergeOrUnmerge(random: Random): Promise<void> {
  const { rows } = await world.database.pool.query<{ id: string }>(
    'select public_id as id from profile where root_id = id order by id',
  );
  const { rows: merges } = await world.database.pool.query<{ id: string }>(
    'select public_id as id from merge where undone_at is null order by id desc limit 3',
  );
  const { identity } = world.house;
  const any = (list: readonly { id: string }[]): string => list[random.integer(0, list.length - 1)]?.id ?? '';
  await identity.merge(any(rows), any(rows), actor).catch(() => undefined);
  if (merges.length > 0) await identity.unmerge(any(merges), actor).catch(() => undefined);
}
