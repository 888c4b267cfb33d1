import type { LaneWork, Touch } from '@rapport/sdk';
import type pg from 'pg';
import { tryTransactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { deleteWork, laneOf, queueWork, readTouches, readWork, resolveRoots } from '../store/work';

/** A plugin's LaneHandler with its Core at hand. */
export type Follower = {
  readonly name: string;
  readonly handle: (work: LaneWork) => Promise<void>;
  readonly dueLanes?: () => Promise<readonly number[]>;
  readonly fire?: (lane: number) => Promise<void>;
};

/** What one transaction of a lane takes on. */
const bounds = { rowsMax: 200, leavesMax: 5_000 };

/** `held`: another worker is at it. */
export type LaneOutcome = 'held' | 'worked';

/**
 * One transaction of one lane: lock, read rows, and in a *later* statement resolve the roots (a merge that committed in
 * between is then seen; a later one brings work rows of its own), call the handlers, delete exactly the rows read. What is due
 * by time comes after it, under the same lock.
 * Handlers use connections of their own; until they have ended this transaction has only read, so it holds back no vacuum.
 * @throws AggregateError of what the handlers threw; the rows stay
 */
export async function workLane(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly followers: readonly Follower[];
  readonly lane: number;
  /** Time alone made something due in it. */
  readonly isDue: boolean;
}): Promise<LaneOutcome> {
  const { pool, schema, followers, lane, isDue } = options;
  return inTransaction(pool, async (client) => {
    if (!(await tryTransactionLock(client, schema, locks.lane + lane))) return 'held';
    const rows = await readWork(client, lane, bounds);
    const leafIds = [...new Set(rows.flatMap((row) => row.leafIds))];
    const all = leafIds.length === 0 ? [] : readTouches(rows, await resolveRoots(client, leafIds));
    const here = all.filter((touch) => laneOf(touch.rootId) === lane || isAbsorbed(touch, lane));
    await callFollowers(followers, async (follower) => {
      if (here.length > 0) await follower.handle({ lane, touches: here });
      if (isDue) await follower.fire?.(lane);
    });
    const stay = new Set(here);
    const moved = all.filter((touch) => !stay.has(touch));
    await queueWork(client, moved);
    const read = rows.map((row) => row.id);
    if (read.length > 0) await deleteWork(client, read);
    return 'worked';
  });
}

/** Told to the lane of the leaf itself, wherever its root is. */
function isAbsorbed({ kind, leafId }: Touch, lane: number): boolean {
  return kind === 'absorbed' && laneOf(leafId) === lane;
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
