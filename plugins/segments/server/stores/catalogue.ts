import { eventTypes, type EventType, type Json, type Session } from '@rapport/sdk';

/** A definition that is followed: of a segment as it counts, or of a build. */
export type FollowedRow = {
  readonly segmentId: number;
  readonly key: string;
  readonly kind: 'rule' | 'list';
  readonly version: number;
  readonly definition: Json;
  readonly buildId: number | null;
  /** Epoch ms: it failed, and is left alone until then. */
  readonly retryAt: number | null;
};
export type EventNameRow = { readonly id: number; readonly type: EventType; readonly name: string };

/** What tells whether a catalogue is still right: the number of the last change, and of the newest event name. */
export async function readGeneration(sql: Pick<Session, 'rows'>): Promise<{ generation: number; lastNameId: number }> {
  const [row] = await sql.rows<{ generation: number; lastNameId: number }>({
    name: 'segments-generation',
    text: `select generation, coalesce((select max(id) from event_name), 0) as "lastNameId" from segment_generation`,
  });
  return row ?? { generation: 0, lastNameId: 0 };
}

/** Called last in a transaction that changes what is evaluated: it holds the row until the commit. */
export async function bumpGeneration(sql: Session): Promise<void> {
  await sql.run({ text: 'update segment_generation set generation = generation + 1' });
}

/** Everything that is to be evaluated: published segments at their version, and open builds. */
export async function readFollowed(sql: Pick<Session, 'rows'>): Promise<FollowedRow[]> {
  return sql.rows<FollowedRow>({
    text: `select s.id as "segmentId", s.key, s.kind, v.version, v.definition, null::bigint as "buildId", s.retry_at as "retryAt"
      from segment s join segment_version v on v.segment_id = s.id and v.version = s.version where s.state = 'published'
      union all
      select s.id, s.key, s.kind, v.version, v.definition, b.id, null
      from segment_build b join segment s on s.id = b.segment_id
      join segment_version v on v.segment_id = b.segment_id and v.version = b.version
      where b.stage in ('waiting', 'scanning', 'swapping')
      order by 1`,
  });
}

export async function readEventNames(sql: Pick<Session, 'rows'>, afterId: number): Promise<EventNameRow[]> {
  const rows = await sql.rows<{ id: number; type: number; name: string }>({
    text: 'select id, type, name from event_name where id > $1 order by id',
    values: [afterId],
  });
  return rows.map(({ id, type, name }) => ({ id, type: eventTypes[type] ?? 'track', name }));
}

export async function readTimeZones(sql: Pick<Session, 'rows'>): Promise<string[]> {
  const rows = await sql.rows<{ name: string }>({ text: 'select name from pg_timezone_names' });
  return rows.map((row) => row.name);
}
