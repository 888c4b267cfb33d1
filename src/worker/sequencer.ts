import type pg from 'pg';
import type { Logger } from 'pino';
import { releaseSessionLock, trySessionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import type { Signals } from '../signals/signals';
import { numberCommits } from '../store/commit-log';
import { createLoop } from './loop';

const rowsMax = 5_000;
const statementMilliseconds = 30_000;

export type Sequencer = { stop(): Promise<void> };

/**
 * Numbers commits, so that the feed can be read by position. Of all processes one does it: the one whose connection holds
 * locks.sequencer. States of a process:
 *   standby  another one holds the lock: it is tried again at every round;
 *   active   this one holds it, on a connection kept for this alone, on which it also numbers: a connection that dies
 *            takes lock and statement with it, so that two never number at the same time. Then: standby.
 */
export function startSequencer(options: {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly signals: Signals;
  readonly log: Logger;
}): Sequencer {
  const { pool, schema, signals, log } = options;
  let held: pg.PoolClient | undefined;

  async function acquire(): Promise<pg.PoolClient | undefined> {
    const client = await pool.connect();
    try {
      if (await trySessionLock(client, schema, locks.sequencer)) return client;
      client.release();
      return undefined;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function round(): Promise<void> {
    held ??= await acquire();
    if (held === undefined) return;
    try {
      for (;;) {
        const numbered = await numberCommits(held, rowsMax, statementMilliseconds);
        if (numbered > 0) signals.notify('numbered');
        if (numbered < rowsMax) return;
      }
    } catch (error) {
      held.release(true);
      held = undefined;
      throw error;
    }
  }

  const loop = createLoop({ name: 'sequencer', log, round });
  const unsubscribe = [signals.on('committed', () => loop.wake()), signals.on('woken', () => loop.wake())];
  return {
    async stop() {
      for (const end of unsubscribe) end();
      await loop.stop();
      if (held === undefined) return;
      await releaseSessionLock(held, schema, locks.sequencer).catch(() => undefined);
      held.release();
      held = undefined;
    },
  };
}
