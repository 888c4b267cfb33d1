import type pg from 'pg';
import type { Logger } from 'pino';
import type { Signals } from '../signals/signals';
import { changedSince, lastPosition } from '../store/read-models/changed-profiles';

/** Public ids of profiles (and of the customers that they belong to) that changed or did something; `more`: others, too. */
export type Hint = { readonly profiles: readonly string[]; readonly more: boolean };

const coalesceMilliseconds = 250;
/** The safety net below the signals of other processes. */
const pollMilliseconds = 2_000;
/** What one look reads; beyond it the hint only says that there is more. */
const bounds = { commitsMax: 500, entriesMax: 1_000 };

export type Hub = {
  /** @returns a function that ends the subscription */
  subscribe(listener: (hint: Hint) => void): () => void;
  close(): Promise<void>;
};

/**
 * Tells who changed, for as long as anybody listens: one look at the feed of changes for all listeners, at most one in 250 ms,
 * however fast events come. It hears of commits of every node by the signal `numbered`.
 * States: idle (nobody listens: no query, no timer) -> following (from the position of the first subscription on).
 */
export function createHub(options: {
  readonly pool: pg.Pool;
  readonly signals: Pick<Signals, 'on'>;
  readonly log: Logger;
}): Hub {
  const { pool, signals, log } = options;
  const listeners = new Set<(hint: Hint) => void>();
  let position: number | undefined;
  let due: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let again = false;
  let unsubscribe: (() => void) | undefined;
  let failing = false;

  function wake(): void {
    again = true;
    if (due !== undefined || looking !== undefined || listeners.size === 0) return;
    due = setTimeout(() => {
      due = undefined;
      run();
    }, coalesceMilliseconds);
  }

  /** One look at a time; who asks meanwhile gets another after it. */
  function run(): void {
    if (looking !== undefined) return;
    looking = look().finally(() => {
      looking = undefined;
      if (again) wake();
    });
  }

  async function look(): Promise<void> {
    again = false;
    try {
      if (position === undefined) {
        position = await lastPosition(pool);
        return;
      }
      const changed = await changedSince(pool, position, bounds);
      position = changed.position;
      if (failing) log.info('live updates work again');
      failing = false;
      if (changed.ids.length > 0 || changed.more) tell({ profiles: changed.ids, more: changed.more });
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'live updates are interrupted; pages poll meanwhile');
      failing = true;
    }
  }

  function tell(hint: Hint): void {
    for (const listener of listeners) listener(hint);
  }

  function start(): void {
    unsubscribe = signals.on('numbered', wake);
    poll = setInterval(wake, pollMilliseconds);
    run();
  }

  function stop(): void {
    unsubscribe?.();
    unsubscribe = undefined;
    clearInterval(poll);
    clearTimeout(due);
    due = undefined;
    // Whoever comes next asks the API first, and hears of what comes after.
    position = undefined;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) stop();
      };
    },
    async close() {
      listeners.clear();
      stop();
      await looking;
    },
  };
}
