import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@rapport/sdk';
import outreach from '../../plugins/outreach/server';
import { journeys } from '../../plugins/outreach/server/journeys';
import { countRuns, type RunCounts } from '../../plugins/outreach/server/stores/enrolment-list';
import { eventually } from '../support/eventually';
import { eraseWhole } from '../support/privacy';
import { actor, SegmentWorld } from '../support/segments-live';

const day = 86_400_000;
const definition: JsonObject = {
  ...{ entry: { event: 'Began' }, enters: 'once_at_a_time', exit: [{ event: 'Bye' }], start: 'night' },
  steps: {
    night: { kind: 'wait', for: '1d', next: 'ask' },
    ask: { kind: 'wait_for', any: [{ event: 'Yes', next: 'end' }], timeout: { after: '1d', next: 'late' } },
    late: { kind: 'exit' },
    end: { kind: 'exit' },
  },
};

let world: SegmentWorld;
let campaignId: number;
beforeAll(async () => {
  world = await SegmentWorld.start(2, [outreach]);
  const { commands } = journeys(world.house);
  const { id, publicId } = await commands.create({ key: 'counted', name: 'Counted', definition }, actor);
  campaignId = id;
  await commands.publish(publicId, actor);
});
afterAll(() => world.stop());

/** Each run looked at. */
async function byHand(): Promise<RunCounts> {
  const { rows } = await world.database.pool.query<{ step: string; reason: string | null; visits: JsonObject }>(
    `select step, end_reason as reason, state -> 'visits' as visits from enrolment where campaign_id = $1`,
    [campaignId],
  );
  const tally = (reasons: readonly (string | null)[]) =>
    [...new Set(reasons.flatMap((one) => one ?? []))]
      .sort()
      .map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }));
  const steps = [...new Set(rows.flatMap(({ step, visits }) => [step, ...Object.keys(visits)]))].sort();
  return {
    steps: steps.map((step) => {
      const here = rows.filter((row) => row.step === step);
      return {
        ...{ step, reached: rows.filter(({ visits }) => step in visits).length, failing: 0 },
        count: here.filter(({ reason, visits }) => reason === null && step in visits).length,
        left: tally(here.flatMap(({ reason, visits }) => (step in visits && reason !== 'finished' ? [reason] : []))),
      };
    }),
    ends: tally(rows.map((row) => row.reason)),
  };
}

async function rowsOf(): Promise<{ all: number; added: number }> {
  const { rows } = await world.database.pool.query<{ all: number; added: number }>(
    'select count(*) as all, count(*) filter (where not is_sum) as added from ended_run where campaign_id = $1',
    [campaignId],
  );
  return rows[0] ?? { all: 0, added: 0 };
}

/** Workers get there soon; then figures and runs say the same. */
async function agree(isThere: (counts: RunCounts) => boolean, days = 0): Promise<RunCounts> {
  const { database } = world.house;
  await eventually(async () => {
    if (days > 0) await world.pass(days * day);
    const counts = await countRuns(database, campaignId);
    return isThere(counts) && isDeepStrictEqual(counts, await byHand());
  }, 300).catch(() => undefined);
  const counts = await countRuns(database, campaignId);
  expect(counts).toEqual(await byHand());
  expect(isThere(counts)).toBe(true);
  return counts;
}

const users = ['a', 'b', 'c', 'd', 'f', 'g', 'h'];
const send = async (name: string, ...who: readonly string[]) => {
  await world.send(...who.map((user) => ({ ids: `user_id:${user}`, name })));
  await world.settle();
};

test('figures of runs that ended are those of the runs, also after a merge, an erasure and a second run', async () => {
  await send('Began', ...users);
  await world.send({ ids: 'anonymous_id:e', name: 'Began' });
  await send('Bye', 'a', 'b');
  await world.pass(day);
  await agree(({ steps }) => steps.some(({ step, count }) => step === 'ask' && count === 6));
  await send('Yes', 'c');
  await send('Began', 'a', 'c');
  await world.send({ ids: 'user_id:d anonymous_id:e', name: 'Looked' });
  await world.settle();
  const { database, privacy } = world.house;
  for (const user of ['a', 'f']) {
    const { rows } = await world.database.pool.query<{ id: string }>(
      `select p.public_id as id from profile p join identifier i on i.profile_id = p.id where i.value = $1`,
      [user],
    );
    await eraseWhole(privacy, rows[0]?.id ?? '');
  }
  const before = await agree(({ steps }) => steps.every(({ count }) => count === 0), 1);
  expect(before.ends.map(({ reason }) => reason)).toEqual(['exit', 'finished', 'merged']);

  // Too many additions wait, of which nothing is to be counted: sums are made of all, and say the same.
  expect((await rowsOf()).added).toBeGreaterThan(1);
  await world.database.pool.query(
    `insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
     select $1, false, '{night}', 'night', 'exit', true, n from generate_series(1, 2048), unnest(array[1, -1]) as n`,
    [campaignId],
  );
  world.house.wake();
  await eventually(async () => (await rowsOf()).added === 0, 300);
  expect((await rowsOf()).all).toBeLessThan(20);
  expect(await countRuns(database, campaignId)).toEqual(before);
});
