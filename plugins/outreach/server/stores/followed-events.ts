import type { Json, JsonObject, Session } from '@rapport/sdk';

/** Times are epoch milliseconds. */
export type FollowedEvent = {
  readonly id: number;
  readonly leafId: number;
  readonly name: string;
  readonly at: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly value: number | null;
  /** By import, backfill or replay. */
  readonly historical: boolean;
  /** As it carried them: [[kind, value, trust], ...]. */
  readonly identifiers: Json;
};

/** Of these names; the newest id says whether there are names that nobody has looked at. */
export async function namesByIds(
  sql: Session,
  names: readonly string[],
): Promise<{ readonly lastId: number; readonly ids: readonly { readonly id: number; readonly name: string }[] }> {
  const rows = await sql.rows<{ id: number; name: string | null }>({
    name: 'outreach-followed-names',
    text: `select id, name from event_name where name = any($1::text[])
      union all select coalesce(max(id), 0), null from event_name`,
    values: [names],
  });
  const lastId = rows.find(({ name }) => name === null)?.id ?? 0;
  return { lastId, ids: rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }])) };
}

/**
 * Events that a lane was told of, and what is visible of later commits, in the order in which they happened.
 * @param since epoch ms: the months before it are not looked at
 */
export async function followedEvents(
  sql: Session,
  touches: readonly { readonly leafId: number; readonly subject: number; readonly commitId: number }[],
  since: number,
): Promise<FollowedEvent[]> {
  if (touches.length === 0) return [];
  return sql.rows<FollowedEvent>({
    name: 'outreach-followed-events',
    text: `select distinct on (e.occurred_at, e.id) e.id, e.profile_id as "leafId", n.name, e.occurred_at as at, e.properties,
        e.context, e.value, e.flags & 2 <> 0 as historical, e.identifiers
      from unnest($1::bigint[], $2::int[], $3::bigint[]) as t (leaf_id, name_id, commit_id)
      join event e on e.profile_id = t.leaf_id and e.name_id = t.name_id and e.id >= t.commit_id * 4096
      join event_name n on n.id = e.name_id
      where e.occurred_at >= to_timestamp($4::float8 / 1000)
      order by e.occurred_at, e.id`,
    values: [
      touches.map((one) => one.leafId),
      touches.map((one) => one.subject),
      touches.map((one) => one.commitId),
      since,
    ],
  });
}
