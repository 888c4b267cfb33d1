import type { Logger } from 'pino';
import type { EventType } from './events';
import type { ErrorCode } from './errors';
import type { Actor, Identifier, ReviewDecision, Trust } from './identity';
import type { Helpdesks } from './helpdesk';
import type { Imports } from './imports';
import type { Json, JsonObject } from './json';
import type { AuditLog } from './audit';
import type { Authenticator } from './auth';
import type { PrivacyCommands } from './privacy';
import type { Secrets } from './secrets';
import type { EventCatalogue } from './catalogue';
import type { Channel } from './channel';
import type { Database, Session } from './database';
import type { Operations } from './operations';
import type { LiveUpdates } from './live';
import type { Segments, SegmentUse } from './membership';
import type { ReadModels, Root } from './read-models';
import type { ConditionKind } from './segments';
import type { SavedViews } from './saved-views';
import type { RejectedEvents } from './rejected';
import type { Sources } from './sources';
import type { TrackingPlans } from './tracking-plans';

/** An identifier as an event carried it. */
export type CarriedIdentifier = Identifier & { readonly trust: Trust };

/**
 * One event, parsed and trusted: the shape that every door (HTTP, GraphQL, import, helpdesk webhook) hands to ingest.
 * All times are epoch milliseconds.
 */
export type IncomingEvent = {
  readonly type: EventType;
  /** Name of a track event, page or screen; '' where the call has none. */
  readonly name: string;
  readonly messageId: string;
  /** 32 hex digits: SHA-256(source, messageId) cut to 16 bytes; for imports SHA-256(file hash, line). */
  readonly key: string;
  /** `window`: remembered for at least 7 days; `permanent`: for ever (imports, backfills). */
  readonly keyScope: 'window' | 'permanent';
  /** Corrected for a wrong client clock, see semantics in docs/sending-events.md. */
  readonly occurredAt: number;
  /** The client's own timestamp where it differs from occurredAt. */
  readonly originalAt: number | null;
  readonly receivedAt: number;
  /** Ordered by nothing; the planner orders them by the policy. Never empty. */
  readonly identifiers: readonly CarriedIdentifier[];
  /** alias only: the previous id, looked up as user_id, then as anonymous_id. */
  readonly previousId: string | null;
  /** Traits to write on the profile (identify; others by setting); null where the call writes none. null values delete. */
  readonly traits: JsonObject | null;
  /** Traits written once: they never replace a value. */
  readonly traitsOnce: JsonObject | null;
  /** group only: the account and its traits. */
  readonly group: { readonly externalId: string; readonly traits: JsonObject } | null;
  /** The event's main number (revenue, total, value, price), if any. */
  readonly value: number | null;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly trust: Trust;
  readonly futureFlagged: boolean;
};

/** Where events come from: a Strapi source, an import, a mutation. */
export type EventOrigin = {
  /** Stable text: Strapi's documentId of the source, `import`, `graphql`. */
  readonly sourceRef: string;
  /** Imports, backfills and replays start no journey and are marked on the event. */
  readonly historical: boolean;
};

/** An event that the door refused; it is kept in the same transaction as the accepted ones. */
export type RejectedEvent = {
  readonly messageId: string | null;
  readonly code: ErrorCode;
  readonly message: string;
  readonly body: string;
  readonly receivedAt: number;
};

/** What became of the events of one request, after the commit. `outcomes[i]` belongs to `events[i]`. */
export type IngestReceipt = {
  readonly accepted: number;
  readonly duplicates: number;
  /** Of people who were erased since these happened: nothing of them is kept. */
  readonly erased: number;
  readonly outcomes: readonly ('accepted' | 'duplicate' | 'erased' | 'event_names_exhausted')[];
};

export interface Ingest {
  /**
   * Resolves after the transaction that holds the events has committed; requests that arrive together share one.
   * @throws RapportError overloaded, database_unavailable, shutting_down: nothing of the request was kept.
   */
  accept(
    origin: EventOrigin,
    events: readonly IncomingEvent[],
    rejected: readonly RejectedEvent[],
  ): Promise<IngestReceipt>;
}

export type RejectedInput = {
  /** Place in the request. */
  readonly index: number;
  readonly messageId: string | null;
  readonly code: ErrorCode;
  readonly message: string;
};
export type DoorReceipt = {
  readonly accepted: number;
  readonly duplicates: number;
  /** As in IngestReceipt. */
  readonly erased: number;
  readonly rejected: readonly RejectedInput[];
};

/** The door for calls that do not come by its HTTP address: the same parsing, limits, rejections and transaction. */
export interface Door {
  /**
   * @param raw calls of the Segment spec, unparsed: `{ type, userId, event, properties, messageId ... }`
   * @throws RapportError as Ingest.accept
   */
  submit(origin: EventOrigin, raw: readonly unknown[], trust: Trust): Promise<DoorReceipt>;
}

/** Remembers the answers of commands by the caller's own key, so that a repeated command is answered and not done again. */
export interface Idempotency {
  /**
   * Runs `work` once for (principal, key). While it runs elsewhere: concurrent_change. What `work` throws is not remembered.
   * @param request everything that makes the command what it is
   * @throws RapportError idempotency_key_reused where the key was used with another request
   */
  once(principal: string, key: string, request: Json, work: () => Promise<JsonObject>): Promise<JsonObject>;
}

/** Bounds of GraphQL: `graphql` in config/rapport.ts. */
export type GraphqlSettings = {
  readonly depthMax: number;
  /** Objects that a query may return, by its page sizes. */
  readonly costMax: number;
  readonly aliasesMax: number;
  readonly pageSizeMax: number;
  readonly bodyBytesMax: number;
  readonly timeoutSeconds: number;
  readonly persistedQueriesMax: number;
  readonly introspection: boolean;
};

/** The agents' panel inside a helpdesk: `panel` in config/rapport.ts. */
export type PanelSettings = {
  /** Origins of pages that may show it in a frame, beside those of the connected helpdesks. */
  readonly frameAncestors: readonly string[];
  /** How long an agent is signed in. */
  readonly shiftHours: number;
  /** How long a sign-in link works, once. */
  readonly linkMinutes: number;
};

/** What is personal beyond the reserved traits of the spec: `privacy` in config/rapport.ts. */
export type PrivacySettings = {
  readonly personalTraits: readonly string[];
  readonly personalKinds: readonly string[];
  /** Which reads of profiles the audit log holds: none, those by people and those with pii.read, or all. */
  readonly auditReads: 'off' | 'personal' | 'all';
};

/** A model behind an API like OpenAI's: `sentiment.model` in config/rapport.ts, and SENTIMENT_MODEL_KEY. */
export type SentimentModelSettings = {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
  /** Beyond that the lexicon answers. */
  readonly timeoutMilliseconds: number;
};

export type MergePreview = {
  readonly winnerId: string;
  readonly loserId: string;
  readonly traits: JsonObject;
  /** Traits whose value differs: what the winner has, what the loser has, what the merged profile will show. */
  readonly changes: readonly {
    readonly key: string;
    readonly winner: Json;
    readonly loser: Json;
    readonly result: Json;
  }[];
  readonly identifierCount: number;
  /** Why it is not possible, if so: the limits that it would break. A merge by hand may overrule `never_merge` only. */
  readonly obstacles: readonly string[];
};

/** The two profiles that an undone merge would leave: for ProfileReader.asIf. */
export type UnmergeSides = { readonly first: Root; readonly second: Root };

/** Every command names its actor; every answer carries public ids. */
export interface IdentityCommands {
  /** The value as identity stores it (e-mail lower-cased, phone as E.164 ...); null where it names nobody. */
  normalise(identifier: Identifier): Identifier | null;
  mergePreview(first: string, second: string): Promise<MergePreview>;
  /** @throws profile_not_found, merge_same_profile, merge_limit, concurrent_change */
  merge(first: string, second: string, actor: Actor, reason?: string): Promise<{ mergeId: string; winnerId: string }>;
  /** @throws merge_not_found, merge_already_undone */
  unmergePreview(mergeId: string): Promise<UnmergeSides>;
  /** @throws merge_not_found, merge_already_undone */
  unmerge(mergeId: string, actor: Actor): Promise<{ firstId: string; secondId: string }>;
  /** @throws review_not_found, review_already_decided, merge_limit */
  decide(reviewId: string, decision: ReviewDecision, actor: Actor): Promise<{ mergeId: string | null }>;
  /** Moves one identifier to a new profile of its own, without its history. @throws identifier_not_found, identifier_is_last */
  separate(identifier: Identifier, actor: Actor): Promise<{ profileId: string }>;
}

/**
 * What the house offers its plugins. Built once, in src/core.ts; handed to every part of a plugin that runs.
 */
export interface Core {
  readonly log: Logger;
  /** Epoch milliseconds. The only clock: tests and back-tests move it. */
  readonly now: () => number;
  readonly ingest: Ingest;
  readonly identity: IdentityCommands;
  readonly read: ReadModels;
  readonly auth: Authenticator;
  readonly door: Door;
  readonly sources: Sources;
  readonly rejected: RejectedEvents;
  readonly catalogue: EventCatalogue;
  readonly plans: TrackingPlans;
  readonly idempotency: Idempotency;
  readonly audit: AuditLog;
  readonly privacy: PrivacyCommands;
  readonly secrets: Secrets;
  readonly savedViews: SavedViews;
  readonly imports: Imports;
  readonly helpdesks: Helpdesks;
  readonly operations: Operations;
  /** For pages of a plugin that are open. */
  readonly live: LiveUpdates;
  /** Null where no plugin keeps segments. */
  readonly segments: Segments | null;
  /** What of other plugins names one of these segments, by key. */
  readonly segmentUses: (sql: Session, keys: readonly string[]) => Promise<readonly SegmentUse[]>;
  /** Kinds of conditions that plugins add to the language of segments. */
  readonly conditionKinds: readonly ConditionKind[];
  /** Channels of all plugins. */
  readonly channels: readonly Channel[];
  /** For the tables of a plugin. */
  readonly database: Database;
  /** After a commit that leaves something to do: lanes, sequencer and loops look at once. A hint: without it they look a second later. */
  readonly wake: () => void;
  /**
   * How long what happens now waits until lanes have followed it, in milliseconds, as far as this process can tell; 0 where it follows
   * nothing. Who does much that nobody waits for does less while that is long.
   */
  readonly followMilliseconds: () => number;
  /** HMAC-SHA256 of personal data under the installation's key, 64 hex digits: an id that tells nothing. */
  readonly digest: (text: string) => string;
  readonly settings: {
    readonly graphql: GraphqlSettings;
    readonly privacy: PrivacySettings;
    readonly panel: PanelSettings;
    /** Traits by which profiles are searched. */
    readonly search: { readonly traits: readonly string[] };
    /** How traits of merged profiles become one view: `ranked` by a trait, or as `identity.traits.merge` says. */
    readonly traitsMerge: 'newest' | 'survivor' | 'primary' | 'ranked';
    /** Reads how messages of customers sound instead of the lexicon; null: nothing of them is sent anywhere. */
    readonly sentimentModel: SentimentModelSettings | null;
    /** IANA name: calendar days and hours of the workspace. */
    readonly timeZone: string;
    /** Whether a new installation gets the ready situations by itself. */
    readonly installSituations: boolean;
  };
}
