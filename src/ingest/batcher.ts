import {
  limits,
  RapportError,
  type EventOrigin,
  type IncomingEvent,
  type Ingest,
  type IngestReceipt,
  type RejectedEvent,
} from '@rapport/sdk';
import type { IngestRequest, IngestTransaction } from './request';

export type BatcherOptions = {
  readonly transaction: IngestTransaction;
  /** How long the first request waits for company; 0: until the end of the event loop's turn. */
  readonly gatherMilliseconds: number;
  readonly transactionsInFlightMax: number;
  readonly waitingEventsMax: number;
  readonly commitTimeoutSeconds: number;
  /** For metrics; called after each transaction. */
  readonly onTransaction?: (done: { requests: number; events: number; milliseconds: number; failed: boolean }) => void;
};

export interface Batcher extends Ingest {
  /** Refuses new requests, commits those that wait, resolves when none is left. */
  drain(): Promise<void>;
  /** Events that wait for a transaction (of those in flight none). */
  readonly waitingEvents: number;
}

/**
 * Fewer do not start another transaction beside the one in flight; they gather until it ends: a transaction costs 3 ms of
 * processor time whatever its size. So many are worth it, since node plans the one while PostgreSQL works at the other: 50
 * connections with single events, side by side on a busy machine, 1,060 events/s with 300 here and 2 ms of gathering, 1,290
 * with 20 and none.
 */
const secondTransactionEvents = 20;

/** Enough company: a transaction of this size gains nothing from waiting. */
const enoughEvents = 1_000;

/**
 * Requests that arrive together share a transaction.
 *
 * A request is *waiting* (in the queue), then *in flight* (in a transaction), then *settled* (its promise answered once).
 * waiting -> in flight: no transaction is in flight, or a slot is free and many wait; and the gather time of the oldest is over,
 *   or enough events wait; or we drain.
 * in flight -> settled: the transaction committed, or failed. A failure that a retry can heal (the database is away) answers
 *   all its requests. Any other failure (a poisoned request, contention that six attempts did not outlast) is blamed on one of them: the batch is halved until the culprit stands alone, so that
 *   a poisoned request cannot fail its neighbours; nothing was kept of the failed attempts.
 * waiting or in flight -> settled: the commit time-out passed. The slot stays taken until the transaction really ends; should it
 *   commit after all, the client's retry finds its events counted already.
 */
export function createBatcher(options: BatcherOptions): Batcher {
  return new GatheringBatcher(options);
}

type Waiting = {
  readonly request: IngestRequest;
  readonly size: number;
  readonly settle: (outcome: IngestReceipt | RapportError) => void;
  settled: boolean;
};

class GatheringBatcher implements Batcher {
  private queue: Waiting[] = [];
  private inFlight = 0;
  private gathering = false;
  private gatherEnded = false;
  private draining = false;
  private idle: (() => void)[] = [];
  waitingEvents = 0;

  constructor(private readonly options: BatcherOptions) {}

  accept(
    origin: EventOrigin,
    events: readonly IncomingEvent[],
    rejected: readonly RejectedEvent[],
  ): Promise<IngestReceipt> {
    const size = events.length + rejected.length;
    if (this.draining) return Promise.reject(new RapportError('shutting_down', undefined, { retryAfterSeconds: 1 }));
    if (size > limits.transactionEventsMax) return Promise.reject(new RapportError('batch_too_long'));
    if (this.waitingEvents + size > this.options.waitingEventsMax) {
      return Promise.reject(new RapportError('overloaded', undefined, { retryAfterSeconds: 1 }));
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.settle(timedOut()), this.options.commitTimeoutSeconds * 1_000);
      const waiting: Waiting = {
        request: { origin, events, rejected },
        size,
        settled: false,
        settle: (outcome) => {
          if (waiting.settled) return;
          waiting.settled = true;
          clearTimeout(timer);
          if (outcome instanceof RapportError) reject(outcome);
          else resolve(outcome);
        },
      };
      this.queue.push(waiting);
      this.waitingEvents += size;
      this.schedule();
    });
  }

  async drain(): Promise<void> {
    this.draining = true;
    this.schedule();
    if (this.inFlight === 0 && this.queue.length === 0) return;
    await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private schedule(): void {
    while (this.inFlight < this.options.transactionsInFlightMax && this.queue.length > 0) {
      if (!this.draining && this.inFlight > 0 && this.waitingEvents < secondTransactionEvents) return;
      if (!this.draining && !this.gatherEnded && this.waitingEvents < enoughEvents) return this.gather();
      this.gatherEnded = false;
      this.start(this.takeBatch());
    }
  }

  private gather(): void {
    if (this.gathering) return;
    this.gathering = true;
    const end = () => {
      this.gathering = false;
      this.gatherEnded = true;
      this.schedule();
    };
    if (this.options.gatherMilliseconds > 0) setTimeout(end, this.options.gatherMilliseconds);
    else setImmediate(end);
  }

  private takeBatch(): Waiting[] {
    let events = 0;
    let count = 0;
    for (const waiting of this.queue) {
      if (events + waiting.size > limits.transactionEventsMax) break;
      events += waiting.size;
      count++;
    }
    const batch = this.queue.splice(0, count);
    this.waitingEvents -= events;
    // Those whose time-out passed while they waited were answered already.
    return batch.filter((waiting) => !waiting.settled);
  }

  private start(batch: readonly Waiting[]): void {
    this.inFlight++;
    void this.commit(batch).finally(() => {
      this.inFlight--;
      this.schedule();
      if (this.inFlight > 0 || this.queue.length > 0) return;
      for (const resolve of this.idle.splice(0)) resolve();
    });
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    const begun = performance.now();
    const outcome = await this.attempt(batch);
    this.options.onTransaction?.({
      requests: batch.length,
      events: batch.reduce((sum, waiting) => sum + waiting.size, 0),
      milliseconds: performance.now() - begun,
      failed: outcome instanceof RapportError,
    });
    if (!(outcome instanceof RapportError)) {
      batch.forEach((waiting, index) => waiting.settle(outcome[index] ?? lostReceipt()));
    } else if (outcome.code === 'database_unavailable') {
      for (const waiting of batch) waiting.settle(outcome);
    } else if (batch.length === 1) {
      // Others kept changing the same people: the client comes again.
      const busy = outcome.code === 'concurrent_change';
      const answer = busy
        ? new RapportError('overloaded', undefined, { retryAfterSeconds: 1, cause: outcome })
        : outcome;
      for (const waiting of batch) waiting.settle(answer);
    } else {
      const half = Math.ceil(batch.length / 2);
      await this.commit(batch.slice(0, half));
      await this.commit(batch.slice(half));
    }
  }

  private async attempt(batch: readonly Waiting[]): Promise<IngestReceipt[] | RapportError> {
    try {
      return await this.options.transaction.run(batch.map((waiting) => waiting.request));
    } catch (error) {
      return error instanceof RapportError ? error : new RapportError('internal_error', undefined, { cause: error });
    }
  }
}

function timedOut(): RapportError {
  return new RapportError('database_unavailable', 'The commit took too long.', { retryAfterSeconds: 5 });
}

function lostReceipt(): RapportError {
  return new RapportError('internal_error', 'A transaction answered with too few receipts.');
}
