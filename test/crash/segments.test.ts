import type { JsonObject } from '@rapport/sdk';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { live } from '../../plugins/segments/server/live';
import { Random } from '../../src/demo/random';
import { createIngestPool, createPool } from '../../src/postgres/pool';
import type { TestDatabase } from '../support/database';
import { createFreshDatabase, type FreshDatabase } from '../support/fresh-database';
import { Node } from '../support/node';
import { build } from '../support/rapport';
import { actor, SegmentWorld } from '../support/segments-live';
import { long } from '../support/long';

const rounds = long ? 10 : 2;
jest.setTimeout((rounds * 90 + 180) * 1000);

const countries = ['DE', 'AT', 'CH'] as const;
const local = (round: number): JsonObject => ({
  trait: 'country',
  op: 'eq',
  value: countries[round % countries.length] ?? 'DE',
});
const definitions = (round: number): Readonly<Record<string, JsonObject>> => ({
  local: local(round),
  buyers: { event: 'Order Completed', within: '30d' },
  regulars: { event: 'Order Completed', count: { op: 'gte', value: 3 }, within: '30d' },
  quiet: { all: [{ segment: 'local' }, { not: { segment: 'buyers' } }] },
});

const values = (round: number): Readonly<Record<string, JsonObject>> => ({
  spent: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: `${20 + round}d` },
  points: { score: [{ label: 'Buys', points: 5, when: { segment: 'buyers' } }] },
});

let fresh: FreshDatabase;
let database: TestDatabase;
let folder: string;
let node: Node;
let world: SegmentWorld;

beforeAll(async () => {
  build();
  fresh = await createFreshDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-crash-'));
  node = await Node.start({ DATABASE_URL: fresh.url, RAPPORT_DATA_DIR: folder });
  const of = { databaseUrl: fresh.url, schema: 'rapport', connectionsMax: 8, applicationName: 'test' };
  const [pool, ingestPool] = [createPool(of), createIngestPool(of)];
  database = {
    ...{ url: fresh.url, schema: 'rapport', pool, ingestPool },
    drop: async () => {
      await Promise.all([pool.end(), ingestPool.end()]);
    },
  };
  world = await SegmentWorld.beside(database);
});
afterAll(async () => {
  await node.stop();
  await world.stop();
  await fresh.drop();
  await rm(folder, { recursive: true, force: true });
});

test('kill -9 of the worker in evaluation, build and swap: members and values are those of the reference, the sums are right', async () => {
  const random = new Random('crash');
  for (const [key, definition] of Object.entries(definitions(0))) await world.define(key, definition);
  await world.compute(values(0));
  const { computed } = live(world.house);
  const { publicId } = await world.segment('local');
  for (let round = 1; round <= rounds; round++) {
    const sending = (async () => {
      for (let batch = 0; batch < 25; batch++) {
        await world.send(...Array.from({ length: 20 }, () => happening(random)));
        await sleep(20);
      }
    })();
    await world.commands.change(publicId, { definition: local(round) }, actor);
    await world.commands.publish(publicId, actor);
    await computed.change('spent', { definition: values(round)['spent'] ?? null }, actor);
    await computed.publish('spent', actor);
    await sleep(random.integer(0, 400));
    node.killWorker();
    await sending;
    await world.settle();
    await world.expectReference(definitions(round));
    await world.expectValues(values(round), definitions(round));
    await world.expectSums();
  }
});

function happening(random: Random) {
  const user = `user_id:u${random.integer(1, 300)}`;
  const dice = random.next();
  const revenue = random.integer(1, 90);
  if (dice < 0.4) return { ids: user, name: 'Order Completed', value: revenue, properties: { revenue } };
  if (dice < 0.6) return { ids: `${user} anonymous_id:d${random.integer(1, 400)}`, name: 'Signed In' };
  const country = countries[random.integer(0, countries.length - 1)] ?? 'DE';
  return { ids: user, type: 'identify' as const, name: '', traits: { country } };
}
