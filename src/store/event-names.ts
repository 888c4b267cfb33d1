import { eventTypes, type EventType } from '@rapport/sdk';
import type pg from 'pg';

/**
 * Adds the deltas that ingest has appended to the counts by day, by hour and altogether: one statement, so that a reader who adds
 * deltas and counts up sees each event once, before and after. Run by one process at a time (locks.maintenance).
 * @returns how many deltas were folded
 */
export async function foldEventNameDeltas(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ folded: number }>(
    `with taken as (
       delete from event_name_delta returning name_id, source_id, day, coalesce(hour, day::timestamp at time zone 'UTC') as hour,
         count, last_event_id
     ), folded as (
       insert into event_name_day as kept (name_id, source_id, day, count)
       select name_id, source_id, day, sum(count) from taken group by name_id, source_id, day
       order by name_id, source_id, day
       on conflict (name_id, source_id, day) do update set count = kept.count + excluded.count
     ), total as (
       insert into event_name_total as kept (name_id, count, last_day)
       select name_id, sum(count), max(day) from taken group by name_id order by name_id
       on conflict (name_id) do update set count = kept.count + excluded.count,
         last_day = greatest(kept.last_day, excluded.last_day)
     ), by_hour as (
       insert into source_hour as kept (source_id, hour, accepted)
       select source_id, hour, sum(count) from taken group by source_id, hour order by source_id, hour
       on conflict (source_id, hour) do update set accepted = kept.accepted + excluded.accepted
     ), newest as (
       insert into source_activity as kept (source_id, last_event_id)
       select source_id, max(last_event_id) from taken where last_event_id is not null group by source_id order by source_id
       on conflict (source_id) do update set last_event_id = greatest(kept.last_event_id, excluded.last_event_id)
     )
     select count(*) as folded from taken`,
  );
  return rows[0]?.folded ?? 0;
}

/** All of them: at most limits.eventNamesMax. */
export async function listEventNames(pool: pg.Pool): Promise<{ id: number; type: EventType; name: string }[]> {
  const { rows } = await pool.query<{ id: number; type: number; name: string }>(
    'select id, type, name from event_name order by id',
  );
  return rows.map((row) => ({ ...row, type: eventTypes[row.type] ?? 'track' }));
}
