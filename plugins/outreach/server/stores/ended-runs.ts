import type { Session } from '@rapport/sdk';
import type { ChangedRun } from '../../domain/journey/person';

/** So many additions of all journeys together wait at most until sums are made of them: to read them takes some milliseconds. */
const additionsMax = 4_096;

/** What of one journey is known of runs that ended, a row for a step and what became of whom there. */
export type EndedCount = {
  readonly step: string;
  /** Came there, ended there, or ended before they came to any step. */
  readonly kind: 'reached' | 'stands' | 'before';
  /** Null: of those who came there. */
  readonly reason: string | null;
  readonly count: number;
};

/** Runs end only once: in the transaction that ends them they are counted. */
export async function addEnded(sql: Session, runs: readonly ChangedRun[]): Promise<void> {
  const ways = new Map<string, { campaignId: number; visits: string[]; step: string; reason: string; count: number }>();
  for (const { campaignId, state } of runs) {
    if (state.ended === null) continue;
    const { reason } = state.ended;
    const visits = Object.keys(state.visits).sort();
    const key = JSON.stringify([campaignId, state.step, reason, visits]);
    const known = ways.get(key);
    if (known === undefined) ways.set(key, { campaignId, visits, step: state.step, reason, count: 1 });
    else known.count += 1;
  }
  if (ways.size === 0) return;
  await sql.run({
    name: 'outreach-add-ended-runs',
    text: `insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
      select campaign_id, false, v, step, reason, step = any(v), count
      from unnest($1::int[], $2::jsonb[], $3::text[], $4::text[], $5::bigint[]) as w (campaign_id, visits, step, reason, count)
        cross join lateral (select array(select jsonb_array_elements_text(w.visits)) as v) as a`,
    values: [
      [...ways.values()].map((one) => one.campaignId),
      [...ways.values()].map((one) => JSON.stringify(one.visits)),
      [...ways.values()].map((one) => one.step),
      [...ways.values()].map((one) => one.reason),
      [...ways.values()].map((one) => one.count),
    ],
  });
}

/** Runs of these leaves are deleted, and are counted no more. @returns how many */
export async function deleteRuns(sql: Session, leafIds: readonly number[]): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: `with gone as (delete from enrolment where profile_id = any($1::bigint[])
          returning campaign_id, step, end_reason, ended_at, state -> 'visits' as visits),
        taken as (insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
          select campaign_id, false, array(select jsonb_object_keys(visits) order by 1), step, end_reason, visits ? step, -count(*)
          from gone where ended_at is not null group by campaign_id, visits, step, end_reason)
      select count(*) as n from gone`,
    values: [leafIds],
  });
  return row?.n ?? 0;
}

/** Part of a statement: rows of `EndedCount` of the journey `$1`. */
export const endedCounts = `
  select visited as step, 'reached' as kind, null as reason, sum(count)::bigint as count
  from ended_run, unnest(visits) as visited where campaign_id = $1 group by visited having sum(count) <> 0
  union all
  select step, case when came then 'stands' else 'before' end, reason, sum(count)::bigint
  from ended_run where campaign_id = $1 and reason is not null group by step, came, reason having sum(count) <> 0`;

/** Part of a statement: `campaign_id`, `ended` of each of the journeys `$1`. */
export const endedTotals = `select campaign_id, sum(count)::bigint as ended from ended_run
  where campaign_id = any($1::int[]) and reason is not null group by 1`;

/**
 * Makes a sum of what was added to the journey of which most waits, where too much does. What others add or sum up meanwhile is
 * neither lost nor counted twice: a row goes in the statement that its count goes on in.
 */
export async function sumEnded(sql: Session): Promise<'more' | 'done'> {
  const [most] = await sql.rows<{ campaignId: number }>({
    name: 'outreach-most-ended-runs',
    text: `select campaign_id as "campaignId" from (select campaign_id from ended_run where not is_sum limit $1) a
      group by 1 having (select count(*) from (select from ended_run where not is_sum limit $1) b) = $1
      order by count(*) desc limit 1`,
    values: [additionsMax],
  });
  if (most === undefined) return 'done';
  await sql.run({
    name: 'outreach-sum-ended-runs',
    text: `with gone as (delete from ended_run where campaign_id = $1 returning visits, step, reason, came, count)
      insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
      select $1::int, true, array[visited], null, null, null::boolean, sum(count) from gone, unnest(visits) as visited
      group by visited having sum(count) <> 0
      union all
      select $1::int, true, '{}', step, reason, came, sum(count) from gone where reason is not null
      group by step, reason, came having sum(count) <> 0`,
    values: [most.campaignId],
  });
  return 'more';
}
