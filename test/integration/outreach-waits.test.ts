import type { JsonObject } from '@rapport/sdk';
import { journeys } from '../../plugins/outreach/server/journeys';
import outreach from '../../plugins/outreach/server';
import { actor, SegmentWorld } from '../support/segments-live';

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [outreach]);
});
afterAll(() => world.stop());

const end = { kind: 'exit' };

async function publish(key: string, definition: JsonObject): Promise<string> {
  const { commands } = journeys(world.house);
  const { publicId } = await commands.create({ key, name: key, definition }, actor);
  await commands.publish(publicId, actor);
  return publicId;
}

async function waits(journeyId: string): Promise<unknown> {
  const { data, codes } = await world.product.graphql(
    'query ($id: ID!) { journey(journeyId: $id) { waitsFor { key name stage failure members } } }',
    { id: journeyId },
    ['outreach.read'],
  );
  return codes.length > 0 ? codes : data.journey.waitsFor;
}

test('a journey says which of its segments are being built, or could not be; of the version that runs, while it runs', async () => {
  const ids = new Map<string, number>();
  for (const key of ['comers', 'leavers', 'askers', 'others'])
    ids.set(key, (await world.define(key, { trait: 'plan', op: 'eq', value: key })).id);
  const definition = {
    ...{ entry: { segment: 'comers' }, exit: [{ segment: 'leavers' }], start: 'ask' },
    steps: { ask: { kind: 'branch', when: [{ segment: 'askers', next: 'end' }], otherwise: 'end' }, end },
  };
  const journeyId = await publish('waiting', definition);
  expect(await waits(journeyId)).toEqual([]);
  const { pool } = world.database;
  const build = (key: string, stage: string, failure: string | null = null) =>
    pool.query(
      `insert into segment_build (segment_id, version, stage, failure, members, created_at, retry_at, ended_at)
       values ($1, 1, $2, $3, $4, now(), 'infinity', case when $2 = 'failed' then now() end)`,
      [ids.get(key), stage, failure, stage === 'swapping' ? 7 : null],
    );
  await build('comers', 'swapping');
  await build('leavers', 'scanning', 'statement_timeout');
  await build('askers', 'failed', 'statement_timeout');
  await build('others', 'waiting');
  const comers = { key: 'comers', name: 'comers', stage: 'swapping', failure: null, members: 7 };
  const leavers = { key: 'leavers', name: 'leavers', stage: 'scanning', failure: 'statement_timeout', members: null };
  // What an older version of a segment means still counts where a newer one failed.
  expect(await waits(journeyId)).toEqual([comers, leavers]);
  await pool.query('update segment set version = 0 where id = $1', [ids.get('askers')]);
  const askers = { key: 'askers', name: 'askers', stage: 'failed', failure: 'statement_timeout', members: null };
  expect(await waits(journeyId)).toEqual([comers, leavers, askers]);
  // The draft is nothing that runs.
  const { commands } = journeys(world.house);
  await commands.change(journeyId, { definition: { ...definition, entry: { segment: 'others' } } }, actor);
  expect(await waits(journeyId)).toEqual([comers, leavers, askers]);
  await commands.pause(journeyId, actor);
  expect(await waits(journeyId)).toEqual([]);
});
