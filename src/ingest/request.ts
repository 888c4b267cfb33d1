import type { EventOrigin, IncomingEvent, RejectedEvent } from '@rapport/sdk';

/** What one request of a door brings into a transaction. */
export type IngestRequest = {
  readonly origin: EventOrigin;
  readonly events: readonly IncomingEvent[];
  readonly rejected: readonly RejectedEvent[];
};
