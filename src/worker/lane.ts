import type { LaneWork, Touch } from '@rapport/sdk';
import type pg from 'pg';
import { tryTransactionLocks } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { deleteWork, laneOf, queueWork, readTouches, readWork, resolveRoots } from '../store/work';

/** A plugin's LaneHandler with its Core at hand. */
export type Follower = {
  readonly name: string;
  readonly handle: (work: LaneWork) => Promise<void>;
  readonly dueLanes?: () => Promise<readonly number[]>;
  readonly fire?: (lanes: readonly number[]) => Promise<void>;
};

/** What one transaction takes on: of each lane so many rows, of all of them about so many leaves. */
const bounds = { rowsOfLaneMax: 200, leavesMax: 5_000 };

/**
 * One transaction of some lanes: lock those that are free, read rows, and in a *later* statement resolve the roots (a merge that
 * committed in between is then seen; a later one brings work rows of its own), call the handlers, delete exactly the rows read.
 * What is due by time comes after it, under the same locks. Many lanes in one transaction cost what one lane costs.
 * Handlers use connections of their own; until they have ended this transaction has only read, so it holds back no vacuum.
 * @returns the lanes that were worked on (the others are held by another worker), and whether there was much to do: two
 * transactions side by side would have been faster
 * @throws AggregateError of what the handlers threw; the rows stay
 */
export async function workLanes(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly followers: readonly Follower[];
  readonly lanes: readonly number[];
  /** In these time alone made something due. */
  readonly due: ReadonlySet<number>;
}): Promise<{ readonly lanes: readonly number[]; readonly heavy: boolean }> {
  const { pool, schema, followers, due } = options;
  return inTransaction(pool, async (client) => {
    const taken = await tryTransactionLocks(
      client,
      schema,
      options.lanes.map((lane) => locks.lane + lane),
    );
    const lanes = options.lanes.filter((_, index) => taken[index] === true);
    if (lanes.length === 0) return { lanes, heavy: false };
    const rows = await readWork(client, lanes, bounds);
    const leafIds = [...new Set(rows.flatMap((row) => row.leafIds))];
    const all = leafIds.length === 0 ? [] : readTouches(rows, await resolveRoots(client, leafIds));
    const held = new Set(lanes);
    const here = all.filter((touch) => held.has(laneOf(touch.rootId)) || isAbsorbed(touch, held));
    const dueHere = lanes.filter((lane) => due.has(lane));
    await callFollowers(followers, async (follower) => {
      if (here.length > 0) await follower.handle({ lanes, touches: here });
      if (dueHere.length > 0) await follower.fire?.(dueHere);
    });
    const stay = new Set(here);
    const moved = all.filter((touch) => !stay.has(touch));
    await queueWork(client, moved);
    const read = rows.map((row) => row.id);
    if (read.length > 0) await deleteWork(client, read);
    return { lanes, heavy: rows.length >= bounds.rowsOfLaneMax };
  });
}

/** Told to the lane of the leaf itself, wherever its root is. */
function isAbsorbed({ kind, leafId }: Touch, lanes: ReadonlySet<number>): boolean {
  return kind === 'absorbed' && lanes.has(laneOf(leafId));
}

/** All of them, also after one has failed: a broken plugin does not starve the others. */
async function callFollowers(
  followers: readonly Follower[],
  call: (follower: Follower) => Promise<void>,
): Promise<void> {
  const failures: FollowerFailure[] = [];
  for (const follower of followers) {
    try {
      await call(follower);
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
