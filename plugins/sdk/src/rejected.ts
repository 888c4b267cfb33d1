import type { Page, PageRequest } from './read-models';

/** An event that the door refused, as it was kept. Times are epoch milliseconds. */
export type RejectedRecord = {
  readonly id: number;
  /** Ref of its source. */
  readonly source: string;
  readonly receivedAt: number;
  readonly messageId: string | null;
  /** Why: a code of errorTable; the latest reason where it was sent again and refused again. */
  readonly code: string;
  readonly message: string;
  /** Its JSON, card numbers and secret properties masked; personal data is not. */
  readonly body: string;
  /** When it was sent again with success. */
  readonly replayedAt: number | null;
};

export type RejectedFilter = {
  readonly source?: string | undefined;
  readonly code?: string | undefined;
  /** Only those that were not sent again with success. */
  readonly open: boolean;
};
export type RejectedPosition = { readonly id: number };

export type ReplayReceipt = {
  readonly accepted: number;
  readonly duplicates: number;
  /** Refused again; they stay, with their new reason. */
  readonly rejected: number;
  /** Their source is gone. */
  readonly orphaned: number;
  /** Where the next step begins; null: there is no next. */
  readonly next: RejectedPosition | null;
};

export interface RejectedEvents {
  /** Newest first. */
  page(filter: RejectedFilter, request: PageRequest<RejectedPosition>): Promise<Page<RejectedRecord>>;
  byIds(ids: readonly number[]): Promise<(RejectedRecord | null)[]>;
  /** Waiting events by code, each counted up to openRejectedMax; the codes in order. */
  openCodes(source: string): Promise<readonly { readonly code: string; readonly count: number }[]>;
  /**
   * Sends these again. Doing it twice doubles nothing.
   * @throws RapportError as Ingest.accept; what was committed before is marked
   */
  replay(ids: readonly number[]): Promise<ReplayReceipt>;
  /** The same for all that wait, oldest first, one step (limits.replayStepEventsMax) at a time. */
  replayStep(filter: Omit<RejectedFilter, 'open'>, after: RejectedPosition | null): Promise<ReplayReceipt>;
}
