import type { JsonObject, Session } from '@rapport/sdk';

/** A provider that somebody connected. Secrets in `settings` are sealed. Times are epoch milliseconds. */
export type ConnectionRow = {
  readonly id: number;
  readonly key: string;
  readonly channel: string;
  readonly medium: string;
  readonly name: string;
  readonly settings: JsonObject;
  readonly addressSecret: string;
  readonly enabled: boolean;
  readonly isDefault: boolean;
  readonly failures: number;
  readonly failure: string | null;
  readonly restsUntil: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

const columns = `id, key, channel, medium, name, settings, address_secret as "addressSecret", enabled, is_default as "isDefault",
  failures, failure, rests_until as "restsUntil", created_at as "createdAt", updated_at as "updatedAt"`;

export async function listConnections(sql: Session): Promise<ConnectionRow[]> {
  return sql.rows<ConnectionRow>({
    name: 'outreach-connections',
    text: `select ${columns} from channel_connection order by name, key`,
  });
}

type By = { readonly actor: string; readonly at: number };
type Draft = Pick<ConnectionRow, 'key' | 'channel' | 'medium' | 'name' | 'settings' | 'addressSecret'>;

/** The first of its medium carries what names no connection, also what waits already. @returns whether the key was free */
export async function insertConnection(sql: Session, draft: Draft, by: By): Promise<boolean> {
  const inserted = await sql.run({
    text: `insert into channel_connection (key, channel, medium, name, settings, address_secret, enabled, is_default, created_at,
        updated_at, updated_by)
      select $1, $2, $3, $4, $5::jsonb, $6, true, not exists (select from channel_connection where medium = $3 and is_default), t, t,
        $7 from to_timestamp($8::float8 / 1000) t on conflict (key) do nothing`,
    values: [
      draft.key,
      draft.channel,
      draft.medium,
      draft.name,
      JSON.stringify(draft.settings),
      draft.addressSecret,
      by.actor,
      by.at,
    ],
  });
  if (inserted === 1) await adoptWaiting(sql, draft.medium);
  return inserted === 1;
}

export async function updateConnection(
  sql: Session,
  key: string,
  change: {
    readonly name?: string | undefined;
    readonly settings?: JsonObject | undefined;
    readonly enabled?: boolean | undefined;
  },
  by: By,
): Promise<boolean> {
  return (
    (await sql.run({
      // Whoever changed something wants it tried at once.
      text: `update channel_connection set name = coalesce($2, name), settings = coalesce($3::jsonb, settings),
          enabled = coalesce($4, enabled), rests_until = null, failures = 0, updated_at = to_timestamp($5::float8 / 1000),
          updated_by = $6
        where key = $1`,
      values: [
        key,
        change.name ?? null,
        change.settings === undefined ? null : JSON.stringify(change.settings),
        change.enabled ?? null,
        by.at,
        by.actor,
      ],
    })) === 1
  );
}

/** From now on it carries what names no connection. */
export async function makeDefault(sql: Session, key: string): Promise<void> {
  await sql.run({
    text: `update channel_connection set is_default = false
      where is_default and medium = (select medium from channel_connection where key = $1)`,
    values: [key],
  });
  const rows = await sql.rows<{ medium: string }>({
    text: 'update channel_connection set is_default = true where key = $1 returning medium',
    values: [key],
  });
  for (const { medium } of rows) await adoptWaiting(sql, medium);
}

/** What it was to carry waits for another one. @returns whether there was one */
export async function deleteConnection(sql: Session, key: string): Promise<boolean> {
  const rows = await sql.rows<{ id: number }>({
    text: 'delete from channel_connection where key = $1 returning id',
    values: [key],
  });
  for (const { id } of rows)
    await sql.run({
      text: `update message set connection_id = null where connection_id = $1 and state in ('planned', 'deferred')`,
      values: [id],
    });
  return rows.length > 0;
}

async function adoptWaiting(sql: Session, medium: string): Promise<void> {
  await sql.run({
    text: `update message m set connection_id = c.id from channel_connection c
      where c.medium = $1 and c.is_default and m.medium = $1 and m.connection_id is null and m.state in ('planned', 'deferred')`,
    values: [medium],
  });
}

/**
 * Takes a place for one more in the pace of a connection, which messages and all workers share, unless it rests.
 * @returns null: it may go now; else when it may be asked again, epoch milliseconds
 */
export async function reservePlace(
  sql: Session,
  { id, perSecond, slack }: { readonly id: number; readonly perSecond: number; readonly slack: number },
  now: number,
): Promise<number | null> {
  const [row] = await sql.rows<{ isReserved: boolean; freeAt: number | null }>({
    name: 'outreach-reserve-place',
    text: `with at as materialized (select to_timestamp($2::float8 / 1000) as now),
      reserved as (
        update channel_connection c set next_at = greatest(coalesce(c.next_at, at.now), at.now) + make_interval(secs => 1 / $3::float8)
        from at where c.id = $1 and coalesce(c.rests_until, at.now) <= at.now
          and coalesce(c.next_at, at.now) <= at.now + make_interval(secs => $4::float8 / 1000) returning true)
      select exists (select from reserved) as "isReserved", greatest(next_at, rests_until) as "freeAt"
      from channel_connection where id = $1`,
    values: [id, now, perSecond, slack],
  });
  return row?.isReserved === true ? null : Math.max(row?.freeAt ?? now, now + slack);
}

/** The breaker: after each failure it rests twice as long. @returns until when, epoch milliseconds */
export async function noteFailure(
  sql: Session,
  id: number,
  how: {
    readonly code: string;
    readonly now: number;
    readonly afterMilliseconds: number | null;
    readonly firstMilliseconds: number;
    readonly lastMilliseconds: number;
  },
): Promise<number> {
  const [row] = await sql.rows<{ until: number }>({
    name: 'outreach-note-failure',
    text: `update channel_connection set failures = failures + 1, failure = $2, rests_until = to_timestamp($3::float8 / 1000)
        + make_interval(secs => greatest(coalesce($4::float8, 0), least($5::float8 * power(2, least(failures, 30)), $6::float8)) / 1000)
      where id = $1 returning rests_until as until`,
    values: [id, how.code, how.now, how.afterMilliseconds, how.firstMilliseconds, how.lastMilliseconds],
  });
  return row?.until ?? how.now + how.firstMilliseconds;
}

export async function noteSuccess(sql: Session, id: number): Promise<void> {
  await sql.run({
    name: 'outreach-note-success',
    text: 'update channel_connection set failures = 0, failure = null, rests_until = null where id = $1 and failures > 0',
    values: [id],
  });
}

/** Ids by their keys; those that are not there are missing: the medium's default carries what names them. */
export async function connectionIdsOf(sql: Session, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await sql.rows<{ key: string; id: number }>({
    name: 'outreach-connection-ids',
    text: 'select key, id from channel_connection where key = any($1::text[])',
    values: [keys],
  });
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Null where none has that key: the medium's default carries it. */
export async function connectionIdOf(sql: Session, key: string | null): Promise<number | null> {
  if (key === null) return null;
  const [row] = await sql.rows<{ id: number }>({
    name: 'outreach-connection-id',
    text: 'select id from channel_connection where key = $1',
    values: [key],
  });
  return row?.id ?? null;
}
