import type { EventOrigin, IncomingEvent, IngestReceipt, RejectedEvent } from '@rapport/sdk';

/** What one request (or one chunk of an import) brings into a transaction: all of it is kept, or nothing. */
export type IngestRequest = {
  readonly origin: EventOrigin;
  readonly events: readonly IncomingEvent[];
  readonly rejected: readonly RejectedEvent[];
};

export interface IngestTransaction {
  /**
   * ONE database transaction for all the requests given, at most limits.transactionEventsMax events together.
   * Receipts in the order of the requests, after the commit.
   * @throws RapportError database_unavailable: the database is away, nothing was kept
   */
  run(batch: readonly IngestRequest[]): Promise<IngestReceipt[]>;
}
