import { laneCount, type Session } from '@rapport/sdk';
import type { Start } from '../../domain/journey/person';

/** The table `journey_start`: who begins a journey by a date, or again, and when. */
export type DueStart = {
  readonly campaignId: number;
  readonly leafId: number;
  readonly key: string;
  readonly at: number;
};

/** Takes the longest due out: in the transaction that lets them in. */
export async function takeStarts(
  sql: Session,
  request: { readonly leafIds: readonly number[]; readonly now: number },
): Promise<DueStart[]> {
  return sql.rows<DueStart>({
    name: 'outreach-take-starts',
    text: `delete from journey_start where profile_id = any($1::bigint[]) and due_at <= to_timestamp($2::float8 / 1000)
      returning campaign_id as "campaignId", profile_id as "leafId", entry_key as key, due_at as at`,
    values: [request.leafIds, request.now],
  });
}

export async function leavesWithStarts(
  sql: Session,
  request: { readonly lanes: readonly number[]; readonly now: number; readonly rowsMax: number },
): Promise<number[]> {
  const rows = await sql.rows<{ leafId: number }>({
    name: 'outreach-leaves-with-starts',
    text: `select d.profile_id as "leafId" from unnest($1::int[]) as l(lane) cross join lateral (
        select profile_id, due_at from journey_start
        where profile_id % ${laneCount} = l.lane and due_at <= to_timestamp($2::float8 / 1000) order by due_at limit $3) d
      order by d.due_at limit $3`,
    values: [request.lanes, request.now, request.rowsMax],
  });
  return [...new Set(rows.map((row) => row.leafId))];
}

export async function writeStarts(sql: Session, starts: readonly Start[]): Promise<void> {
  const gone = starts.filter(({ start }) => start === null);
  if (gone.length > 0)
    await sql.run({
      name: 'outreach-drop-starts',
      text: `delete from journey_start s using unnest($1::int[], $2::bigint[]) as g (campaign_id, profile_id)
        where s.campaign_id = g.campaign_id and s.profile_id = g.profile_id`,
      values: [gone.map((one) => one.campaignId), gone.map((one) => one.profileId)],
    });
  const due = starts.flatMap(({ campaignId, profileId, start }) =>
    start === null ? [] : [{ campaignId, profileId, ...start }],
  );
  if (due.length > 0)
    await sql.run({
      name: 'outreach-write-starts',
      text: `insert into journey_start (campaign_id, profile_id, entry_key, due_at)
        select campaign_id, profile_id, key, to_timestamp(at / 1000)
        from unnest($1::int[], $2::bigint[], $3::text[], $4::float8[]) as s (campaign_id, profile_id, key, at)
        on conflict (campaign_id, profile_id) do update set entry_key = excluded.entry_key, due_at = excluded.due_at`,
      values: [
        due.map((one) => one.campaignId),
        due.map((one) => one.profileId),
        due.map((one) => one.key),
        due.map((one) => one.at),
      ],
    });
}

/** Starts by date are kept of roots: of those who are a part of somebody else they go. */
export async function dropStartsByDate(sql: Session, leafIds: readonly number[]): Promise<void> {
  if (leafIds.length === 0) return;
  await sql.run({
    name: 'outreach-drop-starts-of-leaves',
    text: `delete from journey_start where profile_id = any($1::bigint[]) and entry_key <> ''`,
    values: [leafIds],
  });
}
