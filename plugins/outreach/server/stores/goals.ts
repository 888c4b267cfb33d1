import type { Json, Session } from '@rapport/sdk';
import { touchedAt } from './left';

/** What a broadcast is for, as its version says. */
export type GoalRow = { readonly campaignId: number; readonly goal: Json };

/** Of broadcasts under way, and of those that ended since. */
export async function openGoals(sql: Session, since: number): Promise<GoalRow[]> {
  return sql.rows<GoalRow>({
    name: 'outreach-open-goals',
    text: `select c.id as "campaignId", v.definition->'goal' as goal
      from campaign c join campaign_version v on v.campaign_id = c.id and v.version = c.version
      where c.kind = 'broadcast' and v.definition ? 'goal' and (c.ended_at is null or c.ended_at > to_timestamp($1::float8 / 1000))`,
    values: [since],
  });
}

/** Somebody did what a broadcast is for. */
export type Reached = {
  readonly campaignId: number;
  /** All leaves of the person. */
  readonly leafIds: readonly number[];
  /** Epoch milliseconds. */
  readonly at: number;
  readonly days: number;
};

/**
 * What was reached within so many days is owed to the last message before it; of who was held out to compare with, counted from when he
 * would have got it. What was there first stays.
 */
export async function noteReached(sql: Session, reached: readonly Reached[]): Promise<number> {
  const rows = reached.flatMap(({ leafIds, ...one }, place) => leafIds.map((leafId) => ({ ...one, leafId, place })));
  if (rows.length === 0) return 0;
  return sql.run({
    name: 'outreach-note-reached',
    text: `with owed as (
        select distinct on (r.place) m.id, to_timestamp(r.at / 1000) as at
        from unnest($1::int[], $2::bigint[], $3::float8[], $4::int[], $5::int[]) as r (campaign_id, leaf_id, at, days, place)
        join message m on m.campaign_id = r.campaign_id and m.enrolment_id is null and m.profile_id = r.leaf_id
        cross join lateral (select ${touchedAt} as at) t
        where t.at <= to_timestamp(r.at / 1000) and t.at >= to_timestamp(r.at / 1000) - r.days * interval '24 hours'
        order by r.place, t.at desc)
      update message m set converted_at = f.at
      from (select id, min(at) as at from owed group by id) f where m.id = f.id and m.converted_at is null`,
    values: [
      rows.map((one) => one.campaignId),
      rows.map((one) => one.leafId),
      rows.map((one) => one.at),
      rows.map((one) => one.days),
      rows.map((one) => one.place),
    ],
  });
}
