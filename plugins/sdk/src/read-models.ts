import type { EventType } from './events';
import type { Identifier } from './identity';
import type { Json, JsonObject } from './json';

/** Narrow views for readers. Every method answers for many profiles with one SQL statement. Times are epoch milliseconds. */
export interface ReadModels {
  readonly profiles: ProfileReader;
  readonly timeline: TimelineReader;
  readonly changes: ChangeReader;
  readonly eventNames: EventNameReader;
}

/** A profile as a reader sees it: the root, with the traits of all its leaves folded. */
export type ProfileRecord = {
  /** Internal id of the root: the key for the other readers. Never leaves the house. */
  readonly rootId: number;
  readonly leafIds: readonly number[];
  readonly publicId: string;
  readonly createdAt: number;
  readonly traits: JsonObject;
  readonly traitOrigins: ReadonlyMap<string, TraitOrigin>;
};

export type TraitOrigin = { readonly at: number; readonly source: string; readonly verified: boolean };

export interface ProfileReader {
  /** In the order asked; an old id answers with the winner of its merges; null where nobody is known. */
  byPublicIds(ids: readonly string[]): Promise<(ProfileRecord | null)[]>;
  byIdentifiers(identifiers: readonly Identifier[]): Promise<(ProfileRecord | null)[]>;
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
};

export interface TimelineReader {
  readonly [method: string]: unknown;
}

export interface ChangeReader {
  readonly [method: string]: unknown;
}

export interface EventNameReader {
  readonly [method: string]: unknown;
}

export type { Json };
