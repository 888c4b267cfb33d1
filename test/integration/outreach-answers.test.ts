import type { Session } from '@rapport/sdk';
import outreach from '../../plugins/outreach/server';
import { deletePerson } from '../../plugins/outreach/server/stores/person';
import { insertReport } from '../../plugins/outreach/server/stores/reports';
import { resultScores } from '../../plugins/outreach/server/stores/results';
import { SegmentWorld } from '../support/segments-live';

let world: SegmentWorld;
beforeAll(async () => {
  world = await SegmentWorld.start(1, [outreach]);
});
afterAll(() => world.stop());

/** @returns its id */
async function message(campaignId: number | null, profileId: number, template: string): Promise<number> {
  const { rows } = await world.database.pool.query<{ id: number }>(
    `insert into message (public_id, campaign_id, profile_id, medium, topic, is_marketing, template, locale, priority, state, expires_at,
       planned_at, handed_at, ended_at)
     values (gen_random_uuid(), $1, $2, 'email', 'news', true, $3, 'en', 2, 'delivered', now(), now(), now(), now()) returning id`,
    [campaignId, profileId, template],
  );
  return Number(rows[0]?.id);
}

const reported = (sql: Session, messageId: number, kind: 'answered' | 'opened', survey: string, score: number) =>
  insertReport(sql, {
    messageId,
    key: `${kind} ${survey}`,
    kind,
    at: Date.now(),
    detail: { survey, score },
    isMachine: false,
  });

test('answers count for the campaign of their message alone, once each, and not after an erasure', async () => {
  const { database } = world.house;
  const [one, two, other, single] = [
    await message(1, 901, 'spring'),
    await message(1, 902, 'summer'),
    await message(2, 901, 'spring'),
    await message(null, 901, 'receipt'),
  ];
  await database.transaction(async (sql) => {
    expect(await reported(sql, one, 'answered', 'nps', 9)).toBe(true);
    expect(await reported(sql, one, 'answered', 'nps', 2)).toBe(false);
    await reported(sql, one, 'answered', 'csat', 4);
    await reported(sql, one, 'opened', 'nps', 9);
    await reported(sql, two, 'answered', 'nps', 9);
    await reported(sql, other, 'answered', 'nps', 3);
    await reported(sql, single, 'answered', 'nps', 1);
  });
  const scores = async (campaignId: number) =>
    (await resultScores(database, campaignId))
      .map(({ arm, survey, score, count }) => [arm, survey, score, count])
      .sort();
  expect(await scores(1)).toEqual([
    ['spring', 'csat', 4, 1],
    ['spring', 'nps', 9, 1],
    ['summer', 'nps', 9, 1],
  ]);
  expect(await scores(2)).toEqual([['spring', 'nps', 3, 1]]);
  const { rows } = await world.database.pool.query<{ id: number | null; kind: string }>(
    `select campaign_id as id, kind from message_report where message_id = any($1) and (campaign_id is null) order by kind`,
    [[one, two, other, single]],
  );
  expect(rows).toEqual([
    { id: null, kind: 'answered' },
    { id: null, kind: 'opened' },
  ]);

  await database.transaction((sql) => deletePerson(sql, [901]));
  expect(await scores(1)).toEqual([['summer', 'nps', 9, 1]]);
  expect(await scores(2)).toEqual([]);
});
