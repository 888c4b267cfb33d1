import type { Session } from '@rapport/sdk';

export type DayRow = {
  /** YYYY-MM-DD, of the workspace's zone. */
  readonly day: string;
  /** At its end; of today now. */
  readonly size: number;
  readonly entered: number;
  readonly left: number;
};

/**
 * Sizes and flips of segments by day, oldest first, today last: today's size less what came and went since each day. By segment; one
 * statement for all.
 */
export async function readHistory(
  sql: Session,
  segmentIds: readonly number[],
  when: { readonly days: number; readonly now: number; readonly zone: string },
): Promise<ReadonlyMap<number, readonly DayRow[]>> {
  const rows = await sql.rows<DayRow & { readonly id: number }>({
    text: `with today as (select (to_timestamp($2::float8 / 1000) at time zone $4)::date as day),
      flips as (
        select segment_id, (hour at time zone $4)::date as day, sum(entered)::float8 as entered, sum(departed)::float8 as departed
        from (select segment_id, hour, entered, departed from segment_hour where segment_id = any($1::int[])
            and hour >= to_timestamp($2::float8 / 1000) - make_interval(days => $3::int + 2)
          union all select segment_id, hour, entered, departed from segment_delta where segment_id = any($1::int[])) h
        group by 1, 2),
      days as (
        select s.id, d.day, coalesce(f.entered, 0) as entered, coalesce(f.departed, 0) as departed,
          s.size + coalesce((select sum(entered - departed) from segment_delta x where x.segment_id = s.id), 0)::float8 as size
        from segment s cross join today
        cross join lateral (select today.day - n as day from generate_series(0, $3::int - 1) as n) d
        left join flips f on f.segment_id = s.id and f.day = d.day
        where s.id = any($1::int[]))
      select id, to_char(day, 'YYYY-MM-DD') as day, entered, departed as left,
        size - coalesce(sum(entered - departed) over (
          partition by id order by day desc rows between unbounded preceding and 1 preceding), 0) as size
      from days order by id, days.day`,
    values: [segmentIds, when.now, when.days, when.zone],
  });
  const byId = new Map<number, DayRow[]>();
  for (const { id, ...row } of rows) {
    const list = byId.get(id);
    if (list === undefined) byId.set(id, [row]);
    else list.push(row);
  }
  return byId;
}

/** By segment; absent where there was none. */
export async function lastTransitionTimes(
  sql: Session,
  segmentIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await sql.rows<{ id: number; at: number }>({
    text: `select s.id, t.at from unnest($1::int[]) as s(id) cross join lateral (
      select at from transition where segment_id = s.id order by commit_id desc, id desc limit 1) t`,
    values: [segmentIds],
  });
  return new Map(rows.map((row) => [row.id, row.at]));
}

export type Overlap = { readonly a: number; readonly b: number; readonly both: number };

/** How many are in the one, in the other, in both. */
export async function readOverlap(sql: Session, a: number, b: number): Promise<Overlap> {
  const [row] = await sql.rows<Overlap>({
    text: `select count(*) filter (where a.profile_id is not null) as a, count(*) filter (where b.profile_id is not null) as b,
        count(*) filter (where a.profile_id is not null and b.profile_id is not null) as both
      from (select profile_id from membership where segment_id = $1 and member) a
      full join (select profile_id from membership where segment_id = $2 and member) b using (profile_id)`,
    values: [a, b],
  });
  return row ?? { a: 0, b: 0, both: 0 };
}

/** Of these roots those who are in it. */
export async function membersAmong(
  sql: Session,
  segmentId: number,
  rootIds: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select profile_id as id from membership where segment_id = $1 and member and profile_id = any($2::bigint[])',
    values: [segmentId, rootIds],
  });
  return new Set(rows.map((row) => row.id));
}
