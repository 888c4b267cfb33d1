import type pg from 'pg';

/** As stored in commit_log.change_kinds. */
export const changeKinds = { profile: 1, merge: 2, unmerge: 3, erasure: 4 } as const;
export type ChangeKind = keyof typeof changeKinds;

/** `profileId` is a leaf; `mergeId` the row of `merge` that a merge or unmerge wrote, else null. */
export type Change = { readonly kind: ChangeKind; readonly profileId: number; readonly mergeId: number | null };

/** The id of a commit that will be announced; what the transaction writes may name it before. */
export async function reserveCommitId(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ id: number }>({
    name: 'commit_log_reserve',
    text: `select nextval('commit_log_id_seq') as id`,
  });
  const row = rows[0];
  if (row === undefined) throw new Error('nextval returned no row');
  return row.id;
}

/** Announces one writing transaction; called inside it. The commit's id is not yet its position. */
export async function insertReservedCommit(
  client: pg.ClientBase,
  id: number,
  commit: { readonly at: number; readonly changes: readonly Change[] },
): Promise<void> {
  const { changes } = commit;
  await client.query({
    name: 'commit_log_insert',
    text: `insert into commit_log (id, at, change_kinds, change_profile_ids, change_merge_ids)
      overriding system value values ($1, $2, $3, $4, $5)`,
    values: [
      id,
      new Date(commit.at),
      // The driver would quote each number: three times the work.
      `{${changes.map((change) => changeKinds[change.kind]).join(',')}}`,
      `{${changes.map((change) => change.profileId).join(',')}}`,
      `{${changes.map((change) => change.mergeId ?? 'NULL').join(',')}}`,
    ],
  });
}

/** Both at once. @returns the commit's id */
export async function insertCommit(
  client: pg.ClientBase,
  commit: { readonly at: number; readonly changes: readonly Change[] },
): Promise<number> {
  const id = await reserveCommitId(client);
  await insertReservedCommit(client, id, commit);
  return id;
}

/**
 * Gives the next positions to the rows that are visible and have none, by id. Only ever run by the one connection that
 * holds locks.sequencer: positions then become visible in their own order, so that a reader who has seen position n has
 * seen all before it. A transaction that took its id early and committed late simply gets a later position.
 * @returns how many rows were numbered, at most `rowsMax`
 */
export async function numberCommits(
  client: pg.ClientBase,
  rowsMax: number,
  timeoutMilliseconds: number,
): Promise<number> {
  const query: pg.QueryConfig & { query_timeout: number } = {
    name: 'commit_log_number',
    text: `with unnumbered as (
        select id, row_number() over (order by id) as rank
        from (select id from commit_log where position is null order by id limit $1) visible
      ), last as (select coalesce(max(position), 0) as position from commit_log)
      update commit_log set position = last.position + unnumbered.rank
      from unnumbered, last where commit_log.id = unnumbered.id`,
    values: [rowsMax],
    // A connection that died without a word must not keep the sequencer waiting for the TCP time-out.
    query_timeout: timeoutMilliseconds,
  };
  const { rowCount } = await client.query(query);
  return rowCount ?? 0;
}

/** How many commits nobody has numbered (counted up to 10,000), and when the oldest of them was made. */
export async function unnumberedCommits(pool: pg.Pool): Promise<{ count: number; oldestAt: number | null }> {
  const { rows } = await pool.query<{ count: number; oldestAt: number | null }>(
    `select (select count(*) from (select from commit_log where position is null limit 10000) waiting) as count,
       (select at from commit_log where position is null order by id limit 1) as "oldestAt"`,
  );
  return rows[0] ?? { count: 0, oldestAt: null };
}

/**
 * Removes numbered commits older than `before`, the oldest first, and never the last one: its position is what the
 * sequencer counts on from.
 * @returns how many rows are gone, at most `rowsMax`
 */
export async function pruneCommits(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from commit_log where at < $1 and position in (
       select position from commit_log
       where position < (select max(position) from commit_log) order by position limit $2)`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}
