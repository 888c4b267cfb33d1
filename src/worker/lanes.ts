import { laneCount, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Signals } from '../signals/signals';
import { drainWork, lanesWithWork } from '../store/work';
import { FollowerFailure, workLane, type Follower } from './lane';
import { createLoop } from './loop';

const lanesInFlightMax = 4;
const drainRowsMax = 5_000;
const backoff = { firstMilliseconds: 1_000, lastMilliseconds: 60_000 };

export type Lanes = { stop(): Promise<void> };

/**
 * Follows touched profiles. A round only hands lanes out; each lane then works at its own speed, so that a slow or failing
 * one holds up nobody. States of a lane in this process:
 *   idle     nothing to do, or another worker has it;
 *   busy     one transaction under way (src/worker/lane.ts); when it worked, the next round looks again;
 *   resting  a handler failed: the rows stay, and the lane is tried again after 1 s, 2 s, 4 s ... 60 s.
 * With no handler registered nobody needs the rows: they are dropped.
 */
export function startLanes(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly followers: readonly Follower[];
  readonly signals: Signals;
  readonly log: Logger;
}): Lanes {
  const { pool, schema, followers, signals, log } = options;
  const busy = new Map<number, Promise<void>>();
  const resting = new Map<number, NodeJS.Timeout>();
  const failures = new Map<number, number>();
  let turn = 0;
  let stopped = false;

  async function round(): Promise<void> {
    if (followers.length === 0) return drain();
    // In turn, from where the last round ended: lanes that always have work do not starve the others.
    const due = new Set((await Promise.all(followers.map(async (each) => (await each.dueLanes?.()) ?? []))).flat());
    const waiting = [...new Set([...(await lanesWithWork(pool)), ...due])].sort((a, b) => a - b);
    const inTurn = [...waiting.filter((lane) => lane >= turn), ...waiting.filter((lane) => lane < turn)];
    for (const lane of inTurn) {
      if (stopped || busy.size >= lanesInFlightMax) return;
      if (busy.has(lane) || resting.has(lane)) continue;
      busy.set(lane, work(lane, due.has(lane)));
      turn = (lane + 1) % laneCount;
    }
  }

  async function drain(): Promise<void> {
    while (!stopped && (await drainWork(pool, drainRowsMax)) === drainRowsMax);
  }

  async function work(lane: number, isDue: boolean): Promise<void> {
    try {
      const outcome = await workLane({ pool, schema, followers, lane, isDue });
      failures.delete(lane);
      busy.delete(lane);
      if (outcome === 'worked') loop.wake();
    } catch (error) {
      busy.delete(lane);
      rest(lane, error);
      loop.wake();
    }
  }

  function rest(lane: number, error: unknown): void {
    const failed = (failures.get(lane) ?? 0) + 1;
    failures.set(lane, failed);
    const retryMilliseconds = Math.min(backoff.firstMilliseconds * 2 ** (failed - 1), backoff.lastMilliseconds);
    for (const cause of error instanceof AggregateError ? error.errors : [error]) {
      log.error({ ...describe(cause), lane, failed, retryMilliseconds }, 'a lane failed; its work is kept');
    }
    if (stopped) return;
    const timer = setTimeout(() => {
      resting.delete(lane);
      loop.wake();
    }, retryMilliseconds);
    resting.set(lane, timer);
  }

  const loop = createLoop({ name: 'lanes', log, round });
  const unsubscribe = signals.on('committed', () => loop.wake());
  return {
    async stop() {
      stopped = true;
      unsubscribe();
      await loop.stop();
      for (const timer of resting.values()) clearTimeout(timer);
      resting.clear();
      await Promise.all(busy.values());
    },
  };
}

function describe(error: unknown): { code: string; handler?: string; err: unknown } {
  if (error instanceof FollowerFailure) return { ...describe(error.cause), handler: error.follower };
  return { code: error instanceof RapportError ? error.code : 'internal_error', err: error };
}
