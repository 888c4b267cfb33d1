import type pg from 'pg';
import { tryTransactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { deleteWork, laneOf, queueWork, readWork, resolveRoots, type WorkRow } from '../store/work';

/** A plugin's LaneHandler with its Core at hand. */
export type Follower = {
  readonly name: string;
  readonly handle: (touched: { readonly rootIds: readonly number[] }) => Promise<void>;
};

/** What one transaction of a lane takes on. */
const bounds = { rowsMax: 200, leavesMax: 5_000 };

/** `held`: another worker is at it. */
export type LaneOutcome = 'held' | 'empty' | 'worked';

/**
 * One transaction of one lane: lock, read rows, and in a *later* statement resolve the roots (a merge that committed in
 * between is then seen; a later one brings work rows of its own), call the handlers, delete exactly the rows read.
 * Handlers use connections of their own; until they have ended this transaction has only read, so it holds back no vacuum.
 * @throws AggregateError of what the handlers threw; the rows stay
 */
export async function workLane(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly followers: readonly Follower[];
  readonly lane: number;
}): Promise<LaneOutcome> {
  const { pool, schema, followers, lane } = options;
  return inTransaction(pool, async (client) => {
    if (!(await tryTransactionLock(client, schema, locks.lane + lane))) return 'held';
    const rows = await readWork(client, lane, bounds);
    if (rows.length === 0) return 'empty';
    const roots = await resolveRoots(client, [...new Set(rows.flatMap((row) => row.leafIds))]);
    const here = new Set([...roots.values()].filter((rootId) => laneOf(rootId) === lane));
    if (here.size > 0) await callFollowers(followers, [...here]);
    await queueWork(client, [...movedLeaves(rows, roots, lane)]);
    await deleteWork(
      client,
      rows.map((row) => row.id),
    );
    return 'worked';
  });
}

/** All of them, also after one has failed: a broken plugin does not starve the others. */
async function callFollowers(followers: readonly Follower[], rootIds: readonly number[]): Promise<void> {
  const failures: FollowerFailure[] = [];
  for (const follower of followers) {
    try {
      await follower.handle({ rootIds });
    } catch (error) {
      failures.push(new FollowerFailure(follower.name, error));
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'lane handlers failed');
}

export class FollowerFailure extends Error {
  constructor(
    readonly follower: string,
    cause: unknown,
  ) {
    super(`the lane handler ${follower} failed`, { cause });
  }
}

function* movedLeaves(
  rows: readonly WorkRow[],
  roots: ReadonlyMap<number, number>,
  lane: number,
): Generator<{ commitId: number; leafId: number; rootId: number }> {
  for (const row of rows) {
    for (const leafId of row.leafIds) {
      const rootId = roots.get(leafId);
      if (rootId !== undefined && laneOf(rootId) !== lane) yield { commitId: row.commitId, leafId, rootId };
    }
  }
}
