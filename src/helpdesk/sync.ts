import { randomUUID } from 'node:crypto';
import { type ErrorCode, type HelpdeskPage, limits, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { isConnectionError } from '../postgres/retry';
import {
  type ClaimedSync,
  claimSync,
  endSync,
  hasBacklog,
  type Lease,
  postponeSync,
  saveProgress,
} from '../store/helpdesk-sync';
import { type Apis, PatientApi } from './api';
import type { Connections, OpenConnection } from './connections';
import type { ConversationRecorder } from './recorder';

export type SyncOptions = {
  readonly pool: pg.Pool;
  readonly connections: Connections;
  readonly apis: Apis;
  readonly recorder: ConversationRecorder;
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * Reads helpdesks by their API: all that is there, once somebody asked for it, and every few minutes what webhooks may have missed.
 *
 *   waiting -> running     one statement gives it to one worker, with a lease
 *   running                after each page the cursor, the counts and the lease are written
 *   running -> waiting     the worker stops, or the helpdesk does not answer: it goes on from the cursor, later
 *   running -> running     the lease ran out: the worker died. What it told last is told again, which counts once.
 *   running -> done, failed, cancelled
 */
export class HelpdeskSyncs {
  constructor(private readonly options: SyncOptions) {}

  /** Until none is due, or the signal says so. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const token = randomUUID();
      const claimed = await claimSync(this.options.pool, this.lease(token));
      if (claimed === null) return;
      await this.work(claimed, token, signal);
    }
  }

  private lease(token: string): Lease {
    const now = this.options.now();
    return { token, now, until: now + limits.helpdeskLeaseSeconds * 1_000 };
  }

  private async work(claimed: ClaimedSync, token: string, signal: AbortSignal): Promise<void> {
    const { pool, connections, log, now } = this.options;
    try {
      const connection = await connections.byKey(claimed.connection);
      if (connection === null) return await postponeSync(pool, claimed, token, null);
      const isWhole = await this.read(claimed, connection, token, signal);
      if (isWhole) await endSync(pool, claimed, token, { state: 'done', code: null, now: now() });
      else await postponeSync(pool, claimed, token, null);
    } catch (error) {
      if (isConnectionError(error)) throw error;
      const code: ErrorCode = error instanceof RapportError ? error.code : 'internal_error';
      log.warn({ connection: claimed.connection, kind: claimed.kind, code }, 'a helpdesk could not be read');
      if (signal.aborted) return await postponeSync(pool, claimed, token, null);
      const isLater = error instanceof RapportError && error.retryable;
      if (!isLater || claimed.attempts + 1 >= limits.helpdeskSyncAttemptsMax)
        return await endSync(pool, claimed, token, { state: 'failed', code, now: now() });
      const wait = Math.min(
        limits.helpdeskRetryMilliseconds * 2 ** claimed.attempts,
        limits.helpdeskRetryMillisecondsMax,
      );
      await postponeSync(pool, claimed, token, { code, retryAt: now() + wait });
    }
  }

  /** @returns false: it stops here, and goes on from the cursor */
  private async read(
    claimed: ClaimedSync,
    connection: OpenConnection,
    token: string,
    signal: AbortSignal,
  ): Promise<boolean> {
    for await (const page of this.pagesOf(claimed, connection, signal)) {
      await this.record(connection, claimed, page);
      const isOurs = await saveProgress(this.options.pool, claimed, page, this.lease(token));
      if (!isOurs || signal.aborted) return false;
    }
    return true;
  }

  private pagesOf(
    { kind, cursor, since, requestedAt }: ClaimedSync,
    { key, helpdesk, settings }: OpenConnection,
    signal: AbortSignal,
  ): AsyncIterable<HelpdeskPage> {
    const { apis, now } = this.options;
    const api = new PatientApi(apis.of({ key, helpdesk, settings }), signal);
    const context = { connection: key, settings, api, now: now() };
    if (kind === 'backfill' && helpdesk.backfill !== undefined) return helpdesk.backfill(cursor, context);
    if (kind === 'changes' && helpdesk.changes !== undefined) {
      const from = (since ?? requestedAt) - limits.helpdeskChangesOverlapSeconds * 1_000;
      return helpdesk.changes({ since: from, from: cursor }, context);
    }
    throw new RapportError('helpdesk_cannot');
  }

  /**
   * How conversations stand is believed only where no webhook waits for long: it knows better how it came to be so.
   * @throws RapportError overloaded: the page is told again once they are read
   */
  private async record(
    { key, helpdesk }: OpenConnection,
    { kind }: ClaimedSync,
    { reports }: HelpdeskPage,
  ): Promise<void> {
    const { pool, recorder, now } = this.options;
    if (await hasBacklog(pool, key, now() - limits.helpdeskBacklogSeconds * 1_000))
      throw new RapportError('overloaded', 'Webhooks wait to be read.');
    const told = { connection: key, helpdesk: helpdesk.name, historical: kind === 'backfill' };
    await recorder.record({ ...told, reports });
    const shown = await recorder.shownBySnapshots(key, reports);
    if (shown.length > 0) await recorder.record({ ...told, reports: shown });
  }
}
