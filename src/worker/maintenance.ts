import { limits } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { limitLockWait, transactionLock, tryTransactionLock } from '../postgres/advisory';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import type { ScheduledJob } from '../queue/queue';
import { pruneCommits } from '../store/commit-log';
import { foldEventNameDeltas } from '../store/event-names';
import { ensureEventPartitions } from '../store/event-partitions';
import { pruneDeliveries } from '../store/helpdesk-deliveries';
import { pruneTraces } from '../store/helpdesk-traces';
import { pruneErasedTargets } from '../store/helpdesk-writes';
import { pruneChunks } from '../store/import-files';
import { pruneJobs } from '../store/import-jobs';
import { pruneRejectedRows } from '../store/import-rejected';
import { pruneNodes } from '../store/nodes';
import { readSizes, writeStorageDay } from '../store/storage';
import { pruneIdempotency, pruneReplayedEvents, pruneVolume } from '../store/pruning';
import { pruneKeyUse } from '../store/source-key-use';
import { foldRejectedDeltas } from '../store/rejected-events';
import { rotateSeenGenerations } from '../store/seen-rotation';

const hourMilliseconds = 60 * 60 * 1_000;
const dayMilliseconds = 24 * hourMilliseconds;
/** Longer than this nobody waits for a lock: ingest queues up behind whoever waits. The job is tried again. */
const lockMilliseconds = 3_000;
const pruneRowsMax = 5_000;

export type MaintenanceOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  /** Whose sizes are kept: ours and Strapi's. */
  readonly schemas: readonly string[];
  readonly now: () => number;
  readonly log: Logger;
};

/** What is done again and again; each finds out itself whether there is anything to do, so running it twice harms nobody. */
export function maintenanceJobs(options: MaintenanceOptions): readonly ScheduledJob[] {
  const { pool, now, log } = options;
  return [
    {
      name: 'fold-event-names',
      everySeconds: 60,
      run: async () =>
        exclusively(options, async (client) => {
          await foldEventNameDeltas(client);
          await foldRejectedDeltas(client);
        }),
    },
    {
      name: 'event-partitions',
      everySeconds: 24 * 60 * 60,
      run: async () => void (await unlessBackup(options, (client) => ensureEventPartitions(client, now()))),
    },
    {
      name: 'rotate-event-seen',
      everySeconds: 60 * 60,
      run: async () => {
        const rotated = await unlessBackup(options, (client) => rotateSeenGenerations(client, options.schema, now()));
        if (rotated === true) log.info('message keys older than 7 days are forgotten');
      },
    },
    {
      name: 'storage-day',
      everySeconds: 6 * 60 * 60,
      run: () =>
        exclusively(options, async (client) => {
          const day = new Date(now()).toISOString().slice(0, 10);
          await writeStorageDay(client, day, await readSizes(client, options.schemas));
        }),
    },
    { name: 'prune', everySeconds: 60 * 60, run: () => prune(pool, now()) },
  ];
}

/** Partitions of `event` for the months to come. Also called at boot, before the door opens. */
export async function ensurePartitions(options: Omit<MaintenanceOptions, 'log' | 'schemas'>): Promise<void> {
  await exclusively(options, (client) => ensureEventPartitions(client, options.now()));
}

function exclusively<T>(
  options: Pick<MaintenanceOptions, 'pool' | 'schema'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return inTransaction(options.pool, async (client) => {
    await limitLockWait(client, lockMilliseconds);
    await transactionLock(client, options.schema, locks.maintenance);
    return work(client);
  });
}

/** What needs a table to itself comes back later where a backup reads them all: waiting for it would hold up ingest. */
export function unlessBackup<T>(
  options: Pick<MaintenanceOptions, 'pool' | 'schema'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | 'backup'> {
  return exclusively(options, async (client) =>
    (await tryTransactionLock(client, options.schema, locks.backup)) ? work(client) : 'backup',
  );
}

async function prune(pool: pg.Pool, now: number): Promise<void> {
  await inBatches(pool, (client) =>
    pruneIdempotency(client, now - limits.idempotencyHours * hourMilliseconds, pruneRowsMax),
  );
  await inTransaction(pool, (client) => pruneNodes(client, now));
  await inBatches(pool, (client) => pruneCommits(client, now - limits.commitLogDays * dayMilliseconds, pruneRowsMax));
  await inBatches(pool, (client) =>
    pruneReplayedEvents(client, now - limits.replayedEventDays * dayMilliseconds, pruneRowsMax),
  );
  await inBatches(pool, (client) =>
    pruneDeliveries(client, now - limits.helpdeskFailedDays * dayMilliseconds, pruneRowsMax),
  );
  await inBatches(pool, (client) =>
    pruneTraces(client, now - limits.helpdeskTraceDays * dayMilliseconds, pruneRowsMax),
  );
  await inBatches(pool, (client) =>
    pruneErasedTargets(client, now - limits.helpdeskErasedDays * dayMilliseconds, pruneRowsMax),
  );
  const unseen = now - limits.volumeDays * dayMilliseconds;
  await inBatches(pool, (client) => pruneVolume(client, 'source_hour', unseen, pruneRowsMax));
  await inBatches(pool, (client) => pruneVolume(client, 'rejected_hour', unseen, pruneRowsMax));
  await pruneImports(pool, now);
  await inBatches(pool, (client) => pruneKeyUse(client, unseen, pruneRowsMax));
}

async function pruneImports(pool: pg.Pool, now: number): Promise<void> {
  const before = (days: number): number => now - days * dayMilliseconds;
  const jobs = { drafts: before(limits.importFileDays), ended: before(limits.importRecordDays) };
  await inBatches(pool, (client) => pruneJobs(client, jobs, pruneRowsMax));
  await inBatches(pool, (client) => pruneRejectedRows(client, before(limits.importRejectedDays), pruneRowsMax));
  await inBatches(pool, (client) => pruneChunks(client, before(limits.importFileDays), pruneRowsMax));
}

/** Short transactions, so that a long pruning holds back neither vacuum nor anybody's rows. */
async function inBatches(pool: pg.Pool, batch: (client: pg.PoolClient) => Promise<number>): Promise<void> {
  while ((await inTransaction(pool, batch)) === pruneRowsMax);
}
