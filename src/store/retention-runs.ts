import type pg from 'pg';

/** What a run of retention did so far; times in epoch milliseconds. */
export type RetentionRun = {
  readonly id: number;
  readonly startedAt: number;
  readonly updatedAt: number;
  /** Null: it runs, or its process died. */
  readonly endedAt: number | null;
  /** False where its time was up: the next one goes on. */
  readonly finished: boolean;
  /** Rows deleted one by one. */
  readonly deleted: number;
  /** Partitions that went whole. */
  readonly emptied: readonly string[];
};

const runsMax = 1_000;

export async function startRetentionRun(client: pg.ClientBase, at: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `insert into retention_run (started_at, updated_at) select t, t from to_timestamp($1::float8 / 1000) t returning id`,
    [at],
  );
  await client.query('delete from retention_run where id <= (select max(id) from retention_run) - $1', [runsMax]);
  return rows[0]?.id ?? 0;
}

/** Called in the transaction that deleted: what is told and what is done are the same. */
export async function addToRetentionRun(
  client: pg.ClientBase,
  id: number,
  done: { readonly at: number; readonly deleted: number; readonly emptied: readonly string[] },
): Promise<void> {
  await client.query(
    `update retention_run set updated_at = to_timestamp($2::float8 / 1000), deleted = deleted + $3, emptied = emptied || $4::text[]
     where id = $1`,
    [id, done.at, done.deleted, done.emptied],
  );
}

export async function endRetentionRun(client: pg.ClientBase, id: number, at: number, finished: boolean): Promise<void> {
  await client.query(
    `update retention_run set updated_at = t, ended_at = t, finished = $3 from to_timestamp($2::float8 / 1000) t where id = $1`,
    [id, at, finished],
  );
}

/** Newest first. */
export async function readRetentionRuns(pool: pg.Pool, count: number): Promise<RetentionRun[]> {
  const { rows } = await pool.query<RetentionRun>(
    `select id, started_at as "startedAt", updated_at as "updatedAt", ended_at as "endedAt", finished, deleted, emptied
     from retention_run order by id desc limit $1`,
    [count],
  );
  return rows;
}
