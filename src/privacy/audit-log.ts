import { limits, RapportError } from '@rapport/sdk';
import type {
  AuditCheck,
  AuditEntry,
  AuditFilter,
  AuditLog,
  AuditPlace,
  AuditPosition,
  AuditRecord,
  Page,
  PageRequest,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../postgres/pool';
import {
  auditByIds,
  auditValues,
  checkAudit,
  deleteIntent,
  insertAudit,
  insertIntent,
  type NewAuditEntry,
  readAudit,
  type Seal,
  settleIntent,
} from '../store/audit';

const flushMilliseconds = 500;
/** Who looked at whom lately; a forgotten pair is written once more, nothing else. */
const recentMax = 50_000;

export type DrainedAuditLog = AuditLog & {
  /** Writes what waits. */
  drain(): Promise<void>;
};

/** Reads wait for each other and go in one statement twice a second, off the way of the request; changes are written before and behind. */
export function createAuditLog(options: {
  readonly pool: pg.Pool;
  readonly now: () => number;
  readonly seal: Seal;
  readonly log: Logger;
}): DrainedAuditLog {
  return new BatchingAuditLog(options);
}

class BatchingAuditLog implements DrainedAuditLog {
  private pending = new Map<string, NewAuditEntry & { count: number }>();
  private readonly recent = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(private readonly options: Parameters<typeof createAuditLog>[0]) {}

  note(entry: AuditEntry): void {
    const at = this.options.now();
    const key = `${entry.actor} ${entry.action} ${entry.profileId ?? ''}`;
    const waiting = this.pending.get(key);
    if (waiting !== undefined) {
      waiting.count += 1;
      return;
    }
    if (at - (this.recent.get(key) ?? -Infinity) < limits.auditRepeatSeconds * 1_000 && entry.profileId !== null)
      return;
    if (this.pending.size < limits.auditPendingMax) this.pending.set(key, { ...entry, at, count: 1 });
    else this.overflow(entry, at);
    this.remember(key, at);
    this.timer ??= setTimeout(() => void this.flush(), flushMilliseconds).unref();
  }

  async write(entry: AuditEntry): Promise<void> {
    await insertAudit(this.options.pool, [{ ...entry, at: this.options.now() }]);
  }

  async around<T>(
    entry: AuditEntry,
    work: () => Promise<T>,
    told: (result: T) => Partial<Pick<AuditEntry, 'profileId' | 'details'>> = () => ({}),
  ): Promise<T> {
    const { pool, now, log } = this.options;
    const intent = await insertIntent(pool, { ...entry, at: now() });
    let result: T;
    try {
      result = await work();
    } catch (error) {
      // Where the refusal cannot be noted, the intent says later that nobody knows.
      if (error instanceof RapportError)
        await deleteIntent(pool, intent).catch((lost: unknown) =>
          log.warn({ err: lost }, 'an intent of the audit log stays'),
        );
      throw error;
    }
    await settleIntent(pool, intent, { ...entry, ...told(result), at: now() });
    return result;
  }

  byIds(ids: readonly number[]): Promise<(AuditRecord | null)[]> {
    return auditByIds(this.options.pool, ids);
  }

  page(filter: AuditFilter, request: PageRequest<AuditPosition>): Promise<Page<AuditRecord>> {
    return readAudit(this.options.pool, filter, request);
  }

  async facets(): Promise<{ actors: readonly string[]; actions: readonly string[] }> {
    const { pool } = this.options;
    const [actors, actions] = await Promise.all([
      auditValues(pool, 'actor', limits.auditFacetsMax),
      auditValues(pool, 'action', limits.auditFacetsMax),
    ]);
    return { actors, actions };
  }

  check(after: AuditPlace | null): Promise<AuditCheck> {
    const { pool, seal } = this.options;
    return inTransaction(pool, async (client) => {
      await client.query('set transaction isolation level repeatable read read only');
      return checkAudit(client, seal, after, limits.auditCheckRows);
    });
  }

  async drain(): Promise<void> {
    await this.flush();
  }

  /** More readers and profiles than may wait: how often, without whom. */
  private overflow({ actor, action }: AuditEntry, at: number): void {
    const key = `${actor} ${action} many`;
    const waiting = this.pending.get(key);
    if (waiting === undefined)
      this.pending.set(key, { at, actor, action, profileId: null, details: { many: true }, count: 1 });
    else waiting.count += 1;
  }

  private flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.writePending());
    return this.flushing;
  }

  private async writePending(): Promise<void> {
    const batch = this.pending;
    if (batch.size === 0) return;
    this.pending = new Map();
    const entries = [...batch.values()].map(({ count, details, ...entry }) => ({
      ...entry,
      details: count > 1 ? { ...details, count } : (details ?? {}),
    }));
    try {
      await insertAudit(this.options.pool, entries);
    } catch (error) {
      this.options.log.error({ err: error, entries: entries.length }, 'reads could not be written to the audit log');
      // Kept for the next turn; what came meanwhile goes first in memory, nothing is lost below the bound.
      for (const [key, entry] of batch) if (!this.pending.has(key)) this.pending.set(key, entry);
      this.timer ??= setTimeout(() => void this.flush(), flushMilliseconds).unref();
    }
  }

  private remember(key: string, at: number): void {
    this.recent.delete(key);
    this.recent.set(key, at);
    const oldest = this.recent.keys().next();
    if (this.recent.size > recentMax && oldest.done !== true) this.recent.delete(oldest.value);
  }
}
