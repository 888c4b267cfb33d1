import type { JsonObject, Session } from '@rapport/sdk';

/** An event that a lane was told of: of this leaf and name, in that commit or a later one. */
export type EventTouch = { readonly leafId: number; readonly nameId: number; readonly commitId: number };
export type HeardEvent = {
  readonly id: number;
  readonly leafId: number;
  readonly name: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly value: number | null;
  readonly historical: boolean;
};

/**
 * Events that journeys have not heard yet, in the order in which they happened; from now on they have. Ids of events are
 * commit * 4096 + ordinal, and a touch names the first commit: what is already visible of later ones is heard with it.
 * @param since epoch ms: what happened before concerns nobody any more; the months before it are not looked at
 */
export async function hearEvents(
  sql: Session,
  touches: readonly EventTouch[],
  { since, now }: { readonly since: number; readonly now: number },
): Promise<HeardEvent[]> {
  if (touches.length === 0) return [];
  return sql.rows<HeardEvent>({
    name: 'outreach-hear-events',
    text: `with found as materialized (
        select e.id, e.profile_id, e.name_id, e.occurred_at, e.received_at, e.properties, e.context, e.value, e.flags
        from unnest($1::bigint[], $2::int[], $3::bigint[]) as t (leaf_id, name_id, commit_id)
        join event e on e.profile_id = t.leaf_id and e.name_id = t.name_id and e.id >= t.commit_id * 4096
        where e.occurred_at >= to_timestamp($4::float8 / 1000)),
      heard as (
        insert into journey_event (event_id, profile_id, at)
        select id, profile_id, to_timestamp($5::float8 / 1000) from found order by id
        on conflict do nothing returning event_id)
      select f.id, f.profile_id as "leafId", n.name, f.occurred_at as at, f.received_at as "receivedAt", f.properties, f.context,
        f.value, f.flags & 2 <> 0 as historical
      from heard h join found f on f.id = h.event_id join event_name n on n.id = f.name_id
      order by f.occurred_at, f.id`,
    values: [
      touches.map((one) => one.leafId),
      touches.map((one) => one.nameId),
      touches.map((one) => one.commitId),
      since,
      now,
    ],
  });
}

/** @returns how many rows are gone */
export async function forgetEvents(sql: Session, before: number, rowsMax: number): Promise<number> {
  return sql.run({
    text: `delete from journey_event where event_id = any(array(
        select event_id from journey_event where at < to_timestamp($1::float8 / 1000) order by at limit $2))`,
    values: [before, rowsMax],
  });
}
