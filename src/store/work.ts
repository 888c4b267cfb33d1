import type pg from 'pg';

/**
 * Hand-over inside the house: which profiles a transaction touched, one row for each touched lane. A lane is the root's id
 * modulo 16; whoever holds the lane's advisory lock is alone with its roots.
 */
export const laneCount = 16;

export function laneOf(rootId: number): number {
  return rootId % laneCount;
}

export type Touched = { readonly leafId: number; readonly rootId: number };
export type WorkRow = { readonly id: number; readonly commitId: number; readonly leafIds: number[] };

/** Called inside the transaction that touched them; one statement, none where nobody was touched. */
export async function insertWork(client: pg.ClientBase, commitId: number, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return;
  const lanes = new Map<number, Set<number>>();
  for (const { leafId, rootId } of touched) {
    const lane = laneOf(rootId);
    const leaves = lanes.get(lane);
    if (leaves === undefined) lanes.set(lane, new Set([leafId]));
    else leaves.add(leafId);
  }
  await client.query({
    name: 'work-insert',
    text: `insert into work (lane, commit_id, leaf_ids)
      select lane::smallint, $1, leaves::bigint[]
      from rows from (string_to_table($2, ' '), string_to_table($3, ' ')) as w(lane, leaves)`,
    values: [
      commitId,
      [...lanes.keys()].join(' '),
      [...lanes.values()].map((leaves) => `{${[...leaves].join(',')}}`).join(' '),
    ],
  });
}

/** The same for leaves of several commits: those whose root changed its lane since they were queued. */
export async function queueWork(
  client: pg.ClientBase,
  touched: readonly (Touched & { readonly commitId: number })[],
): Promise<void> {
  if (touched.length === 0) return;
  await client.query({
    name: 'work_insert',
    text: `insert into work (lane, commit_id, leaf_ids)
      select root_id % ${laneCount}, commit_id, array_agg(distinct leaf_id order by leaf_id)
      from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as touched (commit_id, leaf_id, root_id)
      group by 1, 2 order by 2, 1`,
    values: [
      touched.map((each) => each.commitId),
      touched.map((each) => each.leafId),
      touched.map((each) => each.rootId),
    ],
  });
}

/** 16 index probes, however long the queue is. */
export async function lanesWithWork(pool: pg.Pool): Promise<number[]> {
  const { rows } = await pool.query<{ lane: number }>({
    name: 'work_lanes',
    text: `select lane from generate_series(0, ${laneCount - 1}) as lane
      where exists (select from work where work.lane = lane.lane)`,
  });
  return rows.map((row) => row.lane);
}

/** The oldest rows of a lane: at most `rowsMax`, and no more after `leavesMax` leaves (but at least one row). */
export async function readWork(
  client: pg.ClientBase,
  lane: number,
  bounds: { readonly rowsMax: number; readonly leavesMax: number },
): Promise<WorkRow[]> {
  const { rows } = await client.query<{ id: number; commitId: number; leafIds: number[] }>({
    name: 'work_read',
    text: `select id, commit_id as "commitId", leaf_ids as "leafIds" from work where lane = $1 order by id limit $2`,
    values: [lane, bounds.rowsMax],
  });
  let leaves = 0;
  const end = rows.findIndex((row) => (leaves += row.leafIds.length) >= bounds.leavesMax);
  return end === -1 ? rows : rows.slice(0, end + 1);
}

/** leaf -> root, as of this statement. Leaves that are gone (erased) are missing. */
export async function resolveRoots(client: pg.ClientBase, leafIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await client.query<{ id: number; root: number }>({
    name: 'work_roots',
    text: 'select id, root_id as root from profile where id = any($1::bigint[])',
    values: [leafIds],
  });
  return new Map(rows.map((row) => [row.id, row.root]));
}

export async function deleteWork(client: pg.ClientBase, ids: readonly number[]): Promise<void> {
  await client.query({
    name: 'work_delete',
    text: 'delete from work where id = any($1::bigint[])',
    values: [ids],
  });
}

/** Where no plugin follows profiles: rows are dropped unread. @returns how many, at most `rowsMax` */
export async function drainWork(pool: pg.Pool, rowsMax: number): Promise<number> {
  const { rowCount } = await pool.query({
    name: 'work_drain',
    text: `delete from work where id = any(array(select id from work order by id limit $1 for update skip locked))`,
    values: [rowsMax],
  });
  return rowCount ?? 0;
}

/** When the oldest waiting row was committed; null where nothing waits. */
export async function oldestWorkAt(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ at: number }>(
    `select at from commit_log where id = (select commit_id from work order by id limit 1)`,
  );
  return rows[0]?.at ?? null;
}
