import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type pg from 'pg';
import type { Logger } from 'pino';
import { removeNode, writeBeat } from '../store/nodes';
import type { CommittedBatch } from './metrics';

const beatMilliseconds = 10_000;
const minuteMilliseconds = 60_000;

export type Heartbeat = {
  /** What this process took in; counted now, written with the next beat. A crash loses 10 s of these counts, never events. */
  committed(batch: CommittedBatch): void;
  start(kind: string): void;
  stop(): Promise<void>;
};

type Counts = { accepted: number; duplicates: number; rejected: number };

/** Tells the other nodes, and the health page, that this process lives. Counts wait here while the database is away. */
export function createHeartbeat(options: {
  readonly pool: pg.Pool;
  readonly now: () => number;
  readonly version: string;
  readonly log: Logger;
}): Heartbeat {
  const { pool, now, log } = options;
  const id = randomUUID();
  const startedAt = now();
  let counts = new Map<number, Counts>();
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> = Promise.resolve();
  let last = (): void => undefined;

  async function beat(kind: string): Promise<void> {
    const taken = counts;
    counts = new Map();
    try {
      const minutes = [...taken].map(([at, count]) => ({ at, ...count }));
      const { version } = options;
      await writeBeat(pool, {
        id,
        kind,
        host: os.hostname(),
        pid: process.pid,
        version,
        startedAt,
        at: now(),
        minutes,
      });
    } catch (error) {
      log.debug({ err: error }, 'the heartbeat was not written');
      for (const [at, count] of taken) add(at, count);
    }
  }

  function add(at: number, { accepted, duplicates, rejected }: Counts): void {
    const known = counts.get(at) ?? { accepted: 0, duplicates: 0, rejected: 0 };
    counts.set(at, {
      accepted: known.accepted + accepted,
      duplicates: known.duplicates + duplicates,
      rejected: known.rejected + rejected,
    });
  }

  return {
    committed({ accepted, duplicates, rejected }) {
      const minute = Math.floor(now() / minuteMilliseconds) * minuteMilliseconds;
      add(minute, { accepted, duplicates, rejected: rejected.length });
    },
    start(kind) {
      if (timer !== undefined) return;
      const next = (): void => {
        beating = beating.then(() => beat(kind));
      };
      next();
      timer = setInterval(next, beatMilliseconds).unref();
      last = next;
    },
    async stop() {
      if (timer === undefined) return;
      clearInterval(timer);
      last();
      await beating;
      await removeNode(pool, id).catch(() => undefined);
    },
  };
}
