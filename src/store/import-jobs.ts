import type { Actor, ImportOptions, ImportRecord, ImportState, Page, PageRequest } from '@rapport/sdk';
import type pg from 'pg';
import { newPublicId } from './public-id';
import { inOrder, toPage } from './read-models/page';

/** The table `import_job`. Times are epoch milliseconds. */
export type ImportJob = ImportRecord & { readonly fileId: number; readonly line: number };

const selected = `select j.id, j.public_id, j.file_id, f.name as file_name, f.bytes as file_bytes, j.state, j.stopping, j.options,
  exists (select from import_chunk c where c.file_id = j.file_id) as file_kept, j.created_by, j.created_at, j.started_at,
  j.finished_at, j.changed_at, j.line, j.bytes_read, j.row_count, j.accepted, j.duplicates, j.erased, j.rejected, j.error_code,
  j.error_message`;
const from = 'from import_job j join import_file f on f.id = j.file_id';
const time = (place: number): string => `to_timestamp($${place}::float8 / 1000)`;
const idMax = Number.MAX_SAFE_INTEGER;

export async function createJob(
  pool: pg.Pool,
  job: { readonly fileId: number; readonly actor: Actor; readonly now: number },
): Promise<string> {
  const publicId = newPublicId(job.now);
  await pool.query(
    `insert into import_job (public_id, file_id, state, created_by, created_at, changed_at)
     values ($1, $2, 'draft', $3, ${time(4)}, ${time(4)})`,
    [publicId, job.fileId, job.actor, job.now],
  );
  return publicId;
}

export async function jobsByPublicIds(pool: pg.Pool, ids: readonly string[]): Promise<(ImportJob | null)[]> {
  const { rows } = await pool.query<Row>({
    name: 'import-job-by-public-id',
    text: `${selected} ${from} where j.public_id = any($1::uuid[])`,
    values: [ids],
  });
  return inOrder(ids, new Map(rows.map((row) => [row.public_id, mapRow(row)])));
}

/** Newest first. */
export async function pageOfJobs(
  pool: pg.Pool,
  request: PageRequest<{ readonly id: number }>,
): Promise<Page<ImportJob>> {
  const { rows } = await pool.query<Row>({
    name: `import-job-page-${request.forward ? 'older' : 'newer'}`,
    text: `${selected} ${from} where j.id ${request.forward ? '<' : '>'} $1
      order by j.id ${request.forward ? 'desc' : 'asc'} limit $2`,
    values: [request.forward ? (request.after?.id ?? idMax) : (request.before?.id ?? 0), request.count + 1],
  });
  return toPage(rows.map(mapRow), request);
}

/** @returns whether it was in one of the states */
export async function startJob(
  pool: pg.Pool,
  job: {
    readonly id: number;
    readonly states: readonly ImportState[];
    readonly options: ImportOptions;
    readonly now: number;
  },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update import_job set state = 'waiting', stopping = false, options = $3, changed_at = ${time(4)}, finished_at = null,
       attempts = 0, error_code = null, error_message = null
     where id = $1 and state = any($2)`,
    [job.id, job.states, job.options, job.now],
  );
  return rowCount === 1;
}

/** A waiting one is cancelled at once, a running one by its worker. @returns whether it was one of both */
export async function stopJob(pool: pg.Pool, id: number, now: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update import_job set state = case state when 'waiting' then 'cancelled' else state end, stopping = state = 'running',
       finished_at = case state when 'waiting' then ${time(2)} end, changed_at = ${time(2)}
     where id = $1 and state in ('waiting', 'running')`,
    [id, now],
  );
  return rowCount === 1;
}

/** @returns whether it was a draft */
export async function removeDraft(client: pg.ClientBase, id: number): Promise<boolean> {
  const { rowCount } = await client.query(`delete from import_job where id = $1 and state = 'draft'`, [id]);
  return rowCount === 1;
}

export type Lease = { readonly token: string; readonly now: number; readonly until: number };
export type ClaimedJob = ImportJob & {
  /** Another worker was at it. */
  readonly resumed: boolean;
  readonly attempts: number;
};

/** The oldest one that waits, or whose worker is gone, for whoever holds the token. One statement: two workers get two. */
export async function claimJob(pool: pg.Pool, lease: Lease): Promise<ClaimedJob | null> {
  const { rows } = await pool.query<Row & { resumed: boolean; attempts: number }>(
    `with free as (
       select id, state from import_job
       where state in ('waiting', 'running') and (lease_until is null or lease_until < ${time(2)})
       order by id limit 1 for update skip locked),
     claimed as (
       update import_job c set state = 'running', lease_token = $1, lease_until = ${time(3)}, attempts = c.attempts + 1,
         started_at = coalesce(c.started_at, ${time(2)}), changed_at = ${time(2)}
       from free where c.id = free.id returning c.*, free.state = 'running' as resumed)
     ${selected}, j.resumed, j.attempts from claimed j join import_file f on f.id = j.file_id`,
    [lease.token, lease.now, lease.until],
  );
  const [row] = rows;
  return row === undefined ? null : { ...mapRow(row), resumed: row.resumed, attempts: row.attempts };
}

/** @returns whether it is still ours, and whether somebody asked it to stop */
export async function renewLease(
  pool: pg.Pool,
  id: number,
  lease: Lease,
): Promise<{ readonly held: boolean; readonly stopping: boolean }> {
  const { rows } = await pool.query<{ stopping: boolean }>(
    `update import_job set lease_until = ${time(3)} where id = $1 and lease_token = $2 and state = 'running' returning stopping`,
    [id, lease.token, lease.until],
  );
  return { held: rows.length === 1, stopping: rows[0]?.stopping ?? false };
}

/** For the next worker, at once. */
export async function releaseLease(pool: pg.Pool, id: number, token: string): Promise<void> {
  await pool.query('update import_job set lease_token = null, lease_until = null where id = $1 and lease_token = $2', [
    id,
    token,
  ]);
}

export type Progress = Pick<ImportRecord, 'bytesRead' | 'rows' | 'accepted' | 'duplicates' | 'erased' | 'rejected'> & {
  readonly line: number;
};

/** Adds one part, whose rows were committed. @returns null where the lease is lost: nothing was written */
export async function addProgress(
  client: pg.ClientBase,
  id: number,
  lease: Lease,
  part: Progress,
): Promise<{ readonly stopping: boolean; readonly rejectedBefore: number } | null> {
  const { rows } = await client.query<{ stopping: boolean; rejected: number }>({
    name: 'import-job-progress',
    text: `update import_job set line = greatest(line, $4), bytes_read = greatest(bytes_read, $5), row_count = row_count + $6,
        accepted = accepted + $7, duplicates = duplicates + $8, erased = erased + $9, rejected = rejected + $10, attempts = 1,
        changed_at = ${time(11)}, lease_until = ${time(3)}
      where id = $1 and lease_token = $2 and state = 'running' returning stopping, rejected`,
    values: [
      ...[id, lease.token, lease.until, part.line, part.bytesRead, part.rows],
      ...[part.accepted, part.duplicates, part.erased, part.rejected, lease.now],
    ],
  });
  const [row] = rows;
  return row === undefined ? null : { stopping: row.stopping, rejectedBefore: row.rejected - part.rejected };
}

export type JobEnd = {
  readonly state: 'done' | 'cancelled' | 'failed';
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** @returns whether it was still ours */
export async function endJob(client: pg.ClientBase, id: number, lease: Lease, end: JobEnd): Promise<boolean> {
  const { rowCount } = await client.query(
    `update import_job j set state = $4, stopping = false, finished_at = ${time(3)}, changed_at = ${time(3)}, error_code = $5,
       error_message = $6, lease_token = null, lease_until = null,
       bytes_read = case $4 when 'done' then (select bytes from import_file f where f.id = j.file_id) else bytes_read end
     where id = $1 and lease_token = $2 and state = 'running'`,
    [id, lease.token, lease.now, end.state, end.error?.code ?? null, end.error?.message ?? null],
  );
  return rowCount === 1;
}

/** Of drafts that nobody started, and of what is long over. @returns how many rows are gone, at most `rowsMax` */
export async function pruneJobs(
  client: pg.ClientBase,
  before: { readonly drafts: number; readonly ended: number },
  rowsMax: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `with gone as (
       delete from import_job where id = any(array(
         select id from import_job where (state = 'draft' and changed_at < $1)
           or (state in ('done', 'cancelled', 'failed') and changed_at < $2) limit $3)) returning id, file_id),
     files as (
       delete from import_file f where id in (select file_id from gone)
         and not exists (select from import_job j where j.file_id = f.id and j.id not in (select id from gone))),
     chunks as (
       delete from import_chunk c where file_id in (select file_id from gone)
         and not exists (select from import_job j where j.file_id = c.file_id and j.id not in (select id from gone)))
     select from gone`,
    [new Date(before.drafts), new Date(before.ended), rowsMax],
  );
  return rowCount ?? 0;
}

type Row = {
  id: number;
  public_id: string;
  file_id: number;
  file_name: string;
  file_bytes: number;
  file_kept: boolean;
  state: ImportState;
  stopping: boolean;
  options: ImportOptions | null;
  created_by: string;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
  changed_at: number;
  line: number;
  bytes_read: number;
  row_count: number;
  accepted: number;
  duplicates: number;
  erased: number;
  rejected: number;
  error_code: string | null;
  error_message: string | null;
};

function mapRow(row: Row): ImportJob {
  return {
    id: row.id,
    publicId: row.public_id,
    fileId: row.file_id,
    fileName: row.file_name,
    fileBytes: row.file_bytes,
    fileKept: row.file_kept,
    state: row.state,
    stopping: row.stopping,
    options: row.options,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    changedAt: row.changed_at,
    line: row.line,
    bytesRead: row.bytes_read,
    rows: row.row_count,
    accepted: row.accepted,
    duplicates: row.duplicates,
    erased: row.erased,
    rejected: row.rejected,
    errorCode: row.error_code,
    errorMessage: row.error_message,
  };
}
