import type { ConversationFact, JsonObject, TransitionCause } from '@rapport/sdk';
import type { ConsentEntry, Suppression } from '../consent/consent';
import type { Talk } from '../consent/hold';
import type { SeenEvent } from '../journey/selector';
import type { Counted } from '../time/cap';

/** Times are epoch milliseconds. `told`: when Rapport came to know. */
export type PastEvent = {
  readonly told: number;
  readonly leafId: number;
  readonly event: SeenEvent;
  readonly historical: boolean;
};
export type PastTurn = {
  readonly told: number;
  readonly leafId: number;
  readonly segment: string;
  readonly entered: boolean;
  readonly cause: TransitionCause;
};
/** Traits that one call wrote; null deletes. */
export type PastTraits = { readonly told: number; readonly at: number; readonly traits: JsonObject };
export type PastFact = {
  /** Of which conversation. */
  readonly conversation: string;
  readonly at: number;
  readonly kind: ConversationFact['kind'];
  /** Of a status: `resolved`. */
  readonly status: string | null;
  /** Of a message: the customer wrote it. */
  readonly isCustomer: boolean;
  readonly rating: number | null;
};

/** What is recorded of one person, as far as it decides about journeys and messages. Everything in the order of its time. */
export type PersonPast = {
  readonly rootId: number;
  readonly publicId: string;
  /** Today's. */
  readonly traits: JsonObject;
  readonly written: readonly PastTraits[];
  readonly events: readonly PastEvent[];
  /** Segments of today. */
  readonly segments: readonly string[];
  readonly turns: readonly PastTurn[];
  readonly identifiers: readonly PastIdentifier[];
  readonly consents: readonly (ConsentEntry & { readonly told: number })[];
  readonly suppressions: readonly Suppression[];
  /** Marketing by other campaigns. */
  readonly sent: readonly Counted[];
  readonly facts: readonly PastFact[];
};

export type PastIdentifier = {
  readonly kind: string;
  readonly value: string;
  readonly verified: boolean;
  readonly retired: boolean;
  readonly firstSeen: number;
  readonly lastSeen: number;
};

/**
 * Traits as they were then. What calls wrote is known by their events; a trait that no call wrote (a file's, one of long ago) counts as
 * it is today.
 */
export function traitsAt({ traits, written }: Pick<PersonPast, 'traits' | 'written'>, at: number): JsonObject {
  const values: JsonObject = { ...traits };
  for (const one of written) for (const key of Object.keys(one.traits)) delete values[key];
  for (const one of [...written].filter(({ told }) => told <= at).sort((a, b) => a.at - b.at))
    for (const [key, value] of Object.entries(one.traits)) {
      if (value === null) delete values[key];
      else values[key] = value;
    }
  return values;
}

/** Segments that he was in then: today's, with what happened since taken back. */
export function segmentsAt(
  { segments, turns }: Pick<PersonPast, 'segments' | 'turns'>,
  at: number,
): ReadonlySet<string> {
  const found = new Set(segments);
  for (const { segment, entered } of turns.filter(({ told }) => told > at).reverse()) {
    if (entered) found.delete(segment);
    else found.add(segment);
  }
  return found;
}

/** His conversations as they stood then. */
export function talksAt(facts: readonly PastFact[], at: number): readonly Talk[] {
  const talks = new Map<string, Talk>();
  for (const fact of facts) {
    if (fact.at > at) continue;
    const talk = talks.get(fact.conversation) ?? { isResolved: false, writtenAt: null, rating: null, ratedAt: null };
    talks.set(fact.conversation, {
      isResolved: fact.status === null ? talk.isResolved : fact.status === 'resolved',
      writtenAt: fact.isCustomer ? fact.at : talk.writtenAt,
      ...(fact.rating === null
        ? { rating: talk.rating, ratedAt: talk.ratedAt }
        : { rating: fact.rating, ratedAt: fact.at }),
    });
  }
  return [...talks.values()];
}

/** A fact of the helpdesk as it is kept: what of it tells how a conversation stood. */
export function pastFactOf(conversation: string, at: number, fact: JsonObject): PastFact | null {
  const { kind } = fact;
  const plain = { conversation, at, status: null, isCustomer: false, rating: null };
  switch (kind) {
    case 'opened':
      return { ...plain, kind };
    case 'message':
      return { ...plain, kind, isCustomer: fact['author'] === 'customer' };
    case 'status':
      return { ...plain, kind, status: typeof fact['to'] === 'string' ? fact['to'] : null };
    case 'rated':
      return { ...plain, kind, rating: typeof fact['rating'] === 'number' ? fact['rating'] : null };
    default:
      return null;
  }
}
