import type { IngestMinute, NodeRecord } from '@rapport/sdk';
import type pg from 'pg';

export type Beat = {
  /** uuid of this run of the process. */
  readonly id: string;
  readonly kind: string;
  readonly host: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAt: number;
  readonly at: number;
  /** By minute (epoch milliseconds of its start); what came in since the last beat. */
  readonly minutes: readonly {
    readonly at: number;
    readonly accepted: number;
    readonly duplicates: number;
    readonly rejected: number;
  }[];
};

const minuteMilliseconds = 60_000;
const aliveMilliseconds = 60_000;
const keptMilliseconds = 2 * 24 * 60 * minuteMilliseconds;

/** A process says that it lives and what it took in: one statement, rows of its own only. */
export async function writeBeat(pool: pg.Pool, beat: Beat): Promise<void> {
  await pool.query({
    name: 'node_beat',
    text: `with alive as (
        insert into node (id, kind, host, pid, version, started_at, beat_at)
        values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000))
        on conflict (id) do update set beat_at = excluded.beat_at
      )
      insert into ingest_minute as kept (minute, node_id, accepted, duplicates, rejected)
      select to_timestamp(m.at / 1000), $1, m.accepted, m.duplicates, m.rejected
      from json_to_recordset($8::json) as m(at float8, accepted bigint, duplicates bigint, rejected bigint)
      on conflict (minute, node_id) do update set accepted = kept.accepted + excluded.accepted,
        duplicates = kept.duplicates + excluded.duplicates, rejected = kept.rejected + excluded.rejected`,
    values: [
      beat.id,
      beat.kind,
      beat.host,
      beat.pid,
      beat.version,
      beat.startedAt,
      beat.at,
      JSON.stringify(beat.minutes),
    ],
  });
}

/** A process that ends in order is not missed. */
export async function removeNode(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('delete from node where id = $1', [id]);
}

/** The latest started first. */
export async function readNodes(pool: pg.Pool, now: number): Promise<NodeRecord[]> {
  const { rows } = await pool.query<Omit<NodeRecord, 'alive'>>(
    `select kind, host, pid, version, started_at as "startedAt", beat_at as "beatAt" from node
     order by started_at desc, kind, id limit 200`,
  );
  return rows.map((row) => ({ ...row, alive: now - row.beatAt < aliveMilliseconds }));
}

/** Every minute of the stretch, also those in which nothing came; oldest first, the running one last. */
export async function readIngestMinutes(pool: pg.Pool, now: number, count: number): Promise<IngestMinute[]> {
  const last = Math.floor(now / minuteMilliseconds) * minuteMilliseconds;
  const first = last - (count - 1) * minuteMilliseconds;
  const { rows } = await pool.query<IngestMinute>(
    `select minute as at, sum(accepted)::bigint as accepted, sum(duplicates)::bigint as duplicates, sum(rejected)::bigint as rejected
     from ingest_minute where minute >= to_timestamp($1::float8 / 1000) group by minute`,
    [first],
  );
  const known = new Map(rows.map((row) => [row.at, row]));
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * minuteMilliseconds;
    return known.get(at) ?? { at, accepted: 0, duplicates: 0, rejected: 0 };
  });
}

/** Accepted per day, from what is kept; null where less than an hour is. */
export async function acceptedPerDay(pool: pg.Pool, now: number): Promise<number | null> {
  const { rows } = await pool.query<{ first: number | null; accepted: number }>(
    'select min(minute) as first, coalesce(sum(accepted), 0)::bigint as accepted from ingest_minute',
  );
  const first = rows[0]?.first ?? null;
  if (first === null || now - first < 60 * minuteMilliseconds) return null;
  return ((rows[0]?.accepted ?? 0) / (now - first)) * 24 * 60 * minuteMilliseconds;
}

/** Processes that are gone, and minutes that nobody looks at any more. */
export async function pruneNodes(client: pg.ClientBase, now: number): Promise<void> {
  await client.query('delete from node where beat_at < to_timestamp($1::float8 / 1000)', [now - keptMilliseconds / 2]);
  await client.query('delete from ingest_minute where minute < to_timestamp($1::float8 / 1000)', [
    now - keptMilliseconds,
  ]);
}
