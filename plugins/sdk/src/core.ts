import type { Logger } from 'pino';
import type { EventType } from './events';
import type { ErrorCode } from './errors';
import type { Actor, Identifier, ReviewDecision, Trust } from './identity';
import type { Json, JsonObject } from './json';
import type { Authenticator } from './auth';
import type { ReadModels } from './read-models';

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
  readonly outcomes: readonly ('accepted' | 'duplicate' | 'event_names_exhausted')[];
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

/** Every command names its actor; every answer carries public ids. */
export interface IdentityCommands {
  mergePreview(first: string, second: string): Promise<MergePreview>;
  /** @throws profile_not_found, merge_same_profile, merge_limit, concurrent_change */
  merge(first: string, second: string, actor: Actor, reason?: string): Promise<{ mergeId: string; winnerId: string }>;
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
}
