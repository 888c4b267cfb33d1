import type pg from 'pg';
import { limitLockWait } from '../postgres/advisory';

/** A partition of `event`: `from` and `to` as ISO days, null where it has no end on that side. */
export type EventPartition = { readonly name: string; readonly from: string | null; readonly to: string | null };

/** From when on events of a name are kept: epoch milliseconds, -Infinity: all of them. */
export type NameCutoff = { readonly nameId: number; readonly keptSince: number };

export type ExpiredName = { readonly nameId: number; readonly events: number };

/** Of a short transaction that needs a partition to itself; ingest of late events queues up behind it. */
const lockMilliseconds = 1_000;

/** The oldest first. */
export async function listEventPartitions(client: pg.ClientBase | pg.Pool): Promise<EventPartition[]> {
  const { rows } = await client.query<EventPartition>(
    `select c.relname as name, (regexp_match(bound, 'FROM \\(''([^'']+)''\\)'))[1] as from,
       (regexp_match(bound, 'TO \\(''([^'']+)''\\)'))[1] as to
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     cross join lateral (select pg_get_expr(c.relpartbound, c.oid) as bound) b
     where i.inhparent = 'event'::regclass order by 2 nulls first, 3`,
  );
  return rows;
}

/**
 * Empties a partition, if nothing in it is kept: looked at only once nobody can write to it any more. An emptied partition
 * stays, so that a late event of its month has a place. Called in a transaction; 1 s is the longest wait for the lock.
 * @returns how many rows PostgreSQL thought were there (an estimate), or null where something is kept
 * @throws 55P03 where the partition is in use
 */
export async function emptyPartition(
  client: pg.ClientBase,
  partition: string,
  cutoffs: readonly NameCutoff[],
): Promise<number | null> {
  const table = client.escapeIdentifier(partition);
  // A cheap look before the lock.
  if (await keepsSomething(client, table, cutoffs)) return null;
  await limitLockWait(client, lockMilliseconds);
  await client.query(`lock table ${table} in access exclusive mode`);
  if (await keepsSomething(client, table, cutoffs)) return null;
  const { rows } = await client.query<{ rows: number }>(
    `select greatest(reltuples, 0)::bigint as rows from pg_class where oid = $1::regclass`,
    [partition],
  );
  await client.query(`truncate ${table}`);
  return rows[0]?.rows ?? 0;
}

/** By one probe of the index (name, time) for each name that is kept at all, and one for names that nobody knows yet. */
async function keepsSomething(client: pg.ClientBase, table: string, cutoffs: readonly NameCutoff[]): Promise<boolean> {
  const { rows } = await client.query<{ kept: boolean }>(
    `select exists (
       select from unnest($1::int[], $2::float8[]) as c (name_id, since)
       where exists (select from ${table} e where e.name_id = c.name_id
                     and e.occurred_at >= coalesce(to_timestamp(c.since / 1000), '-infinity')))
     or exists (select from ${table} e where e.name_id > (select coalesce(max(c), 0) from unnest($1::int[]) c)) as kept`,
    values(cutoffs),
  );
  return rows[0]?.kept !== false;
}

/** @returns whether the partition has any row */
export async function hasEvents(client: pg.ClientBase, partition: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from ${client.escapeIdentifier(partition)}) as found`,
  );
  return rows[0]?.found === true;
}

/** Of these names those that have events in the partition which are not kept. One index probe each. */
export async function expiredNames(
  client: pg.ClientBase,
  partition: string,
  cutoffs: readonly NameCutoff[],
): Promise<NameCutoff[]> {
  const { rows } = await client.query<{ nameId: number; keptSince: number }>(
    `select c.name_id as "nameId", c.since as "keptSince" from unnest($1::int[], $2::float8[]) as c (name_id, since)
     where exists (select from ${client.escapeIdentifier(partition)} e
                   where e.name_id = c.name_id and e.occurred_at < to_timestamp(c.since / 1000))`,
    values(cutoffs.filter((one) => Number.isFinite(one.keptSince))),
  );
  return rows;
}

/** Deletes at most `rowsMax` events of one name that are not kept, the oldest first. @returns how many */
export async function deleteExpired(
  client: pg.ClientBase,
  partition: string,
  { nameId, keptSince }: NameCutoff,
  rowsMax: number,
): Promise<number> {
  const table = client.escapeIdentifier(partition);
  const { rowCount } = await client.query(
    `delete from ${table} where ctid = any(array(
       select ctid from ${table} where name_id = $1 and occurred_at < to_timestamp($2::float8 / 1000)
       order by occurred_at limit $3))`,
    [nameId, keptSince, rowsMax],
  );
  return rowCount ?? 0;
}

/** How many events the rules would take, by name; by the index (name, time) alone. @throws 57014 when its time is up */
export async function countExpired(
  client: pg.ClientBase,
  cutoffs: readonly NameCutoff[],
  timeoutMilliseconds: number,
): Promise<ExpiredName[]> {
  await client.query(`select set_config('statement_timeout', $1, true)`, [`${timeoutMilliseconds}ms`]);
  const { rows } = await client.query<ExpiredName>(
    `select c.name_id as "nameId", e.count as events from unnest($1::int[], $2::float8[]) as c (name_id, since)
     cross join lateral (
       select count(*) from event where name_id = c.name_id and occurred_at < to_timestamp(c.since / 1000)) e
     where e.count > 0 order by e.count desc, c.name_id`,
    values(cutoffs.filter((one) => Number.isFinite(one.keptSince))),
  );
  return rows;
}

/** Cutoffs as columns; for ever is null. */
function values(cutoffs: readonly NameCutoff[]): [number[], (number | null)[]] {
  return [
    cutoffs.map((one) => one.nameId),
    cutoffs.map((one) => (Number.isFinite(one.keptSince) ? one.keptSince : null)),
  ];
}
