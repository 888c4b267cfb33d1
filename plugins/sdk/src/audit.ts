import type { Actor } from './identity';
import type { JsonObject } from './json';
import type { Page, PageRequest } from './read-models';

/** Who did what to whom. `details` hold ids, counts and names of fields: never a personal value. */
export type AuditEntry = {
  readonly actor: Actor;
  /** A read is `<noun>.<verb>` (`profile.read`), a change the name of its mutation (`mergeProfiles`). */
  readonly action: string;
  /** Public id; null where it is about nobody in particular. */
  readonly profileId: string | null;
  readonly details?: JsonObject;
  readonly requestId?: string | null;
};

export type AuditRecord = Required<AuditEntry> & {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** It is part of the chain: nobody can change it unseen. A second or two after it was written. */
  readonly isSealed: boolean;
};

export type AuditFilter = {
  readonly actor?: string | undefined;
  readonly actions?: readonly string[] | undefined;
  /** Also found by the ids that were merged into it, or erased with it. */
  readonly profileId?: string | undefined;
  /** Inclusive, exclusive; epoch milliseconds. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
};

/** Where a list of entries stands: at this one. Lists are in the order of time, and of ids within the same millisecond. */
export type AuditPosition = Pick<AuditRecord, 'at' | 'id'>;

/** Where the chain stands: the sealed entry at `position` has this seal (64 hex digits). Worth noting outside of Rapport. */
export type AuditPlace = { readonly position: number; readonly seal: string };

/** `<position>:<seal>`: as people note it. */
export function auditPlaceText({ position, seal }: AuditPlace): string {
  return `${position}:${seal}`;
}

/** Null where the text is none. */
export function parseAuditPlace(text: string): AuditPlace | null {
  const [, position, seal] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
  return position === undefined || seal === undefined ? null : { position: Number(position), seal };
}

/** One part of a check of the chain. */
export type AuditCheck = {
  /** It began behind this position. */
  readonly from: number;
  readonly rows: number;
  /** The first position that does not fit; null where all do. */
  readonly brokenAt: number | null;
  /** Where the next part begins; null at the end. */
  readonly next: AuditPlace | null;
  /** The newest sealed entry. */
  readonly head: AuditPlace;
};

export interface AuditLog {
  /**
   * For reads: returns at once, is written within a second and at the drain. Whatever the same actor repeats to the same profile
   * within limits.auditRepeatSeconds is one entry with a count.
   */
  note(entry: AuditEntry): void;
  /** For what is told before it happens, and for what has its own transaction: resolves when it is kept. */
  write(entry: AuditEntry): Promise<void>;
  /**
   * For changes. What is meant is kept before `work` begins, and is the entry once it is done. Where `work` refuses (RapportError)
   * nothing stays. Where it fails in any other way, or the process dies meanwhile, nobody knows what was done: the entry follows after
   * limits.auditIntentSeconds, with `details.outcome` 'unknown'.
   * @param told what only the result says
   */
  around<T>(
    entry: AuditEntry,
    work: () => Promise<T>,
    told?: (result: T) => Partial<Pick<AuditEntry, 'profileId' | 'details'>>,
  ): Promise<T>;
  /** In the order asked. */
  byIds(ids: readonly number[]): Promise<(AuditRecord | null)[]>;
  /** Newest first. */
  page(filter: AuditFilter, request: PageRequest<AuditPosition>): Promise<Page<AuditRecord>>;
  /** Actors and actions that have entries, in the order of the alphabet; each bounded by limits.auditFacetsMax. */
  facets(): Promise<{ readonly actors: readonly string[]; readonly actions: readonly string[] }>;
  /**
   * Follows the chain for at most limits.auditCheckRows entries.
   * @param after what the last part answered as `next`, or a head that was noted: then the chain must still hold it
   */
  check(after: AuditPlace | null): Promise<AuditCheck>;
}
