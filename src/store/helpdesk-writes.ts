import type { ErrorCode, HelpdeskTarget, TransitionPosition, WriteBackStatus } from '@rapport/sdk';
import type pg from 'pg';
import type { Written } from '../domain/helpdesk/write-plan';

/** The tables `helpdesk_target` and `helpdesk_written`: whom helpdesks are told of, and what they were told. Times are epoch milliseconds. */
export type TargetId = {
  readonly connection: string;
  readonly kind: HelpdeskTarget['kind'] | 'account';
  readonly objectId: string;
};
export type ClaimedTarget = TargetId & {
  readonly leafId: number | null;
  readonly erasedAt: number | null;
  readonly looksThere: boolean;
  readonly attempts: number;
};
export type WriteLease = { readonly token: string; readonly now: number; readonly until: number };

const time = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;
const ofTarget = 'connection = $1 and kind = $2 and object_id = $3';
const idOf = ({ connection, kind, objectId }: TargetId) => [connection, kind, objectId];

/** Rows are locked in the order of their key, so that nobody waits for somebody who waits for him. */
const dueAt = (place: number, which: string): string => `with due as (
    select t.connection, t.kind, t.object_id from helpdesk_target t where ${which}
      and t.due_at > ${time(place)} order by 1, 2, 3 for no key update of t)
  update helpdesk_target t set due_at = least(t.due_at, ${time(place)}) from due
  where (t.connection, t.kind, t.object_id) = (due.connection, due.kind, due.object_id)`;

export type NewTarget = TargetId & {
  readonly leafId: number;
  /** null: when something happens */
  readonly dueAt: number | null;
};

/** What is there is due at the earlier of both; whoever was erased and came back is not erased any more. */
export async function insertTargets(client: pg.ClientBase, targets: readonly NewTarget[]): Promise<void> {
  if (targets.length === 0) return;
  await client.query({
    name: 'helpdesk-target-insert',
    text: `insert into helpdesk_target as t (connection, kind, object_id, leaf_id, due_at)
      select distinct on (c, k, o) c, k, o, l, coalesce(to_timestamp(d / 1000), 'infinity')
      from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::float8[]) as u(c, k, o, l, d) order by c, k, o, d
      on conflict (connection, kind, object_id) do update set leaf_id = excluded.leaf_id, erased_at = null,
        due_at = least(t.due_at, excluded.due_at)
        where t.leaf_id is distinct from excluded.leaf_id or t.due_at > excluded.due_at`,
    values: [
      targets.map((one) => one.connection),
      targets.map((one) => one.kind),
      targets.map((one) => one.objectId),
      targets.map((one) => one.leafId),
      targets.map((one) => one.dueAt),
    ],
  });
}

/** One for each connection that has canned responses, or had some. */
export async function insertAccounts(pool: pg.Pool, connections: readonly string[], now: number): Promise<void> {
  await pool.query({
    name: 'helpdesk-target-accounts',
    text: `insert into helpdesk_target (connection, kind, object_id, due_at) select c, 'account', '', ${time(2)}
      from unnest($1::text[]) as c on conflict do nothing`,
    values: [connections, now],
  });
}

/** Something happened to these customers. */
export async function touchTargets(pool: pg.Pool, rootIds: readonly number[], due: number): Promise<void> {
  if (rootIds.length === 0) return;
  await pool.query({
    name: 'helpdesk-target-touch',
    text: dueAt(
      2,
      `t.leaf_id = any(array(select unnest($1::bigint[]) union select leaf_id from merged_profile where root_id = any($1)))`,
    ),
    values: [rootIds, due],
  });
}

/** Another choice of what is written: all of the connection. */
export async function touchConnection(pool: pg.Pool, connection: string, due: number): Promise<void> {
  await pool.query(dueAt(2, 't.connection = $1'), [connection, due]);
}

/** Somebody may have changed what we wrote there. */
export async function lookThere(pool: pg.Pool, { connection, ...target }: TargetId, due: number): Promise<void> {
  await pool.query({
    name: 'helpdesk-target-look',
    text: `update helpdesk_target set looks_there = true, due_at = least(due_at, ${time(4)}) where ${ofTarget}`,
    values: [connection, target.kind, target.objectId, due],
  });
}

/** Those that are due, and those whose worker is gone; for whoever holds the token. */
export async function claimTargets(
  pool: pg.Pool,
  connections: readonly string[],
  lease: WriteLease,
  rowsMax: number,
): Promise<ClaimedTarget[]> {
  const { rows } = await pool.query<ClaimedTarget>({
    name: 'helpdesk-target-claim',
    text: `with free as (
        select connection, kind, object_id from helpdesk_target
        where connection = any($1) and (lease_until is null and due_at <= ${time(3)} or lease_until < ${time(3)})
        order by due_at limit $5 for update skip locked)
      update helpdesk_target t set due_at = 'infinity', lease_token = $2, lease_until = ${time(4)} from free
      where (t.connection, t.kind, t.object_id) = (free.connection, free.kind, free.object_id)
      returning t.connection, t.kind, t.object_id as "objectId", t.leaf_id as "leafId", t.erased_at as "erasedAt",
        t.looks_there as "looksThere", t.attempts`,
    values: [connections, lease.token, lease.now, lease.until, rowsMax],
  });
  return rows;
}

/** Before anything is told: whether it is still ours. */
export async function renewLease(pool: pg.Pool, target: TargetId, lease: WriteLease): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'helpdesk-target-renew',
    text: `update helpdesk_target set lease_until = ${time(5)} where ${ofTarget} and lease_token = $4`,
    values: [...idOf(target), lease.token, lease.until],
  });
  return rowCount === 1;
}

/** It is as it should be, but for what somebody changed meanwhile. @param next when it is looked at in any case; null: when something happens */
export async function settleTarget(pool: pg.Pool, target: TargetId, token: string, next: number | null): Promise<void> {
  await pool.query({
    name: 'helpdesk-target-settle',
    text: `update helpdesk_target set lease_token = null, lease_until = null, attempts = 0, failure = null,
        looks_there = looks_there and due_at <> 'infinity', due_at = least(due_at, coalesce(${time(5)}, 'infinity')) where ${ofTarget} and lease_token = $4`,
    values: [...idOf(target), token, next],
  });
}

/** @param why null: nobody came to it */
export async function postponeTarget(
  pool: pg.Pool,
  target: TargetId,
  token: string,
  { why, retryAt }: { readonly why: ErrorCode | null; readonly retryAt: number },
): Promise<void> {
  await pool.query({
    name: 'helpdesk-target-postpone',
    text: `update helpdesk_target set lease_token = null, lease_until = null, failure = coalesce($5, failure),
        attempts = attempts + case when $5::text is null then 0 else 1 end, due_at = ${time(6)}
      where ${ofTarget} and lease_token = $4`,
    values: [...idOf(target), token, why, retryAt],
  });
}

/** It is gone over there, or nothing of who was erased is left. */
export async function dropTarget(pool: pg.Pool, target: TargetId): Promise<void> {
  await pool.query(
    `with gone as (delete from helpdesk_written where ${ofTarget}) delete from helpdesk_target where ${ofTarget}`,
    idOf(target),
  );
}

export type WrittenRow = TargetId & Written & { readonly key: string };

export async function readWritten(pool: pg.Pool, targets: readonly TargetId[]): Promise<WrittenRow[]> {
  if (targets.length === 0) return [];
  const { rows } = await pool.query<WrittenRow>({
    name: 'helpdesk-written-read',
    text: `select w.connection, w.kind, w.object_id as "objectId", w.key, w.value_hash as hash, w.flips,
        w.flips_since as "flipsSince", w.left_alone_at as "leftAloneAt"
      from unnest($1::text[], $2::text[], $3::text[]) as u(c, k, o)
      join helpdesk_written w on w.connection = u.c and w.kind = u.k and w.object_id = u.o`,
    values: [targets.map((one) => one.connection), targets.map((one) => one.kind), targets.map((one) => one.objectId)],
  });
  return rows;
}

/** @param kept null: it is forgotten */
export async function saveWritten(
  pool: pg.Pool,
  target: TargetId,
  kept: ReadonlyMap<string, Written | null>,
  now: number,
): Promise<void> {
  if (kept.size === 0) return;
  const rows = [...kept].flatMap(([key, one]) => (one === null ? [] : [{ key, ...one }]));
  const gone = [...kept].flatMap(([key, one]) => (one === null ? [key] : []));
  await pool.query({
    name: 'helpdesk-written-save',
    text: `with gone as (delete from helpdesk_written where ${ofTarget} and key = any($5))
      insert into helpdesk_written (connection, kind, object_id, key, value_hash, written_at, flips, flips_since, left_alone_at)
      select $1, $2, $3, n.key, n.hash, ${time(6)}, n.flips, to_timestamp(n."flipsSince" / 1000), to_timestamp(n."leftAloneAt" / 1000)
      from json_to_recordset($4::json) as n(key text, hash text, flips int, "flipsSince" float8, "leftAloneAt" float8)
      on conflict (connection, kind, object_id, key) do update set value_hash = excluded.value_hash, written_at = excluded.written_at,
        flips = excluded.flips, flips_since = excluded.flips_since, left_alone_at = excluded.left_alone_at`,
    values: [...idOf(target), JSON.stringify(rows), gone, now],
  });
}

/** By connection. */
export async function readWriteStatus(
  pool: pg.Pool,
  { shownMax, now }: { readonly shownMax: number; readonly now: number },
): Promise<ReadonlyMap<string, WriteBackStatus>> {
  const { rows } = await pool.query<WriteBackStatus & { readonly connection: string }>(
    `select c.key as connection, w.written, w."lastWrittenAt", t.waiting, t.failing, t.failure, l.left as "leftAlone"
     from helpdesk_connection c
     cross join lateral (select count(*) as written, max(written_at) as "lastWrittenAt" from helpdesk_written w
       where w.connection = c.key and w.left_alone_at is null) w
     cross join lateral (select count(*) filter (where t.kind <> 'account') as waiting,
         count(*) filter (where t.failure is not null) as failing,
         (array_agg(t.failure order by t.due_at desc) filter (where t.failure is not null))[1] as failure
       from helpdesk_target t where t.connection = c.key
         and (t.due_at <= ${time(2)} or t.lease_until is not null or t.failure is not null)) t
     cross join lateral (select coalesce(json_agg(json_build_object('kind', l.kind, 'objectId', l.object_id,
         'name', regexp_replace(l.key, '^label:', ''), 'flips', l.flips, 'at', extract(epoch from l.left_alone_at) * 1000)
         order by l.left_alone_at desc), '[]') as left
       from (select * from helpdesk_written l where l.connection = c.key and l.left_alone_at is not null
         order by l.left_alone_at desc limit $1) l) l`,
    [shownMax, now],
  );
  return new Map(rows.map(({ connection, ...status }) => [connection, status]));
}

/** What was left alone is ours again; it, and what failed, is due. */
export async function retryWrites(pool: pg.Pool, connection: string, now: number): Promise<void> {
  await pool.query(
    `with again as (
       update helpdesk_written set flips = 0, flips_since = null, left_alone_at = null
       where connection = $1 and left_alone_at is not null returning kind, object_id)
     update helpdesk_target t set due_at = least(t.due_at, ${time(2)}), looks_there = true
     where t.connection = $1 and (t.failure is not null or (t.kind, t.object_id) in (select kind, object_id from again))`,
    [connection, now],
  );
}

/** What was written of them is taken away over there; then the rows are gone, too. @returns how many are concerned */
export async function eraseTargetsOf(client: pg.ClientBase, leafIds: readonly number[], at: number): Promise<number> {
  const { rowCount } = await client.query(
    `update helpdesk_target set leaf_id = null, erased_at = ${time(2)}, due_at = ${time(2)} where leaf_id = any($1::bigint[])`,
    [leafIds, at],
  );
  return rowCount ?? 0;
}

/** Of who was erased, where the helpdesk did not answer in all the time. @returns how many rows are gone, at most `rowsMax` */
export async function pruneErasedTargets(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `with gone as (delete from helpdesk_target where ctid = any(array(
         select ctid from helpdesk_target where erased_at < $1 order by erased_at limit $2)) returning connection, kind, object_id),
       written as (delete from helpdesk_written w using gone
         where (w.connection, w.kind, w.object_id) = (gone.connection, gone.kind, gone.object_id))
     select from gone`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}

/** Null: none was followed yet. */
export async function readTransitionCursor(pool: pg.Pool): Promise<TransitionPosition | null> {
  const { rows } = await pool.query<TransitionPosition>({
    name: 'helpdesk-write-cursor',
    text: 'select position, id from helpdesk_write_cursor',
  });
  return rows[0] ?? null;
}

/** @param after null: from the beginning */
export async function saveTransitionCursor(pool: pg.Pool, after: TransitionPosition | null): Promise<void> {
  if (after === null) await pool.query('delete from helpdesk_write_cursor');
  else
    await pool.query(
      `insert into helpdesk_write_cursor (position, id) values ($1, $2)
       on conflict (only_row) do update set position = excluded.position, id = excluded.id`,
      [after.position, after.id],
    );
}
