import type pg from 'pg';

/**
 * Adds the deltas that ingest has appended to the counts by day: one statement, so that a reader who adds both tables
 * up sees each event once, before and after. Run by one process at a time (locks.maintenance).
 * @returns how many deltas were folded
 */
export async function foldEventNameDeltas(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ folded: number }>(
    `with taken as (
       delete from event_name_delta returning name_id, source_id, day, count
     ), folded as (
       insert into event_name_day as kept (name_id, source_id, day, count)
       select name_id, source_id, day, sum(count) from taken group by name_id, source_id, day
       order by name_id, source_id, day
       on conflict (name_id, source_id, day) do update set count = kept.count + excluded.count
     )
     select count(*) as folded from taken`,
  );
  return rows[0]?.folded ?? 0;
}

/** All of them: at most limits.eventNamesMax. */
export async function listEventNames(pool: pg.Pool): Promise<{ id: number; name: string }[]> {
  const { rows } = await pool.query<{ id: number; name: string }>('select id, name from event_name order by id');
  return rows;
}
