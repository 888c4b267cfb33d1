import { eventTypes, type EventType, type TableStorage } from '@rapport/sdk';
import type pg from 'pg';

/** So many tell a share of 10 % within a point; twice as many take twice as long. */
const sampleRows = 10_000;
/** Where PostgreSQL has not counted yet. */
const rowBytesAssumed = 600;

/** Sizes by PostgreSQL's own bookkeeping, the largest first. */
export async function readTables(pool: pg.Pool, schemas: readonly string[]): Promise<TableStorage[]> {
  const { rows } = await pool.query<TableStorage>(
    `select n.nspname as schema, c.relname as name, p.relname as parent, greatest(c.reltuples, 0)::bigint as rows,
       coalesce(s.n_dead_tup, 0) as "deadRows", pg_total_relation_size(c.oid) as bytes, pg_indexes_size(c.oid) as "indexBytes"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
     left join pg_stat_all_tables s on s.relid = c.oid
     where n.nspname = any($1) and c.relkind = 'r' order by bytes desc, n.nspname, c.relname`,
    [schemas],
  );
  return rows;
}

export type Sizes = { readonly bytes: number; readonly eventBytes: number; readonly events: number };

export async function readSizes(client: pg.ClientBase | pg.Pool, schemas: readonly string[]): Promise<Sizes> {
  const { rows } = await client.query<Sizes>(
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as bytes,
       coalesce(sum(pg_total_relation_size(c.oid)) filter (where i.inhparent = 'event'::regclass), 0)::bigint as "eventBytes",
       coalesce(sum(greatest(c.reltuples, 0)) filter (where i.inhparent = 'event'::regclass), 0)::bigint as events
     from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_inherits i on i.inhrelid = c.oid
     where n.nspname = any($1) and c.relkind = 'r'`,
    [schemas],
  );
  return rows[0] ?? { bytes: 0, eventBytes: 0, events: 0 };
}

type Share = { readonly share: number; readonly byteShare: number };
export type NameShare = Share & { readonly type: EventType; readonly name: string };

export type NameSample = {
  /** The largest first. */
  readonly names: readonly NameShare[];
  readonly others: Share & { readonly names: number };
  /** Events. */
  readonly sampled: number;
};

/**
 * Which part of the events, and of their bytes, each name is: from random pages of the table, so that it takes as long for ten
 * thousand events as for ten million. @param namesMax so many are told apart: 20,000 names were 550 kB of an answer
 */
export async function sampleNames(pool: pg.Pool, sizes: Sizes, namesMax: number): Promise<NameSample> {
  const events = Math.max(sizes.events, sizes.eventBytes / rowBytesAssumed, 1);
  const percent = Math.min(100, (sampleRows / events) * 100);
  const { rows } = await pool.query<NameRow>(
    `select n.type, n.name, s.count, s.bytes, s.names, s.all_count as "allCount", s.all_bytes as "allBytes" from (
       select name_id, count(*) as count, sum(pg_column_size(e.*)) as bytes, count(*) over () as names,
         (sum(count(*)) over ())::bigint as all_count, (sum(sum(pg_column_size(e.*))) over ())::bigint as all_bytes
       from event e tablesample system ($1) group by name_id order by bytes desc, name_id limit $2
     ) s join event_name n on n.id = s.name_id order by s.bytes desc, n.name`,
    [percent, namesMax],
  );
  const { names: found, allCount, allBytes } = rows[0] ?? { names: 0, allCount: 0, allBytes: 0 };
  const names = rows.map((row) => ({
    type: eventTypes[row.type] ?? 'track',
    name: row.name,
    share: row.count / allCount,
    byteShare: row.bytes / allBytes,
  }));
  const left = (part: keyof Share): number =>
    Math.max(
      0,
      names.reduce((rest, one) => rest - one[part], 1),
    );
  const others =
    found > rows.length ? { share: left('share'), byteShare: left('byteShare') } : { share: 0, byteShare: 0 };
  return { names, others: { names: found - rows.length, ...others }, sampled: allCount };
}

type NameRow = {
  type: number;
  name: string;
  count: number;
  bytes: number;
  names: number;
  allCount: number;
  allBytes: number;
};

export type StorageDay = { readonly day: string; readonly bytes: number; readonly eventBytes: number };

/** How large it is today; written again later the same day. @param day YYYY-MM-DD */
export async function writeStorageDay(client: pg.ClientBase, day: string, sizes: Sizes): Promise<void> {
  await client.query(
    `insert into storage_day (day, bytes, event_bytes, events) values ($1, $2, $3, $4)
     on conflict (day) do update set bytes = excluded.bytes, event_bytes = excluded.event_bytes, events = excluded.events`,
    [day, sizes.bytes, sizes.eventBytes, sizes.events],
  );
}

/** Oldest first. */
export async function readStorageDays(pool: pg.Pool, count: number): Promise<StorageDay[]> {
  const { rows } = await pool.query<StorageDay>(
    `select day::text as day, bytes, event_bytes as "eventBytes" from storage_day order by day desc limit $1`,
    [count],
  );
  return rows.reverse();
}
