import type { ErrorCode } from './errors';
import type { JsonObject } from './json';
import type { ManagedSegments, ProfileAsker } from './managed-segments';
import type { Page, PageRequest } from './read-models';
import type { LocalizedText } from './segments';

export const transitionCauses = [
  'event',
  'time',
  'definition',
  'merge',
  'unmerge',
  'import',
  'erase',
  'manual',
] as const;
export type TransitionCause = (typeof transitionCauses)[number];

/** (position of the commit, id): see Transaction.announce. */
export type TransitionPosition = { readonly position: number; readonly id: number };

/** One entry or exit. The sum of a segment's entries less its exits is its size. */
export type TransitionRecord = TransitionPosition & {
  readonly segmentId: number;
  readonly segmentKey: string;
  /** The root as it was then. */
  readonly rootId: number;
  /** Its public id; null once it was erased. */
  readonly profileId: string | null;
  readonly entered: boolean;
  /** merge: somebody left because he became a part of somebody else; journeys pass it over. */
  readonly cause: TransitionCause;
  readonly at: number;
  /** `commit`: of which commit it is the consequence; `eventName`: of an event with this name. */
  readonly evidence: JsonObject;
};

export type MembershipRecord = {
  readonly segmentId: number;
  readonly segmentKey: string;
  readonly segmentName: string;
  readonly since: number;
  /** Time alone may end it then, or later. */
  readonly flipsAt: number | null;
};

/** How far a segment is whose members are not known yet. */
export type SegmentBuilding = {
  readonly key: string;
  /** Of what is gone the key. */
  readonly name: string;
  /**
   * `failed`: its first build was given up, so that nobody is in it until somebody publishes it again; `draft`: it was never
   * published; `gone`: there is no such segment (any more).
   */
  readonly stage: 'waiting' | 'scanning' | 'swapping' | 'failed' | 'draft' | 'gone';
  /** Why the last attempt failed; null: none did. */
  readonly failure: ErrorCode | null;
  /** Of the new definition, once everybody was looked at. */
  readonly members: number | null;
  /** When it was asked for; epoch milliseconds; null: it was not. */
  readonly since: number | null;
};

/** Something of a plugin that names a segment. */
export type SegmentUse = {
  /** Key of the segment. */
  readonly segment: string;
  /** What it is, for people. */
  readonly kind: LocalizedText;
  readonly name: string;
  /** Its page in the admin. */
  readonly path: string;
  /** What it does now depends on the segment, which is therefore not removed; else it is a draft. */
  readonly isLive: boolean;
};

/** All that the plugin that keeps segments offers the others. */
export type Segments = SegmentReader & ManagedSegments & ProfileAsker;

/** Who is in which segment, for other plugins: offered by the plugin that keeps it. */
export interface SegmentReader {
  /**
   * Entries and exits, oldest first; nothing appears behind a cursor.
   * @param keys of segments; without: of all
   * @throws RapportError cursor_expired: the position is older than the commit log
   */
  transitions(
    request: { readonly after: TransitionPosition | null; readonly count: number },
    keys?: readonly string[],
  ): Promise<readonly TransitionRecord[]>;
  /** Entries and exits of these people (all their leaves are asked for) since then, oldest first, as long as they are kept. */
  turns(
    leafIds: readonly number[],
    request: { readonly keys: readonly string[]; readonly since: number },
  ): Promise<readonly TransitionRecord[]>;
  /**
   * Who came into a segment in that time, whoever they belong to today: ids in ascending order from behind `after`. Epoch
   * milliseconds. @throws RapportError segment_not_found
   */
  entrants(
    key: string,
    request: { readonly from: number; readonly to: number; readonly after: number; readonly count: number },
  ): Promise<readonly number[]>;
  /** By root; absent where there is none. */
  memberships(rootIds: readonly number[]): Promise<ReadonlyMap<number, readonly MembershipRecord[]>>;
  /** Of these keys those that name a segment. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * Of these segments those whose members are being counted out by a new definition, by key: until that is done they are those of the
   * one before, or none; those whose first count failed for good; and those that have none, because they are drafts or not there.
   */
  building(keys: readonly string[]): Promise<ReadonlyMap<string, SegmentBuilding>>;
  /**
   * How many are in a segment, or there are at all (null), and some of them drawn at random: all where there are no more than `count`,
   * else about so many. @throws RapportError segment_not_found
   */
  draw(key: string | null, count: number): Promise<{ readonly size: number; readonly roots: readonly number[] }>;
  /** Of these segments those that rest, directly or by others, on no trait of a special category and on none that is marked as personal. */
  withoutSpecialCategories(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Roots in ascending order; a position is a root's id. @throws RapportError segment_not_found */
  members(key: string, request: PageRequest<number>): Promise<Page<number>>;
}
