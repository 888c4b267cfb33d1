import { laneCount, type Touch, touchKinds } from '@rapport/sdk';
import type pg from 'pg';

/**
 * Hand-over inside the house: what a transaction did to which profiles, one row for each touched lane. A lane is the root's id
 * modulo laneCount; whoever holds the lane's advisory lock is alone with its roots. A leaf that was absorbed is told to its own
 * lane as well.
 */
export function laneOf(profileId: number): number {
  return profileId % laneCount;
}

export type Touched = Omit<Touch, 'commitId'>;
/** `touches[i]` says what happened to `leafIds[i]`. */
export type WorkRow = {
  readonly id: number;
  readonly commitId: number;
  readonly leafIds: readonly number[];
  readonly touches: readonly number[];
};

const kindCount = 8;
const kindIndex = new Map(touchKinds.map((kind, index) => [kind, index]));

function toCode({ kind, subject }: Pick<Touch, 'kind' | 'subject'>): number {
  return subject * kindCount + (kindIndex.get(kind) ?? 0);
}

/** Where a row has none, it is of a version that did not tell: then it is as if the profile were new. */
function fromCode(code: number | undefined): Pick<Touch, 'kind' | 'subject'> {
  return { kind: touchKinds[(code ?? 0) % kindCount] ?? 'created', subject: Math.floor((code ?? 0) / kindCount) };
}

function addressee({ kind, leafId, rootId }: Touched): number {
  return kind === 'absorbed' ? leafId : rootId;
}

/** Leaf ids with their codes, each pair once, by lane. */
function byLane(touched: readonly Touched[]): Map<number, Map<number, number[]>> {
  const lanes = new Map<number, Map<number, number[]>>();
  for (const touch of touched) {
    const lane = laneOf(addressee(touch));
    const leaves = lanes.get(lane) ?? new Map<number, number[]>();
    lanes.set(lane, leaves);
    const code = toCode(touch);
    const codes = leaves.get(touch.leafId);
    if (codes === undefined) leaves.set(touch.leafId, [code]);
    else if (!codes.includes(code)) codes.push(code);
  }
  return lanes;
}

/** Called inside the transaction that touched them; one statement, none where nobody was touched. */
export async function insertWork(client: pg.ClientBase, commitId: number, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return;
  const lanes = byLane(touched);
  const arrays = (array: (leaves: Map<number, number[]>) => number[]): string =>
    [...lanes.values()].map((leaves) => `{${array(leaves).join(',')}}`).join(' ');
  await client.query({
    name: 'work-insert',
    text: `insert into work (lane, commit_id, leaf_ids, touches)
      select lane::smallint, $1, leaves::bigint[], touches::int[]
      from rows from (string_to_table($2, ' '), string_to_table($3, ' '), string_to_table($4, ' ')) as w(lane, leaves, touches)`,
    values: [
      commitId,
      [...lanes.keys()].join(' '),
      arrays((leaves) => [...leaves].flatMap(([leafId, codes]) => codes.map(() => leafId))),
      arrays((leaves) => [...leaves.values()].flat()),
    ],
  });
}

/**
 * That the same happened to some leaves, in a transaction that may have announced itself before: one statement instead of three.
 * Leaves that are gone (erased) are told of to nobody.
 */
export async function insertTouches(
  client: pg.ClientBase,
  commit: { readonly id: number; readonly at: number; readonly isAnnounced: boolean },
  touched: Pick<Touch, 'kind' | 'subject'>,
  leafIds: readonly number[],
): Promise<void> {
  await client.query({
    name: 'work-insert-touches',
    text: `with announced as (
        insert into commit_log (id, at, change_kinds, change_profile_ids, change_merge_ids)
        overriding system value select $1, to_timestamp($2::float8 / 1000), '{}', '{}', '{}' where not $3)
      insert into work (lane, commit_id, leaf_ids, touches)
      select root_id % ${laneCount}, $1, array_agg(id), array_fill($4::int, array[count(*)::int])
      from profile where id = any($5::bigint[]) group by 1`,
    values: [commit.id, commit.at, commit.isAnnounced, toCode(touched), leafIds],
  });
}

/** The same for touches of several commits: of leaves whose root changed its lane since they were queued. */
export async function queueWork(client: pg.ClientBase, touches: readonly Touch[]): Promise<void> {
  const commits = new Map<number, Touch[]>();
  for (const touch of touches) commits.set(touch.commitId, [...(commits.get(touch.commitId) ?? []), touch]);
  for (const [commitId, ofCommit] of commits) await insertWork(client, commitId, ofCommit);
}

/** What rows tell, each touch once. `roots` may miss leaves that were erased: nothing is told of them. */
export function readTouches(rows: readonly WorkRow[], roots: ReadonlyMap<number, number>): Touch[] {
  const touches = new Map<string, Touch>();
  for (const { commitId, leafIds, touches: codes } of rows) {
    leafIds.forEach((leafId, index) => {
      const rootId = roots.get(leafId);
      const code = codes[index];
      const key = `${leafId} ${code}`;
      const known = touches.get(key);
      if (rootId === undefined || (known !== undefined && known.commitId <= commitId)) return;
      touches.set(key, { leafId, rootId, commitId, ...fromCode(code) });
    });
  }
  return [...touches.values()];
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

/** The oldest rows of some lanes: of each at most `rowsOfLaneMax`, and no more after its share of `leavesMax` (but at least one row). */
export async function readWork(
  client: pg.ClientBase,
  lanes: readonly number[],
  bounds: { readonly rowsOfLaneMax: number; readonly leavesMax: number },
): Promise<WorkRow[]> {
  const { rows } = await client.query<WorkRow & { lane: number }>({
    name: 'work_read',
    text: `select lane, id, commit_id as "commitId", leaf_ids as "leafIds", touches
      from unnest($1::smallint[]) as l(wanted)
      cross join lateral (select * from work where lane = wanted order by id limit $2) w`,
    values: [lanes, bounds.rowsOfLaneMax],
  });
  const leaves = new Map<number, number>();
  return rows.filter(({ lane, leafIds }) => {
    const before = leaves.get(lane) ?? 0;
    leaves.set(lane, before + leafIds.length);
    return before < bounds.leavesMax / lanes.length;
  });
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
