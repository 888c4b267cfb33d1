import type { ErasureRecord, JsonObject, Page, PageRequest } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder, toPage } from './read-models/page';

/** One erasure, as whoever works on it sees it. */
export type OpenErasure = {
  readonly id: number;
  readonly publicId: string;
  readonly profileId: string;
  readonly actor: string;
  readonly erasedAt: number;
  readonly step: string;
  readonly progress: number;
  /** Sealed. */
  readonly scope: string;
  readonly digests: readonly Buffer[];
  readonly counts: Readonly<Record<string, number>>;
};

export type NewErasure = Omit<OpenErasure, 'id' | 'progress'> & {
  readonly leaves: readonly { readonly leafId: number; readonly publicId: string }[];
};

/** The tables `erasure` and `erased_profile`. */
export async function insertErasure(client: pg.ClientBase, erasure: NewErasure): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `with e as (
       insert into erasure (public_id, profile_id, actor, erased_at, step, counts, scope, digests)
       values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6, $7, $8) returning id),
     l as (insert into erased_profile (leaf_id, public_id, erasure_id)
       select leaf, public, e.id from e, unnest($9::bigint[], $10::uuid[]) as l(leaf, public))
     select id from e`,
    [
      erasure.publicId,
      erasure.profileId,
      erasure.actor,
      erasure.erasedAt,
      erasure.step,
      erasure.counts,
      erasure.scope,
      erasure.digests,
      erasure.leaves.map((leaf) => leaf.leafId),
      erasure.leaves.map((leaf) => leaf.publicId),
    ],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('insert returned no row');
  return id;
}

/** Before the profiles go. */
export async function publicIdsOfLeaves(
  client: pg.ClientBase,
  leafIds: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await client.query<{ id: number; publicId: string }>(
    'select id, public_id as "publicId" from profile where id = any($1::bigint[])',
    [leafIds],
  );
  return new Map(rows.map((row) => [row.id, row.publicId]));
}

export async function erasedSince(client: pg.ClientBase, at: number): Promise<boolean> {
  const { rowCount } = await client.query(
    'select from erasure where erased_at >= to_timestamp($1::float8 / 1000) limit 1',
    [at],
  );
  return rowCount === 1;
}

/** Those that may be gone on with, the longest waiting first. */
export async function dueErasures(pool: pg.Pool, now: number): Promise<number[]> {
  const { rows } = await pool.query<{ id: number }>(
    `select id from erasure where finished_at is null and retry_at <= to_timestamp($1::float8 / 1000) order by retry_at, id`,
    [now],
  );
  return rows.map((row) => row.id);
}

/** A step that failed is tried again after 5 s, 10 s, 20 s ... 15 min. */
const retrySeconds = { first: 5, max: 900 };

/** @param failure code of the error */
export async function recordErasureFailure(pool: pg.Pool, id: number, failure: string, now: number): Promise<void> {
  await pool.query(
    `update erasure set failures = failures + 1, failure = $2,
       retry_at = to_timestamp($3::float8 / 1000) + make_interval(secs => least($5::float8, $4 * 2.0 ^ least(failures, 30)))
     where id = $1 and finished_at is null`,
    [id, failure, now, retrySeconds.first, retrySeconds.max],
  );
}

/** How many failed when they were tried last. */
export async function failingErasures(pool: pg.Pool): Promise<{ count: number }> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*) as count from erasure where finished_at is null and failures > 0',
  );
  return rows[0] ?? { count: 0 };
}

/** Null where it is finished, or another process is at it. */
export async function lockErasure(client: pg.ClientBase, id: number): Promise<OpenErasure | null> {
  const { rows } = await client.query<OpenErasure>(
    `select id, public_id as "publicId", profile_id as "profileId", actor, erased_at as "erasedAt", step, progress, scope,
       digests, counts from erasure where id = $1 and finished_at is null for update skip locked`,
    [id],
  );
  return rows[0] ?? null;
}

export async function advanceErasure(
  client: pg.ClientBase,
  id: number,
  to: { readonly step: string; readonly progress: number; readonly counts: Readonly<Record<string, number>> },
): Promise<void> {
  await client.query(
    `update erasure set step = $2, progress = $3, counts = $4, failures = 0, failure = null, retry_at = '-infinity' where id = $1`,
    [id, to.step, to.progress, to.counts],
  );
}

export async function finishErasure(client: pg.ClientBase, id: number, at: number, receipt: JsonObject): Promise<void> {
  await client.query(
    `update erasure set step = 'done', scope = null, finished_at = to_timestamp($2::float8 / 1000), receipt = $3,
       failures = 0, failure = null where id = $1`,
    [id, at, receipt],
  );
}

const columns = `id, public_id, profile_id, actor, erased_at, finished_at, step, counts, receipt, failures, failure, retry_at`;

/** Newest first. */
export async function readErasures(pool: pg.Pool, request: PageRequest<number>): Promise<Page<ErasureRecord>> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from erasure where id < $1::bigint and id > $2::bigint order by id ${request.forward ? 'desc' : 'asc'} limit $3`,
    [request.after ?? Number.MAX_SAFE_INTEGER, request.before ?? 0, request.count + 1],
  );
  return toPage(rows.map(mapRow), request);
}

export async function erasuresByPublicIds(
  pool: pg.Pool | pg.ClientBase,
  ids: readonly string[],
): Promise<(ErasureRecord | null)[]> {
  const { rows } = await pool.query<Row>(`select ${columns} from erasure where public_id = any($1::uuid[])`, [ids]);
  return inOrder(ids, new Map(rows.map((row) => [row.public_id, mapRow(row)])));
}

/** The erasure that took this profile, by any id it had. */
export async function erasureOfProfile(pool: pg.Pool, profileId: string): Promise<ErasureRecord | null> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from erasure where id = (select erasure_id from erased_profile where public_id = $1)`,
    [profileId],
  );
  return rows[0] === undefined ? null : mapRow(rows[0]);
}

type Row = {
  id: number;
  public_id: string;
  profile_id: string;
  actor: string;
  erased_at: number;
  finished_at: number | null;
  step: string;
  counts: Record<string, number>;
  receipt: JsonObject | null;
  failures: number;
  failure: string | null;
  retry_at: number;
};

function mapRow(row: Row): ErasureRecord {
  return {
    id: row.id,
    erasureId: row.public_id,
    profileId: row.profile_id,
    actor: row.actor,
    erasedAt: row.erased_at,
    finishedAt: row.finished_at,
    step: row.step,
    failing: row.failure === null ? null : { code: row.failure, times: row.failures, retryAt: row.retry_at },
    counts: Object.entries(row.counts)
      .filter(([, rows]) => rows > 0)
      .map(([name, rows]) => ({ name, rows })),
    receipt: row.receipt,
  };
}
