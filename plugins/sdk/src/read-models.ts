import type { ConversationFact } from './conversations';
import type { EventType } from './events';
import type { Identifier, ReviewDecision, ReviewReason } from './identity';
import type { Json, JsonObject } from './json';

/**
 * Narrow views for readers. Every method answers for many profiles with one SQL statement (search: two).
 * Times are epoch milliseconds. A *root* is a profile as the world sees it; its *leaves* are the profiles merged into it
 * and itself. Internal ids never leave the house: public ids do.
 */
export interface ReadModels {
  readonly profiles: ProfileReader;
  readonly conversations: ConversationReader;
  readonly timeline: TimelineReader;
  readonly changes: ChangeReader;
  readonly eventNames: EventNameReader;
  readonly reviews: ReviewQueueReader;
}

/** What a list needs to know of a profile: any ProfileRecord is one. */
export type Root = { readonly rootId: number; readonly leafIds: readonly number[] };

/** And from when to when it was active: a timeline looks nowhere else. */
export type ActiveRoot = Root & {
  /** Time of the first event, exactly; null before any. */
  readonly firstSeen: number | null;
  /** At most 5 minutes behind; ProfileReader.lastSeen answers exactly. */
  readonly lastSeenAbout: number | null;
};

/**
 * Who wrote which keys: `[timeMs, messageId, sourceId, flags, keys]`; a key occurs in one group only.
 * Flags: 1 claimed, 2 written once, 4 deleted.
 */
export type TraitOriginGroup = readonly [
  timeMs: number,
  messageId: string,
  sourceId: number,
  flags: number,
  keys: readonly string[],
];

/** A profile as a reader sees it: the root, with the traits of all its leaves folded. */
export type ProfileRecord = ActiveRoot & {
  /** Internal id of the root: the key for the other readers. Never leaves the house. */
  readonly rootId: number;
  /** The root's own id first. */
  readonly leafIds: readonly number[];
  readonly publicId: string;
  readonly createdAt: number;
  readonly traits: JsonObject;
  /** ProfileReader.traitOrigins reads it. */
  readonly origins: readonly TraitOriginGroup[];
};

export type TraitOrigin = { readonly at: number; readonly source: string; readonly verified: boolean };

export type IdentifierRecord = Identifier & {
  readonly verified: boolean;
  /** A previous user id: it still finds the profile. */
  readonly retired: boolean;
  readonly source: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
};

export type AccountRecord = {
  readonly publicId: string;
  /** The helpdesk connection that owns the id; '' for `group` calls. */
  readonly connection: string;
  readonly externalId: string;
  readonly traits: JsonObject;
  readonly firstSeen: number;
  readonly lastSeen: number;
};

export type MergeRecord = {
  readonly publicId: string;
  /** Public ids of the two as they were; both answer with today's profile. */
  readonly winnerId: string;
  readonly loserId: string;
  /** Leaves, for ProfileReader.byLeafIds. */
  readonly winnerLeafId: number;
  readonly loserLeafId: number;
  readonly evidence: Json;
  readonly actor: string;
  readonly at: number;
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
};

export type ReviewRecord = {
  readonly publicId: string;
  readonly type: 'conflict' | 'suggestion';
  readonly reason: ReviewReason;
  readonly leafId: number;
  /** Equal to leafId where only a value was left out. */
  readonly otherLeafId: number;
  /** The identifier that was left out. */
  readonly identifier: Identifier;
  readonly evidence: Json;
  readonly source: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly status: 'open' | 'merged' | 'kept_apart' | 'dismissed';
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
};

export type ConversationRecord = {
  readonly publicId: string;
  readonly connection: string;
  readonly externalId: string;
  readonly leafId: number;
  readonly channel: string | null;
  readonly status: string;
  readonly team: string | null;
  readonly agent: string | null;
  readonly handoffs: number;
  readonly openedAt: number;
  readonly firstReplyAt: number | null;
  readonly resolvedAt: number | null;
  /** How often it was open again after it was resolved. */
  readonly reopened: number;
  readonly rating: number | null;
  readonly topic: string | null;
  /** What came of it, in one line. */
  readonly outcome: string | null;
  readonly lastWriter: 'customer' | 'agent' | 'bot' | null;
  readonly lastWrittenAt: number | null;
};

/** A stretch of an ordered list, in the list's own order. */
export type Page<T> = { readonly items: readonly T[]; readonly hasNext: boolean; readonly hasPrevious: boolean };

/**
 * Which stretch: `count` items after the position `after` (forward: true) or before the position `before` (forward: false).
 * Both positions may be given; both are exclusive.
 */
export type PageRequest<Position> = {
  readonly count: number;
  readonly forward: boolean;
  readonly after?: Position | undefined;
  readonly before?: Position | undefined;
};

/** Where a search stands: the entry that was looked at last. */
export type SearchPosition = { readonly token: string; readonly key: string; readonly leafId: number };
export type SearchRequest = PageRequest<SearchPosition> & {
  readonly text: string;
  /** Where to look: names of searched traits, `email`, `phone`. */
  readonly keys: readonly string[];
};
export type SearchHit = { readonly rootId: number; readonly position: SearchPosition };
export type SearchPage = Page<SearchHit> & {
  /** Where to go on; present also on a page that came out short because its bound of looked-at entries was reached. */
  readonly end: SearchPosition | null;
};

/** Where a walk through everybody stands: the leaf that was looked at last, and when it was seen, to within 5 minutes. */
export type CustomerPosition = { readonly lastSeen: number; readonly leafId: number };
export type CustomerEntry = {
  readonly rootId: number;
  /** Time of the newest event, exactly; null where there is none. */
  readonly lastSeen: number | null;
  readonly position: CustomerPosition;
};
export type CustomersPage = Page<CustomerEntry> & {
  /** Where to go on after a page that came out short because its bound of looked-at entries was reached; else null. */
  readonly end: CustomerPosition | null;
};

/** Completed orders less refunds. */
export type OrderTotals = {
  /** How many were completed, in any currency. */
  readonly orders: number;
  /** Sum of their main numbers less those of refunds, in `currency` only. */
  readonly total: number;
  /** ISO 4217, of most orders; null where they name none. */
  readonly currency: string | null;
  /** There are orders in other currencies, which `total` leaves out. */
  readonly otherCurrencies: boolean;
};

export interface ProfileReader {
  /** In the order asked; an old id answers with the winner of its merges; null where nobody is known. */
  byPublicIds(ids: readonly string[]): Promise<(ProfileRecord | null)[]>;
  /** Values as normalised by IdentityCommands.normalise. */
  byIdentifiers(identifiers: readonly Identifier[]): Promise<(ProfileRecord | null)[]>;
  /** Today's roots of leaves (or roots). */
  byLeafIds(ids: readonly number[]): Promise<(ProfileRecord | null)[]>;

  /**
   * What each set of leaves would look like as a profile of its own, the root's traits first. Their `rootId` is a key for the
   * other readers and belongs to no profile, so that it is never taken for today's.
   */
  asIf(roots: readonly Root[]): Promise<(ProfileRecord | null)[]>;

  /** Time of the newest event by root, exactly; absent where there is none. */
  lastSeen(roots: readonly Root[]): Promise<ReadonlyMap<number, number>>;
  traitOrigins(profile: ProfileRecord): Promise<ReadonlyMap<string, TraitOrigin>>;

  /** By root; absent where there are none. Bounds of a list: readLimits in src/store/read-models. */
  identifiers(roots: readonly Root[]): Promise<ReadonlyMap<number, readonly IdentifierRecord[]>>;
  accounts(roots: readonly Root[]): Promise<ReadonlyMap<number, readonly AccountRecord[]>>;
  /** Undone ones too, newest first. */
  merges(roots: readonly Root[]): Promise<ReadonlyMap<number, readonly MergeRecord[]>>;
  /** Decided ones too, newest first. */
  reviews(roots: readonly Root[]): Promise<ReadonlyMap<number, readonly ReviewRecord[]>>;
  conversations(roots: readonly Root[]): Promise<ReadonlyMap<number, readonly ConversationRecord[]>>;

  accountsByPublicIds(ids: readonly string[]): Promise<(AccountRecord | null)[]>;
  mergesByPublicIds(ids: readonly string[]): Promise<(MergeRecord | null)[]>;
  reviewsByPublicIds(ids: readonly string[]): Promise<(ReviewRecord | null)[]>;
  conversationsByPublicIds(ids: readonly string[]): Promise<(ConversationRecord | null)[]>;

  /**
   * Profiles of which every word of `text` begins a word of a searched trait, an e-mail address or a phone number; in the
   * order of the words found, each profile once.
   */
  search(request: SearchRequest): Promise<SearchPage>;
  /** Everybody, newest activity first (in an order that is right to within 5 minutes), each customer once. */
  newest(request: PageRequest<CustomerPosition>): Promise<CustomersPage>;
  /** By root; absent where nothing was ordered. */
  orders(roots: readonly Root[]): Promise<ReadonlyMap<number, OrderTotals>>;
}

export interface ConversationReader {
  /** By the helpdesks' own ids, in the order asked; null where nothing was told of it. */
  byExternalIds(
    ids: readonly Pick<ConversationRecord, 'connection' | 'externalId'>[],
  ): Promise<(ConversationRecord | null)[]>;
  /** What was said and done in each, in the order in which it happened, by public id; one statement for all. */
  facts(
    conversations: readonly Pick<ConversationRecord, 'publicId' | 'connection' | 'externalId'>[],
  ): Promise<ReadonlyMap<string, readonly ConversationFact[]>>;
}

export type TimelineEvent = {
  readonly id: number;
  readonly leafId: number;
  readonly type: EventType;
  readonly name: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly originalAt: number | null;
  readonly messageId: string;
  readonly value: number | null;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly identifiers: readonly (readonly [kind: string, value: string, trust: string])[];
  readonly source: string;
  /** The timestamp was more than 24 h ahead: occurredAt is receivedAt. */
  readonly futureFlagged: boolean;
  /** Came by an import or a backfill. */
  readonly historical: boolean;
};

export type TimelinePosition = { readonly occurredAt: number; readonly id: number };
/** The large parts of an event. */
export const eventParts = ['properties', 'context', 'identifiers'] as const;
export type EventPart = (typeof eventParts)[number];
/** Newest first. `from` is inclusive, `to` exclusive. Empty lists of names or types match nothing. */
export type TimelineRequest = PageRequest<TimelinePosition> & {
  readonly names?: readonly string[] | undefined;
  readonly types?: readonly EventType[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Parts that are not read: they come empty. Half of what a page costs is reading parts that nobody looks at. */
  readonly without?: readonly EventPart[] | undefined;
};

export interface TimelineReader {
  /** One page for each root, by root id; one statement for all. */
  pages(roots: readonly ActiveRoot[], request: TimelineRequest): Promise<ReadonlyMap<number, Page<TimelineEvent>>>;
  /** By where they stand; null where there is no such event. */
  byPositions(positions: readonly TimelinePosition[]): Promise<(TimelineEvent | null)[]>;
}

export const changeKinds = ['profile', 'merge', 'unmerge', 'erasure'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type ChangePosition = { readonly position: number; readonly index: number };
export type ChangeRecord = ChangePosition & {
  readonly kind: ChangeKind;
  readonly at: number;
  /** Public id of the profile to which the changed one belongs today; null once it is erased. */
  readonly profileId: string | null;
  readonly rootId: number | null;
  /** erasure: the id under which the profile was known, for those who keep copies; else null. */
  readonly erasedProfileId: string | null;
  /** Public id of the merge that was made or undone. */
  readonly mergeId: string | null;
};

export interface ChangeReader {
  /**
   * Oldest first. A transaction is numbered after it is visible: nothing appears behind a cursor.
   * @throws RapportError cursor_expired: `after` is older than what is kept, or of another database
   */
  page(request: PageRequest<ChangePosition>): Promise<Page<ChangeRecord>>;
  byPositions(positions: readonly ChangePosition[]): Promise<(ChangeRecord | null)[]>;
}

export type EventNameRecord = {
  readonly id: number;
  readonly type: EventType;
  readonly name: string;
  readonly count: number;
  readonly firstSeen: number;
  /** Day of the newest event, YYYY-MM-DD. */
  readonly lastDay: string | null;
};
export type EventNamePosition = { readonly name: string; readonly id: number };
export type EventNameRequest = PageRequest<EventNamePosition> & {
  readonly types?: readonly EventType[] | undefined;
  /** Case-sensitive beginning of the name. */
  readonly prefix?: string | undefined;
};

export interface EventNameReader {
  /** Ordered by name (code units), then by id. */
  page(request: EventNameRequest): Promise<Page<EventNameRecord>>;
  byIds(ids: readonly number[]): Promise<(EventNameRecord | null)[]>;
}

/** An open review, with its place in the queue. */
export type OpenReview = ReviewRecord & { readonly id: number };
export type OpenReviewRequest = PageRequest<number> & { readonly type?: ReviewRecord['type'] | undefined };

export interface ReviewQueueReader {
  /** Open ones of all customers, oldest first. */
  open(request: OpenReviewRequest): Promise<Page<OpenReview>>;
  /** How many are open, each counted up to 1,000. */
  count(): Promise<{ readonly conflicts: number; readonly suggestions: number }>;
}

export type { Json, ReviewDecision };
