import { randomUUID } from 'node:crypto';
import { limits, RapportError, type Ingest } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { EventReceiver } from '../ingest/door-events';
import { inTransaction } from '../postgres/pool';
import { isConnectionError } from '../postgres/retry';
import { erasedSince } from '../store/erasures';
import { deleteIdleChunks, findFile, importedBefore, readFile } from '../store/import-files';
import * as jobs from '../store/import-jobs';
import { emptyRejectedRows, insertRejectedRows } from '../store/import-rejected';
import { importFile, partsInFlightMax, type ImportPart } from './importer';
import { formatOf } from './jobs';
import { importParser } from './parser';
import { mappingOf } from './preview';
import { sampleOf } from './records';

const beatMilliseconds = (limits.importLeaseSeconds * 1_000) / 3;

export type RunnerOptions = {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly receiver: EventReceiver;
  readonly now: () => number;
  /** Of one part; tests take few. */
  readonly partRecordsMax?: number;
  readonly log: Logger;
};

/**
 * Works on imports that were started, one after the other, until none is left. Any number of workers may do so:
 *
 *   waiting -> running    one statement gives it to one worker, with a lease
 *   running               after each part the counts, the last line and the lease are written in one transaction
 *   running -> running    the lease ran out, or was given back by a worker that stops: the next one goes on behind the last line.
 *                         What the first had sent and not yet counted is recognised by its keys.
 *   running -> done, cancelled, failed
 */
export async function runImports(options: RunnerOptions, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const token = randomUUID();
    const job = await jobs.claimJob(options.pool, leaseOf(options, token));
    if (job === null) return;
    await new JobRun(options, job, token, signal).run();
  }
}

function leaseOf({ now }: Pick<RunnerOptions, 'now'>, token: string): jobs.Lease {
  const at = now();
  return { token, now: at, until: at + limits.importLeaseSeconds * 1_000 };
}

/** Another worker has it now. */
class LeaseLost extends Error {}

class JobRun {
  private readonly stopping = new AbortController();
  private cancelled = false;
  private parts = 0;
  private duplicates: number;

  constructor(
    private readonly options: RunnerOptions,
    private readonly job: jobs.ClaimedJob,
    private readonly token: string,
    private readonly drain: AbortSignal,
  ) {
    this.duplicates = job.duplicates;
  }

  async run(): Promise<void> {
    const { pool, log } = this.options;
    const { id, publicId } = this.job;
    const onDrain = (): void => this.stopping.abort();
    this.drain.addEventListener('abort', onDrain);
    if (this.drain.aborted) onDrain();
    const beat = setInterval(() => void this.beat(), beatMilliseconds).unref();
    try {
      if (this.job.attempts > limits.importAttemptsMax) throw new RapportError('internal_error', 'Its workers died.');
      if (this.job.stopping) this.cancel();
      else await this.import();
      if (this.cancelled) await this.end({ state: 'cancelled', error: null });
      else if (this.stopping.signal.aborted) await jobs.releaseLease(pool, id, this.token);
      else await this.end({ state: 'done', error: null });
    } catch (error) {
      if (error instanceof LeaseLost) return;
      // The database is away, or we stop: whoever comes next goes on.
      if (isConnectionError(error) || (error instanceof RapportError && error.retryable)) {
        log.warn({ err: error, import: publicId }, 'an import waits');
        return await jobs.releaseLease(pool, id, this.token).catch(() => undefined);
      }
      log.error({ err: error, import: publicId }, 'an import failed');
      const known = error instanceof RapportError ? error : new RapportError('internal_error');
      await this.end({ state: 'failed', error: { code: known.code, message: known.message } });
    } finally {
      clearInterval(beat);
      this.drain.removeEventListener('abort', onDrain);
    }
  }

  private async import(): Promise<void> {
    const { pool, ingest, receiver, partRecordsMax } = this.options;
    const { job } = this;
    const file = await findFile(pool, job.fileId);
    if (file === null) throw new RapportError('import_file_gone');
    if (job.options === null) throw new Error('an import was started without options');
    const format = formatOf(job.options);
    const mapping = mappingOf(job.options, await sampleOf(readFile(pool, file.id), format));
    const isFirst = job.resumed && (await importedBefore(pool, file.hash, job.id)) === null;
    await importFile({
      bytes: readFile(pool, file.id),
      fileHash: file.hash,
      ...{ format, mapping, ingest, afterLine: job.line, signal: this.stopping.signal, partRecordsMax },
      parse: importParser(receiver, job.options.trust, job.createdAt),
      onPart: (part) => this.commit(isFirst ? this.withOwn(part) : part),
    });
  }

  /**
   * Rows that the worker before us had sent and not counted look like duplicates. They are ours where this file was never
   * imported before and nothing of it has been a duplicate so far.
   */
  private withOwn(part: ImportPart): ImportPart {
    this.parts += 1;
    if (this.parts > partsInFlightMax || this.duplicates > 0) return part;
    return { ...part, accepted: part.accepted + part.present, present: 0 };
  }

  private async commit(part: ImportPart): Promise<void> {
    const { line, records: rows, accepted, present: duplicates, erased, rejected } = part;
    const progress = { line, rows, accepted, duplicates, erased, rejected: rejected.length, bytesRead: part.bytes };
    const { pool } = this.options;
    const added = await inTransaction(pool, async (client) => {
      const found = await jobs.addProgress(client, this.job.id, leaseOf(this.options, this.token), progress);
      const room = limits.importRejectedRowsMax - (found?.rejectedBefore ?? 0);
      if (found !== null && room > 0) await insertRejectedRows(client, this.job.id, rejected.slice(0, room));
      return found;
    });
    if (added === null) throw new LeaseLost();
    this.duplicates += duplicates;
    if (added.stopping) this.cancel();
  }

  private cancel(): void {
    this.cancelled = true;
    this.stopping.abort();
  }

  /** Also while a part takes long. */
  private async beat(): Promise<void> {
    try {
      const { held, stopping } = await jobs.renewLease(
        this.options.pool,
        this.job.id,
        leaseOf(this.options, this.token),
      );
      if (stopping) this.cancel();
      else if (!held) this.stopping.abort();
    } catch (error) {
      this.options.log.debug({ err: error, import: this.job.publicId }, 'a lease was not renewed');
    }
  }

  private async end(end: jobs.JobEnd): Promise<void> {
    const { pool, log } = this.options;
    const { id, publicId, createdAt } = this.job;
    const ended = await inTransaction(pool, async (client) => {
      if (!(await jobs.endJob(client, id, leaseOf(this.options, this.token), end))) return false;
      // While it ran, an erasure could not look into the file, nor know rows that were rejected later.
      if (await erasedSince(client, createdAt)) {
        await emptyRejectedRows(client, id);
        await deleteIdleChunks(client);
      }
      return true;
    });
    if (ended) log.info({ import: publicId, state: end.state }, 'an import ended');
  }
}
