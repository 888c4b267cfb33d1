import type { Logger } from 'pino';
import type pg from 'pg';
import { touchKeys } from '../store/source-key-use';
import { writeKeyHash } from './write-keys';

/** Notes when a write key was used, so that an admin sees when the last client has the new one. */
export interface KeyUse {
  touch(writeKey: string): void;
}

export type RecordedKeyUse = KeyUse & { close(): Promise<void> };

const flushMilliseconds = 2_000;

/** The door sets an entry in memory; one statement writes all of them, every two seconds in which there are any. */
export function createKeyUse(options: {
  readonly pool: pg.Pool;
  readonly now: () => number;
  readonly log: Logger;
}): RecordedKeyUse {
  let used = new Map<string, number>();
  let flushing: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    if (used.size === 0) return flushing;
    const entries = [...used];
    used = new Map();
    flushing = touchKeys(
      options.pool,
      entries.map(([writeKey, at]) => ({ hash: writeKeyHash(writeKey), at })),
    ).catch((error: unknown) => {
      // Only a hint for a person: the next use of the key writes it again.
      options.log.debug({ error: error instanceof Error ? error.name : 'unknown' }, 'the use of keys was not written');
    });
    return flushing;
  }

  const timer = setInterval(() => void flush(), flushMilliseconds);
  timer.unref();
  return {
    touch: (writeKey) => void used.set(writeKey, options.now()),
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
