import type { AuditEntry, AuditFilter, AuditRecord, JsonObject, Page, PageRequest } from '@rapport/sdk';
import type pg from 'pg';
import { canonicalJson } from '../domain/privacy/canonical-json';
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

/** A profile is found by every id it had: those merged into it, and those that were erased with it. */
const idsOfProfile = `select leaf.public_id from profile named join profile leaf on leaf.root_id = named.root_id where named.public_id = $3
  union all select other.public_id from erased_profile named join erased_profile other using (erasure_id) where named.public_id = $3
  union all select $3::uuid`;

const page = (order: 'asc' | 'desc') => ({
  name: `audit-page-${order}`,
  text: `select id, at, actor, action, profile_id, details, request_id, position is not null as sealed from audit
    where ($1::text is null or actor = $1) and ($2::text[] is null or action = any($2))
      and ($3::uuid is null or profile_id in (${idsOfProfile}))
      and at >= to_timestamp($4::float8 / 1000) and at < to_timestamp($5::float8 / 1000) and id < $6::bigint and id > $7::bigint
    order by id ${order} limit $8`,
});

/** Newest first. */
export async function readAudit(
  pool: pg.Pool,
  filter: AuditFilter,
  request: PageRequest<number>,
): Promise<Page<AuditRecord>> {
  const { rows } = await pool.query<Row>({
    ...page(request.forward ? 'desc' : 'asc'),
    values: [
      filter.actor ?? null,
      filter.actions ?? null,
      filter.profileId ?? null,
      filter.from ?? -Infinity,
      filter.to ?? Infinity,
      request.after ?? Number.MAX_SAFE_INTEGER,
      request.before ?? 0,
      request.count + 1,
    ],
  });
  return toPage(rows.map(mapRow), request);
}

export async function auditByIds(pool: pg.Pool, ids: readonly number[]): Promise<(AuditRecord | null)[]> {
  const { rows } = await pool.query<Row>(
    `select id, at, actor, action, profile_id, details, request_id, position is not null as sealed from audit
     where id = any($1::bigint[])`,
    [ids],
  );
  return inOrder(ids, new Map(rows.map((row) => [row.id, mapRow(row)])));
}

/** Chains the visible rows that are not chained yet. Only ever run under locks.auditSeal. @returns how many */
export async function sealAudit(client: pg.ClientBase, seal: Seal, rowsMax: number): Promise<number> {
  const { rows } = await client.query<Row>(
    `select id, at, actor, action, profile_id, details, request_id, false as sealed from audit
     where position is null order by id limit $1`,
    [rowsMax],
  );
  if (rows.length === 0) return 0;
  let { position, seal: previous } = await lastSeal(client);
  const sealed = rows.map((row) => {
    position += 1;
    previous = seal(previous, textOf(row, position));
    return { i: row.id, p: position, s: previous.toString('hex') };
  });
  await client.query(
    `update audit set position = n.p, seal = decode(n.s, 'hex')
     from json_to_recordset($1::json) as n(i bigint, p bigint, s text) where audit.id = n.i`,
    [JSON.stringify(sealed)],
  );
  return rows.length;
}

/** Follows the chain from its anchor. @returns the first position that does not fit, null where all do */
export async function checkAudit(pool: pg.Pool, seal: Seal): Promise<{ rows: number; brokenAt: number | null }> {
  let { position, seal: previous } = await anchorOf(pool);
  for (let checked = 0; ;) {
    const { rows } = await pool.query<Row & { position: number; seal: Buffer }>(
      `select id, at, actor, action, profile_id, details, request_id, true as sealed, position, seal from audit
       where position > $1 order by position limit 1000`,
      [position],
    );
    if (rows.length === 0) return { rows: checked, brokenAt: null };
    for (const row of rows) {
      previous = seal(previous, textOf(row, position + 1));
      if (row.position !== position + 1 || !previous.equals(row.seal)) return { rows: checked, brokenAt: position + 1 };
      position += 1;
      checked += 1;
    }
  }
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

async function lastSeal(client: pg.ClientBase): Promise<{ position: number; seal: Buffer }> {
  const { rows } = await client.query<{ position: number; seal: Buffer }>(
    'select position, seal from audit where position is not null order by position desc limit 1',
  );
  return rows[0] ?? anchorOf(client);
}

async function anchorOf(client: pg.ClientBase | pg.Pool): Promise<{ position: number; seal: Buffer }> {
  const { rows } = await client.query<{ position: number; seal: Buffer }>('select position, seal from audit_anchor');
  return rows[0] ?? { position: 0, seal: noSeal };
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
