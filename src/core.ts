import { RapportError, type Core, type RapportPlugin } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Mounts } from './process/mounts';
import type { Settings } from './settings';

export type CoreParts = {
  readonly settings: Settings;
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly now: () => number;
  readonly plugins: readonly RapportPlugin[];
};

/** The sdk's Core, and what only the house itself needs of it. */
export type House = Core & {
  /** The core's own HTTP addresses: the door, health and metrics. Those of plugins come on top. */
  readonly mounts: Mounts;
  /** Starts what works in the background of a worker process: lanes, sequencer, maintenance. */
  startWork(): Promise<void>;
  /** Drains: the batcher first, then the workers. The pool is closed by whoever opened it. */
  close(): Promise<void>;
};

/** The composition root: the only file that knows all. */
export function createCore(parts: CoreParts): House {
  return {
    log: parts.log,
    now: parts.now,
    ingest: { accept: () => missing('ingest') },
    identity: {
      mergePreview: () => missing('identity'),
      merge: () => missing('identity'),
      unmerge: () => missing('identity'),
      decide: () => missing('identity'),
      separate: () => missing('identity'),
    },
    read: {
      profiles: { byPublicIds: () => missing('read.profiles'), byIdentifiers: () => missing('read.profiles') },
      timeline: {},
      changes: {},
      eventNames: {},
    },
    auth: { authenticate: () => missing('auth') },
    mounts: [],
    async startWork() {},
    async close() {},
  };
}

async function missing(part: string): Promise<never> {
  throw new RapportError('internal_error', `(${part} is not built yet)`);
}
