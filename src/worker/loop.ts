import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** The safety net below every wake-up: a lost signal costs this long. */
const pollMilliseconds = 1_000;
const defaultGatherMilliseconds = 20;

export type Loop = {
  /** A round is due: now, or right after the one that runs. */
  wake(): void;
  /** Resolves when the last round has ended. */
  stop(): Promise<void>;
};

/**
 * Runs rounds one after the other: when woken, and once a second in any case. A round that fails is tried again after a
 * second; a failure that lasts (the database is away) is logged once, and once more when it is over.
 */
export function createLoop(options: {
  readonly name: string;
  readonly log: Logger;
  readonly round: () => Promise<void>;
  /** Wake-ups within this time after a round are answered by one round. */
  readonly gatherMilliseconds?: number;
}): Loop {
  const { name, log, round, gatherMilliseconds = defaultGatherMilliseconds } = options;
  let stopped = false;
  let awake = false;
  let failing = false;
  let alarm = new AbortController();

  async function run(): Promise<void> {
    while (!stopped) {
      awake = false;
      try {
        await round();
        if (failing) log.info({ loop: name }, 'works again');
        failing = false;
      } catch (error) {
        if (!failing) log.error({ err: error, loop: name }, 'failed; it is tried again every second');
        failing = true;
      }
      await rest();
    }
  }

  async function rest(): Promise<void> {
    const ended = performance.now();
    if (!stopped && (!awake || failing)) await pause(pollMilliseconds);
    // The first wake-up of a quiet time is answered at once; of a busy time as many as fit share a round.
    const left = ended + gatherMilliseconds - performance.now();
    if (!stopped && left > 0) await pause(left);
  }

  async function pause(milliseconds: number): Promise<void> {
    alarm = new AbortController();
    await delay(milliseconds, undefined, { signal: alarm.signal }).catch(() => undefined);
  }

  const running = run();
  return {
    wake() {
      // The first wake-up of a quiet time ends it; later ones find `awake` set and join the round that is due.
      if (!awake && !failing) alarm.abort();
      awake = true;
    },
    async stop() {
      stopped = true;
      alarm.abort();
      await running;
    },
  };
}
