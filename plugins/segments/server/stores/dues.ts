import { type JsonObject, laneCount, limits, type Session, type TransitionCause } from '@rapport/sdk';

/** The table `evaluation_due`: who is to be evaluated for which segment, when. */
export type Due = {
  readonly segmentId: number;
  readonly profileIds: readonly number[];
  readonly cause: TransitionCause;
  readonly evidence: JsonObject;
};
export type WaitingDue = Due & { readonly id: number };

/** One row for each entry and lane of its profiles. */
export async function insertDues(sql: Session, dues: readonly Due[], dueAt: number): Promise<void> {
  if (dues.every((due) => due.profileIds.length === 0)) return;
  await sql.run({
    text: `insert into evaluation_due (lane, segment_id, profile_ids, cause, evidence, due_at)
      select profile_id % ${laneCount}, d.segment, array_agg(profile_id), d.cause, d.evidence, to_timestamp($2::float8 / 1000)
      from rows from (json_to_recordset($1::json) as (segment int, profiles bigint[], cause text, evidence jsonb))
        with ordinality as d(segment, profiles, cause, evidence, ordinal) cross join lateral unnest(d.profiles) as profile_id
      group by d.ordinal, 1, 2, 4, 5 order by d.ordinal`,
    values: [
      JSON.stringify(
        dues.map((due) => ({
          segment: due.segmentId,
          profiles: due.profileIds,
          cause: due.cause,
          evidence: due.evidence,
        })),
      ),
      dueAt,
    ],
  });
}

export async function lanesWithDues(sql: Session, now: number): Promise<number[]> {
  const rows = await sql.rows<{ lane: number }>({
    name: 'segments-lanes-with-dues',
    text: `select lane from generate_series(0, ${laneCount - 1}) as lane
      where exists (select from evaluation_due d where d.lane = lane.lane and due_at <= to_timestamp($1::float8 / 1000))`,
    values: [now],
  });
  return rows.map((row) => row.lane);
}

/** Takes the oldest out: in the transaction that evaluates them. */
export async function takeDues(
  sql: Session,
  request: { readonly lane: number; readonly now: number; readonly rowsMax: number },
): Promise<WaitingDue[]> {
  return sql.rows<WaitingDue>({
    text: `delete from evaluation_due where id = any(array(
        select id from evaluation_due where lane = $1 and due_at <= to_timestamp($2::float8 / 1000) order by due_at, id limit $3))
      returning id, segment_id as "segmentId", profile_ids as "profileIds", cause, evidence`,
    values: [request.lane, request.now, request.rowsMax],
  });
}

/**
 * Of what waits for a segment in these lanes, one entry for each profile, the latest: a segment that fails for days keeps no more
 * than its profiles, however often they are touched.
 */
export async function joinDues(sql: Session, segmentId: number, lanes: readonly number[]): Promise<void> {
  await sql.run({
    text: `with taken as (delete from evaluation_due where segment_id = $1 and lane = any($2::smallint[]) returning *),
        latest as (
          select distinct on (profile_id) lane, profile_id, cause, evidence, due_at, id
          from taken cross join lateral unnest(profile_ids) as profile_id order by profile_id, id desc),
        numbered as (
          select *, (row_number() over (partition by lane, cause order by profile_id) - 1) / ${limits.segmentDueProfilesMax} as part
          from latest)
      insert into evaluation_due (lane, segment_id, profile_ids, cause, evidence, due_at)
      select lane, $1, array_agg(profile_id), cause, (array_agg(evidence order by id desc))[1], max(due_at)
      from numbered group by lane, cause, part`,
    values: [segmentId, lanes],
  });
}

/** How many profiles wait for a segment, counted up to about `max`. */
export async function countDues(sql: Session, segmentId: number, max: number): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: `select coalesce(sum(n), 0)::float8 as n
      from (select cardinality(profile_ids) as n from evaluation_due where segment_id = $1 limit $2) d`,
    values: [segmentId, max],
  });
  return row?.n ?? 0;
}

export async function deleteDues(sql: Session, segmentId: number): Promise<void> {
  await sql.run({ text: 'delete from evaluation_due where segment_id = $1', values: [segmentId] });
}

/** What waited for later is due now. */
export async function hurryDues(sql: Session, segmentId: number, now: number): Promise<void> {
  await sql.run({
    text: `update evaluation_due set due_at = to_timestamp($2::float8 / 1000)
      where segment_id = $1 and due_at > to_timestamp($2::float8 / 1000)`,
    values: [segmentId, now],
  });
}
