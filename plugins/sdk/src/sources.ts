import type { Actor } from './identity';
import type { Page, PageRequest, TimelineEvent } from './read-models';

export const sourceKinds = ['browser', 'server'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A write key as a list may show it: never whole. */
export type WriteKeyRecord = {
  /** Its last four characters. */
  readonly hint: string;
  /** Up to some seconds behind; null: never seen. */
  readonly lastUsedAt: number | null;
  /** Only of the key before a rotation: when it stops working. */
  readonly endsAt: number | null;
};

/** A source as an admin sees it. Times are epoch milliseconds. */
export type SourceRecord = {
  /** Stable text, also on events: Strapi's documentId. */
  readonly ref: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly enabled: boolean;
  /** null: the setting door.eventsPerSecondMax. */
  readonly eventsPerSecondMax: number | null;
  readonly secretProperties: readonly string[];
  readonly hasIdentitySecret: boolean;
  /** The whole key of a browser source: every visitor can read it anyway. null for servers. */
  readonly publicKey: string | null;
  readonly key: WriteKeyRecord;
  /** The one before a rotation, while it still works. */
  readonly previousKey: WriteKeyRecord | null;
};

export type SourceInput = {
  readonly name: string;
  readonly kind: SourceKind;
  readonly enabled: boolean;
  readonly eventsPerSecondMax: number | null;
  readonly secretProperties: readonly string[];
};
/** Absent: stays as it is. */
export type SourceChanges = Partial<SourceInput> & { readonly identitySecret?: string | null };

export type SourceStatus = {
  /** Receipt of the newest event; null before any. */
  readonly lastReceivedAt: number | null;
  /** Rejected events that wait, counted up to openRejectedMax. */
  readonly openRejected: number;
};

/** Events of one hour or day, by receipt; `at` is its beginning in UTC. */
export type VolumePoint = { readonly at: number; readonly accepted: number; readonly rejected: number };
export type VolumeUnit = 'hour' | 'day';
export type SourceEventPosition = { readonly id: number };

/** A page that came out short because its bound of looked-at events was reached goes on behind `end`. */
export type SourceEventPage = Page<TimelineEvent> & { readonly end: SourceEventPosition | null };

export interface SourceReader {
  /** In the order asked. */
  status(refs: readonly string[]): Promise<SourceStatus[]>;
  /** In the order asked; only hours or days in which something came, oldest first. @param from epoch milliseconds */
  volume(refs: readonly string[], unit: VolumeUnit, from: number): Promise<(readonly VolumePoint[])[]>;
  /** Newest received first. */
  events(ref: string, request: PageRequest<SourceEventPosition>): Promise<SourceEventPage>;
}

/**
 * Where events come from, for admins. A change is seen by this process at once, by the others within a second.
 * A write key is answered by the command that made it, and never again.
 */
export interface Sources extends SourceReader {
  /** All, by name. @throws RapportError database_unavailable */
  list(): Promise<SourceRecord[]>;
  /** @throws RapportError bad_input, naming what is wrong */
  create(input: SourceInput, actor: Actor): Promise<{ ref: string; writeKey: string }>;
  /** @throws RapportError source_not_found, bad_input */
  update(ref: string, changes: SourceChanges, actor: Actor): Promise<void>;
  /**
   * Makes a new key. The old one works on beside it for so many days; 0: not any more.
   * @throws RapportError source_not_found, key_rotation_open, bad_input
   */
  rotateKey(ref: string, overlapDays: number, actor: Actor): Promise<{ writeKey: string }>;
  /** @throws RapportError source_not_found */
  endPreviousKey(ref: string, actor: Actor): Promise<void>;
  /** Its events stay; its key is refused from now on. @throws RapportError source_not_found */
  remove(ref: string, actor: Actor): Promise<void>;
}

/** Beyond this many waiting events nobody counts. */
export const openRejectedMax = 1_000;
