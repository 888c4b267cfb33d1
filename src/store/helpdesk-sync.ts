import type { ErrorCode, HelpdeskSync, HelpdeskSyncKind, Json } from '@rapport/sdk';
import type pg from 'pg';

/** The table `helpdesk_sync`: what is read by the API of a helpdesk, and how far. Times are epoch milliseconds. */
export type SyncRow = HelpdeskSync & { readonly connection: string };
export type Lease = { readonly token: string; readonly now: number; readonly until: number };
export type ClaimedSync = {
  readonly connection: string;
  readonly kind: HelpdeskSyncKind;
  readonly cursor: Json;
  readonly since: number | null;
  readonly requestedAt: number;
  readonly attempts: number;
};

const time = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;

export async function listSyncs(pool: pg.Pool): Promise<SyncRow[]> {
  const { rows } = await pool.query<SyncRow>(
    `select connection, kind, state, done, total, requested_at as "requestedAt", changed_at as "changedAt",
       ended_at as "endedAt", read_until as "readUntil", failure from helpdesk_sync`,
  );
  return rows;
}

/** From the beginning; where one runs or waits nothing happens. @returns whether it was asked for now */
export async function requestBackfill(pool: pg.Pool, connection: string, now: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into helpdesk_sync as s (connection, kind, state, requested_at, changed_at)
     values ($1, 'backfill', 'waiting', ${time(2)}, ${time(2)})
     on conflict (connection, kind) do update set state = 'waiting', cursor = null, done = 0, total = null, ended_at = null,
       attempts = 0, failure = null, retry_at = null, requested_at = excluded.requested_at, changed_at = excluded.changed_at
       where s.state not in ('waiting', 'running')`,
    [connection, now],
  );
  return rowCount === 1;
}

/** Where it was read to, at once: a worker that is at it finds out with its next page. @returns whether one waited or ran */
export async function cancelBackfill(pool: pg.Pool, connection: string, now: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update helpdesk_sync set state = 'cancelled', lease_token = null, lease_until = null, ended_at = ${time(2)}, changed_at = ${time(2)}
     where connection = $1 and kind = 'backfill' and state in ('waiting', 'running')`,
    [connection, now],
  );
  return rowCount === 1;
}

/**
 * Of every connection that is switched on and was not read since `before`: what changed since it was read last, or since it was made.
 * @param connections those whose helpdesk can tell
 */
export async function requestChanges(
  pool: pg.Pool,
  connections: readonly string[],
  { now, before }: { readonly now: number; readonly before: number },
): Promise<void> {
  await pool.query(
    `insert into helpdesk_sync as s (connection, kind, state, since, requested_at, changed_at)
     select c.key, 'changes', 'waiting', c.created_at, ${time(2)}, ${time(2)} from helpdesk_connection c
     where c.enabled and c.key = any($1) and c.created_at <= ${time(3)}
     on conflict (connection, kind) do update set state = 'waiting', cursor = null, done = 0, total = null, ended_at = null,
       attempts = 0, retry_at = null, since = coalesce(s.read_until, s.since), requested_at = excluded.requested_at,
       changed_at = excluded.changed_at
       where s.state not in ('waiting', 'running') and s.requested_at <= ${time(3)}`,
    [connections, now, before],
  );
}

/** One that is due, or whose worker is gone, for whoever holds the token. */
export async function claimSync(pool: pg.Pool, lease: Lease): Promise<ClaimedSync | null> {
  const { rows } = await pool.query<ClaimedSync>({
    name: 'helpdesk-sync-claim',
    text: `with free as (
        select s.connection, s.kind from helpdesk_sync s join helpdesk_connection c on c.key = s.connection and c.enabled
        where s.state in ('waiting', 'running') and (s.lease_until is null or s.lease_until < ${time(2)})
          and (s.retry_at is null or s.retry_at <= ${time(2)})
        order by s.kind = 'backfill', s.requested_at limit 1 for update of s skip locked)
      update helpdesk_sync s set state = 'running', lease_token = $1, lease_until = ${time(3)}, changed_at = ${time(2)}
      from free where s.connection = free.connection and s.kind = free.kind
      returning s.connection, s.kind, s.cursor, s.since, s.requested_at as "requestedAt", s.attempts`,
    values: [lease.token, lease.now, lease.until],
  });
  return rows[0] ?? null;
}

type Claimed = Pick<ClaimedSync, 'connection' | 'kind'>;
export type Progress = { readonly cursor: Json; readonly done: number; readonly total: number | null };

/** What a page told is recorded. @returns whether it is still ours: it may have been cancelled */
export async function saveProgress(
  pool: pg.Pool,
  { connection, kind }: Claimed,
  { cursor, done, total }: Progress,
  lease: Lease,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'helpdesk-sync-progress',
    text: `update helpdesk_sync set cursor = $4, done = done + $5, total = coalesce($6, total), attempts = 0, failure = null,
        lease_until = ${time(7)}, changed_at = ${time(8)}
      where connection = $1 and kind = $2 and lease_token = $3 and state = 'running'`,
    values: [connection, kind, lease.token, JSON.stringify(cursor), done, total, lease.until, lease.now],
  });
  return rowCount === 1;
}

/** For whoever comes next, at `retryAt` or at once. */
export async function postponeSync(
  pool: pg.Pool,
  { connection, kind }: Claimed,
  token: string,
  why: { readonly code: ErrorCode; readonly retryAt: number } | null,
): Promise<void> {
  await pool.query(
    `update helpdesk_sync set state = 'waiting', lease_token = null, lease_until = null, failure = coalesce($4, failure),
       attempts = attempts + case when $4::text is null then 0 else 1 end, retry_at = ${time(5)}
     where connection = $1 and kind = $2 and lease_token = $3`,
    [connection, kind, token, why?.code ?? null, why?.retryAt ?? null],
  );
}

export async function endSync(
  pool: pg.Pool,
  { connection, kind }: Claimed,
  token: string,
  end: { readonly state: 'done' | 'failed'; readonly code: ErrorCode | null; readonly now: number },
): Promise<void> {
  await pool.query(
    `update helpdesk_sync set state = $4, failure = $5, lease_token = null, lease_until = null, ended_at = ${time(6)},
       changed_at = ${time(6)}, read_until = case when $4 = 'done' then requested_at else read_until end
     where connection = $1 and kind = $2 and lease_token = $3`,
    [connection, kind, token, end.state, end.code, end.now],
  );
}

/** Whether webhooks of the connection wait since before then that nobody tried to read yet: they know how it came to be as it is. */
export async function hasBacklog(pool: pg.Pool, connection: string, before: number): Promise<boolean> {
  const { rows } = await pool.query<{ waiting: boolean }>({
    name: 'helpdesk-backlog',
    text: `select exists (select from helpdesk_delivery
      where retry_at is null and connection = $1 and attempts = 0 and received_at < ${time(2)}) as waiting`,
    values: [connection, before],
  });
  return rows[0]?.waiting === true;
}
