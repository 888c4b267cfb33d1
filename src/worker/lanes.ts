import { laneCount, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Signals } from '../signals/signals';
import { drainWork, lanesWithWork } from '../store/work';
import { FollowerFailure, workLanes, type Follower } from './lane';
import { FollowClock } from './follow-clock';
import { createLoop } from './loop';

/**
 * All in one transaction while there is little to do: with single events over HTTP that takes 40 % less processor time of the
 * worker and its sessions than half of them in each of two (165 -> 100 us an event). With much to do two are under way.
 */
const lanesTogetherMax = { light: laneCount, heavy: laneCount / 2 };
const transactionsInFlightMax = 2;
/** So often the handlers are asked what time alone made due. */
const dueMilliseconds = 250;
const drainRowsMax = 5_000;
const backoff = { firstMilliseconds: 1_000, lastMilliseconds: 60_000 };

export type Lanes = {
  /** How long what happens now waits until it has been followed. */
  followMilliseconds(): number;
  stop(): Promise<void>;
};

type LanesOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly followers: readonly Follower[];
  readonly signals: Signals;
  readonly log: Logger;
};

/**
 * Follows touched profiles. A round only hands lanes out, several to one transaction: a transaction costs the same for one lane
 * as for eight, and with few events in each lane that is most of the cost. States of a lane in this process:
 *   idle     nothing to do, or another worker has it;
 *   busy     a transaction is under way (src/worker/lane.ts); when it worked, the next round looks again. Where one of several
 *            lanes failed nothing was done, and each is worked on alone;
 *   resting  a handler failed with this lane alone: the rows stay, and it is tried again after 1 s, 2 s, 4 s ... 60 s.
 * With no handler registered nobody needs the rows: they are dropped.
 */
export function startLanes(options: LanesOptions): Lanes {
  const { signals, log, ...workers } = options;
  const { pool, followers } = workers;
  const busy = new Set<number>();
  const inFlight = new Set<Promise<void>>();
  const resting = new Map<number, NodeJS.Timeout>();
  const failures = new Map<number, number>();
  const clock = new DueClock(followers);
  const followed = new FollowClock();
  let turn = 0;
  let heavy = false;
  let stopped = false;

  async function round(): Promise<void> {
    if (followers.length === 0) return drainAll(pool, () => stopped);
    if (inFlight.size >= transactionsInFlightMax) return;
    const due = await clock.ask();
    const free = inTurn([...(await lanesWithWork(pool)), ...due], turn).filter(
      (lane) => !busy.has(lane) && !resting.has(lane),
    );
    while (!stopped && free.length > 0 && inFlight.size < transactionsInFlightMax) {
      const lanes = free.splice(0, heavy ? lanesTogetherMax.heavy : lanesTogetherMax.light);
      turn = ((lanes.at(-1) ?? 0) + 1) % laneCount;
      for (const lane of lanes) busy.add(lane);
      const working = work(lanes, due).then((again) => {
        inFlight.delete(working);
        for (const lane of lanes) busy.delete(lane);
        // Only now: a round that came earlier would find them busy.
        if (again) loop.wake();
      });
      inFlight.add(working);
    }
  }

  /** @returns whether another round may find more; lanes that another worker holds are his to look at again */
  async function work(lanes: readonly number[], due: ReadonlySet<number>): Promise<boolean> {
    try {
      const sorted = [...lanes].sort((a, b) => a - b);
      const done = await followed.time(() => workLanes({ ...workers, lanes: sorted, due }));
      heavy = done.heavy;
      for (const lane of done.lanes) failures.delete(lane);
      // What was due may have been done in part.
      if (done.lanes.some((lane) => due.has(lane))) clock.hurry();
      return done.lanes.length > 0;
    } catch (error) {
      if (lanes.length === 1) for (const lane of lanes) rest(lane, error);
      else for (const each of lanes) if (!stopped) await work([each], due);
      return true;
    }
  }

  function rest(lane: number, error: unknown): void {
    const failed = (failures.get(lane) ?? 0) + 1;
    failures.set(lane, failed);
    const retryMilliseconds = Math.min(backoff.firstMilliseconds * 2 ** (failed - 1), backoff.lastMilliseconds);
    report(log, error, { lane, failed, retryMilliseconds });
    if (stopped) return;
    const timer = setTimeout(() => {
      resting.delete(lane);
      loop.wake();
    }, retryMilliseconds);
    resting.set(lane, timer);
  }

  const loop = createLoop({ name: 'lanes', log, round });
  const unsubscribe = [
    signals.on('committed', () => loop.wake()),
    signals.on('woken', () => {
      clock.hurry();
      loop.wake();
    }),
  ];
  return {
    followMilliseconds: () => followed.milliseconds,
    async stop() {
      stopped = true;
      for (const end of unsubscribe) end();
      await loop.stop();
      for (const timer of resting.values()) clearTimeout(timer);
      resting.clear();
      await Promise.all(inFlight);
    },
  };
}

/** In which lanes time alone made something due, asked at most once in dueMilliseconds. */
class DueClock {
  private askedAt = -Infinity;

  constructor(private readonly followers: readonly Follower[]) {}

  async ask(): Promise<ReadonlySet<number>> {
    if (performance.now() - this.askedAt < dueMilliseconds) return new Set();
    this.askedAt = performance.now();
    return new Set((await Promise.all(this.followers.map(async (each) => (await each.dueLanes?.()) ?? []))).flat());
  }

  /** The next one asks in any case. */
  hurry(): void {
    this.askedAt = -Infinity;
  }
}

/** Each lane once, from `turn` on and around: lanes that always have work do not starve the others. */
function inTurn(lanes: readonly number[], turn: number): number[] {
  const distance = (lane: number): number => (lane - turn + laneCount) % laneCount;
  return [...new Set(lanes)].sort((a, b) => distance(a) - distance(b));
}

async function drainAll(pool: pg.Pool, isStopped: () => boolean): Promise<void> {
  while (!isStopped() && (await drainWork(pool, drainRowsMax)) === drainRowsMax);
}

function report(log: Logger, error: unknown, about: Readonly<Record<string, number>>): void {
  for (const cause of error instanceof AggregateError ? error.errors : [error])
    log.error({ ...describe(cause), ...about }, 'a lane failed; its work is kept');
}

function describe(error: unknown): { code: string; handler?: string; err: unknown } {
  if (error instanceof FollowerFailure) return { ...describe(error.cause), handler: error.follower };
  return { code: error instanceof RapportError ? error.code : 'internal_error', err: error };
}
