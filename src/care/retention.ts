import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { keptSince, type RetentionChange, withRule } from '../domain/retention';
import { releaseSessionLock, tryTransactionLock, trySessionLock } from '../postgres/advisory';
import { errorCode } from '../postgres/error-code';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { listEventNames } from '../store/event-names';
import {
  deleteExpired,
  emptyPartition,
  expiredNames,
  hasEvents,
  listEventPartitions,
  type EventPartition,
  type NameCutoff,
} from '../store/event-retention';
import { readRetentionRules } from '../store/retention-rules';
import { addToRetentionRun, endRetentionRun, startRetentionRun } from '../store/retention-runs';

export type RetentionOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly now: () => number;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly pace?: Partial<RetentionPace>;
};

/** How much of the server a run may take. After each batch it rests as long as the batch took, at least `restMilliseconds`. */
export type RetentionPace = {
  readonly batchRows: number;
  readonly restMilliseconds: number;
  /** Then it ends; the next one goes on. */
  readonly runSeconds: number;
};
const defaultPace: RetentionPace = { batchRows: 2_000, restMilliseconds: 20, runSeconds: 600 };

/** `held`: another node is at it. `idle`: there is no rule, or nothing to delete. */
export type RetentionOutcome =
  | { readonly type: 'held' }
  | { readonly type: 'idle' }
  | { readonly type: 'ran'; readonly deleted: number; readonly emptied: readonly string[]; readonly finished: boolean };

/**
 * Deletes events that no rule keeps any more, month by month, the oldest first. A month of which nothing is kept goes whole;
 * of the others go batches of one name. Only rows of `event` go: profiles, traits, identifiers, first and last seen, and the
 * counts of the catalogue stay, and nobody's profile has changed, so the feed of changes says nothing.
 * One node at a time, by a session lock. Killed anywhere, it leaves what it has recorded; the next run goes on.
 */
export async function runRetention(options: RetentionOptions): Promise<RetentionOutcome> {
  const { pool, schema } = options;
  const holder = await pool.connect();
  let failed = true;
  try {
    if (!(await trySessionLock(holder, schema, locks.retention))) {
      failed = false;
      return { type: 'held' };
    }
    const outcome = await new Run(options).work();
    await releaseSessionLock(holder, schema, locks.retention);
    failed = false;
    return outcome;
  } finally {
    // A connection that may hold the lock still is thrown away, which frees it.
    holder.release(failed);
  }
}

/** What rules mean for the names that there are. @param change as if it had been made */
export async function readCutoffs(pool: pg.Pool, now: number, change?: RetentionChange): Promise<NameCutoff[]> {
  const kept = await readRetentionRules(pool);
  const rules = change === undefined ? kept : withRule(kept, change);
  if (rules.length === 0) return [];
  const names = await listEventNames(pool);
  return names.map(({ id, name }) => ({ nameId: id, keptSince: keptSince(rules, name, now) }));
}

class Run {
  private readonly pace: RetentionPace;
  private readonly endAt: number;
  private id: number | undefined;
  private deleted = 0;
  private readonly emptied: string[] = [];
  private finished = true;

  constructor(private readonly options: RetentionOptions) {
    this.pace = { ...defaultPace, ...options.pace };
    this.endAt = performance.now() + this.pace.runSeconds * 1_000;
  }

  async work(): Promise<RetentionOutcome> {
    const { pool, now, log } = this.options;
    const cutoffs = await readCutoffs(pool, now());
    const newest = cutoffs.reduce((latest, one) => Math.max(latest, one.keptSince), -Infinity);
    if (newest === -Infinity) return { type: 'idle' };
    for (const partition of await listEventPartitions(pool)) {
      if (partition.from !== null && Date.parse(partition.from) >= newest) break;
      if (this.isOver()) break;
      await this.clearPartition(partition, cutoffs);
    }
    if (this.id === undefined) return { type: 'idle' };
    const { id, deleted, emptied, finished } = this;
    await inTransaction(pool, (client) => endRetentionRun(client, id, now(), finished));
    log.info({ deleted, emptied, finished }, 'retention: events deleted');
    return { type: 'ran', deleted, emptied, finished };
  }

  private async clearPartition({ name, to }: EventPartition, cutoffs: readonly NameCutoff[]): Promise<void> {
    const { pool } = this.options;
    if (!(await inTransaction(pool, (client) => hasEvents(client, name)))) return;
    if (to !== null && (await this.tryEmpty(name, cutoffs))) return;
    for (const expired of await inTransaction(pool, (client) => expiredNames(client, name, cutoffs))) {
      await this.deleteName(name, expired);
    }
  }

  /** @returns whether there is nothing more to do: it is empty, or somebody is using it, and the next run tries again */
  private async tryEmpty(partition: string, cutoffs: readonly NameCutoff[]): Promise<boolean> {
    const { pool, schema, now } = this.options;
    const lockNotAvailable = '55P03';
    try {
      return await inTransaction(pool, async (client) => {
        if (!(await tryTransactionLock(client, schema, locks.backup))) {
          this.finished = false;
          return true;
        }
        if ((await emptyPartition(client, partition, cutoffs)) === null) return false;
        await addToRetentionRun(client, await this.start(), { at: now(), deleted: 0, emptied: [partition] });
        this.emptied.push(partition);
        return true;
      });
    } catch (error) {
      if (errorCode(error) !== lockNotAvailable) throw error;
      this.finished = false;
      return true;
    }
  }

  private async deleteName(partition: string, expired: NameCutoff): Promise<void> {
    const { pool, now, signal } = this.options;
    while (!this.isOver()) {
      const began = performance.now();
      const count = await inTransaction(pool, async (client) => {
        const rows = await deleteExpired(client, partition, expired, this.pace.batchRows);
        if (rows > 0) await addToRetentionRun(client, await this.start(), { at: now(), deleted: rows, emptied: [] });
        return rows;
      });
      this.deleted += count;
      if (count < this.pace.batchRows) return;
      const rest = Math.max(this.pace.restMilliseconds, performance.now() - began);
      await sleep(rest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The row of a run that deletes nothing is never written. */
  private async start(): Promise<number> {
    this.id ??= await inTransaction(this.options.pool, (client) => startRetentionRun(client, this.options.now()));
    return this.id;
  }

  private isOver(): boolean {
    const over = this.options.signal.aborted || performance.now() > this.endAt;
    if (over) this.finished = false;
    return over;
  }
}
