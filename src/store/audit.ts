import type {
  AuditCheck,
  AuditEntry,
  AuditFilter,
  AuditPlace,
  AuditPosition,
  AuditRecord,
  JsonObject,
  Page,
  PageRequest,
} from '@rapport/sdk';
import type pg from 'pg';
import { canonicalJson } from '../domain/privacy/canonical-json';
import { leavesOfTree } from './person';
import { inOrder, toPage } from './read-models/page';

/** HMAC of the seal before and the text of a row. */
export type Seal = (previous: Buffer, row: string) => Buffer;

export type NewAuditEntry = AuditEntry & { readonly at: number };

/** The seal before the first row there ever was. */
const noSeal = Buffer.alloc(32);

/** `audit`: only ever added to. One statement, whatever the number. */
export async function insertAudit(client: pg.ClientBase | pg.Pool, entries: readonly NewAuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await client.query({
    name: 'audit-insert',
    text: `insert into audit (at, actor, action, profile_id, details, request_id)
           select to_timestamp(t / 1000), a, n, p, d, r
           from json_to_recordset($1::json) as e(t float8, a text, n text, p uuid, d jsonb, r text)`,
    values: [
      JSON.stringify(
        entries.map((one) => ({
          t: one.at,
          a: one.actor,
          n: one.action,
          p: one.profileId,
          d: one.details ?? {},
          r: one.requestId ?? null,
        })),
      ),
    ],
  });
}

/** `audit_intent`: what somebody is about to do. @returns its id */
export async function insertIntent(pool: pg.Pool, entry: NewAuditEntry): Promise<number> {
  const { rows } = await pool.query<{ id: number }>({
    name: 'audit-intent-insert',
    text: `insert into audit_intent (at, actor, action, profile_id, details, request_id)
           values (to_timestamp($1::float8 / 1000), $2, $3, $4, $5, $6) returning id`,
    values: [entry.at, entry.actor, entry.action, entry.profileId, entry.details ?? {}, entry.requestId ?? null],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('an insert returns its row');
  return row.id;
}

/** It was refused. */
export async function deleteIntent(pool: pg.Pool, id: number): Promise<void> {
  await pool.query({ name: 'audit-intent-delete', text: 'delete from audit_intent where id = $1', values: [id] });
}

/** It is done: this is its entry. */
export async function settleIntent(pool: pg.Pool, id: number, entry: NewAuditEntry): Promise<void> {
  await pool.query({
    name: 'audit-intent-settle',
    text: `with settled as (delete from audit_intent where id = $1)
           insert into audit (at, actor, action, profile_id, details, request_id)
           values (to_timestamp($2::float8 / 1000), $3, $4, $5, $6, $7)`,
    values: [id, entry.at, entry.actor, entry.action, entry.profileId, entry.details ?? {}, entry.requestId ?? null],
  });
}

/** Intents from before become entries: whoever had them never said what came of it. @returns how many, at most `rowsMax` */
export async function adoptIntents(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `with left_over as (delete from audit_intent where id in (
         select id from audit_intent where at < to_timestamp($1::float8 / 1000) order by id limit $2 for update skip locked)
       returning *)
     insert into audit (at, actor, action, profile_id, details, request_id)
     select at, actor, action, profile_id, details || '{"outcome": "unknown"}', request_id from left_over order by id`,
    [before, rowsMax],
  );
  return rowCount ?? 0;
}

/** A profile is found by every id it had: those merged into it, and those that were erased with it. */
const idsOfProfile = (
  place: string,
) => `select leaf.public_id from (${leavesOfTree(place)}) tree join profile leaf using (id)
  union select other.public_id from erased_profile named join erased_profile other using (erasure_id) where named.public_id = ${place}::uuid
  union select ${place}::uuid`;

const columns = 'id, at, actor, action, profile_id, details, request_id, position is not null as sealed';

/**
 * Newest first: by their times, which a range of time bounds too, and those of one time by their ids. Each filter has an index in
 * that order (0019_audit_in_time.sql).
 */
export async function readAudit(
  pool: pg.Pool,
  filter: AuditFilter,
  request: PageRequest<AuditPosition>,
): Promise<Page<AuditRecord>> {
  const values: unknown[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const time = (at: number): string => `to_timestamp(${value(at)}::float8 / 1000)`;
  const place = (sign: '<' | '>', one: AuditPosition | undefined): string[] =>
    one === undefined ? [] : [`(at, id) ${sign} (${time(one.at)}, ${value(one.id)}::bigint)`];
  const { actor, from, to } = filter;
  // What is not asked for is not in the statement, and it is planned for what is.
  const asked = [
    ...[...place('<', request.after), ...place('>', request.before)],
    ...(actor === undefined ? [] : [`actor = ${value(actor)}`]),
    ...(from === undefined ? [] : [`at >= ${time(from)}`]),
    ...(to === undefined ? [] : [`at < ${time(to)}`]),
  ];
  const direction = request.forward ? 'desc' : 'asc';
  const inTime = `at ${direction}, id ${direction} limit ${value(request.count + 1)}`;
  const order = `order by ${inTime}`;
  const where = (conditions: readonly string[]): string =>
    `select ${columns} from audit where ${['true', ...conditions, ...asked].join(' and ')}`;
  const { rows } = await pool.query<Row>(textOfPage(), values);
  return toPage(rows.map(mapRow), request);

  /** A page of each id, or of each action, by its index: of all of them at once the whole table is read (100,000 rows: 415 ms, and 1 ms so). */
  function textOfPage(): string {
    const { profileId, actions } = filter;
    const ofActions = (): string[] => (actions === undefined ? [] : [`action = any(${value(actions)}::text[])`]);
    if (profileId !== undefined)
      return `select entry.* from (${idsOfProfile(value(profileId))}) person (public_id),
        lateral (${where(['profile_id = person.public_id', ...ofActions()])} ${order}) entry ${order}`;
    if (actions === undefined || actor !== undefined) return `${where(ofActions())} ${order}`;
    // Not `action =`: it would be planned for an action as frequent as any, and walk all of the time for a rare one.
    const first = Math.max(from ?? -Infinity, request.before?.at ?? -Infinity);
    const last = Math.min(to ?? Infinity, request.after?.at ?? Infinity);
    const bounds = [`(action, at) >= (asked.action, ${time(first)})`, `(action, at) <= (asked.action, ${time(last)})`];
    return `select entry.* from (select distinct unnest(${value(actions)}::text[])) asked (action),
      lateral (${where(bounds)} order by action ${direction}, ${inTime}) entry ${order}`;
  }
}

export async function auditByIds(pool: pg.Pool, ids: readonly number[]): Promise<(AuditRecord | null)[]> {
  const { rows } = await pool.query<Row>(`select ${columns} from audit where id = any($1::bigint[])`, [ids]);
  return inOrder(ids, new Map(rows.map((row) => [row.id, mapRow(row)])));
}

const values = (column: 'actor' | 'action') => `with recursive found as (
    (select ${column} as value from audit order by ${column} limit 1)
    union all select (select ${column} from audit where ${column} > found.value order by ${column} limit 1) from found
      where found.value is not null)
  select value from found where value is not null limit $1`;
const distinctValues = { actor: values('actor'), action: values('action') };

/** From one value to the next by the index: a million entries are not read to find ten actors. */
export async function auditValues(pool: pg.Pool, column: 'actor' | 'action', valuesMax: number): Promise<string[]> {
  const { rows } = await pool.query<{ value: string }>(distinctValues[column], [valuesMax]);
  return rows.map((row) => row.value);
}

type Place = { readonly position: number; readonly seal: Buffer };

/** Chains the visible rows that are not chained yet. Only ever run under locks.auditSeal. @returns how many */
export async function sealAudit(client: pg.ClientBase, seal: Seal, rowsMax: number): Promise<number> {
  const { rows } = await client.query<Row>(
    `select id, at, actor, action, profile_id, details, request_id, false as sealed from audit
     where position is null order by id limit $1`,
    [rowsMax],
  );
  if (rows.length === 0) return 0;
  let { position, seal: previous } = await headOf(client);
  const sealed = rows.map((row) => {
    position += 1;
    previous = seal(previous, textOf(row, position));
    return { i: row.id, p: position, s: previous.toString('hex') };
  });
  await client.query(
    `with head as (update audit_head set position = $2, seal = $3)
     update audit set position = n.p, seal = decode(n.s, 'hex')
     from json_to_recordset($1::json) as n(i bigint, p bigint, s text) where audit.id = n.i`,
    [JSON.stringify(sealed), position, previous],
  );
  return rows.length;
}

/**
 * Follows the chain from `after`, or from its anchor where that is later (what was before it went by age), up to `rowsMax` rows. The
 * last row must be the head: the newest entries cannot be taken away either. In a snapshot: rows go by age meanwhile.
 */
export async function checkAudit(
  client: pg.ClientBase,
  seal: Seal,
  after: AuditPlace | null,
  rowsMax: number,
): Promise<AuditCheck> {
  const [anchor, head] = [await anchorOf(client), await headOf(client)];
  const isLater = after !== null && after.position >= anchor.position;
  const from = isLater ? after.position : anchor.position;
  let place: Place = isLater ? { position: after.position, seal: Buffer.from(after.seal, 'hex') } : anchor;
  const answer = (brokenAt: number | null, next: Place | null): AuditCheck => ({
    ...{ from, rows: place.position - from, brokenAt },
    ...{ next: next === null ? null : toPlace(next), head: toPlace(head) },
  });
  const { rows } = await client.query<Row & Place>(
    `select ${columns}, position, seal from audit where position > $1 order by position limit $2`,
    [from, rowsMax],
  );
  for (const row of rows) {
    const position = place.position + 1;
    const expected = seal(place.seal, textOf(row, position));
    if (row.position !== position || !expected.equals(row.seal)) return answer(position, null);
    place = { position, seal: expected };
  }
  if (rows.length === rowsMax) return answer(null, place);
  const isWhole = place.position === head.position && place.seal.equals(head.seal);
  return answer(isWhole ? null : Math.min(place.position, head.position) + 1, null);
}

/** Since when the oldest entry has been waiting for its seal; null where none waits. */
export async function unsealedSince(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ at: number }>('select at from audit where position is null order by id limit 1');
  return rows[0]?.at ?? null;
}

/** Removes the oldest sealed rows and remembers where the chain goes on. @returns how many, at most `rowsMax` */
export async function pruneAudit(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `with old as materialized (
       select position, seal, at from audit where position is not null order by position limit $2),
     kept as (select coalesce(min(position), 9223372036854775807) as first from old where at >= to_timestamp($1::float8 / 1000)),
     gone as (delete from audit using kept where audit.position in (select position from old) and audit.position < kept.first
       returning audit.position),
     last as (select position, seal from old, kept where position < kept.first order by position desc limit 1),
     anchor as (insert into audit_anchor (position, seal) select position, seal from last
       on conflict (only_row) do update set position = excluded.position, seal = excluded.seal)
     select count(*) as count from gone`,
    [before, rowsMax],
  );
  return rows[0]?.count ?? 0;
}

async function headOf(client: pg.ClientBase): Promise<Place> {
  const { rows } = await client.query<Place>('select position, seal from audit_head');
  return rows[0] ?? { position: 0, seal: noSeal };
}

async function anchorOf(client: pg.ClientBase): Promise<Place> {
  const { rows } = await client.query<Place>('select position, seal from audit_anchor');
  return rows[0] ?? { position: 0, seal: noSeal };
}

function toPlace({ position, seal }: Place): AuditPlace {
  return { position, seal: seal.toString('hex') };
}

type Row = {
  id: number;
  at: number;
  actor: string;
  action: string;
  profile_id: string | null;
  details: JsonObject;
  request_id: string | null;
  sealed: boolean;
};

function textOf(row: Row, position: number): string {
  const { id, at, actor, action, profile_id: profileId, details, request_id: requestId } = row;
  return canonicalJson({ position, id, at, actor, action, profileId, details, requestId });
}

function mapRow(row: Row): AuditRecord {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    profileId: row.profile_id,
    details: row.details,
    requestId: row.request_id,
    isSealed: row.sealed,
  };
}
