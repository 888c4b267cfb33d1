import type { IncomingEvent } from '@rapport/sdk';
import { previousIdentifiers } from '../domain/identity/candidate';
import type { SeenIdentifier } from '../store/identifiers';
import { identifierKey } from '../domain/identity/graph';
import type { IngestRequest } from './request';

/** One event of a transaction, with what the dictionaries know of it. */
export type Item = {
  readonly event: IncomingEvent;
  /** Position in the transaction's requests, and in the request's events: where the outcome is reported. */
  readonly request: number;
  readonly index: number;
  readonly sourceId: number;
  readonly sourceRef: string;
  readonly nameId: number;
  readonly historical: boolean;
};

/** The distinct identifiers that the items carry, each with the latest time at which it was seen. */
export function carriedIdentifiers(items: readonly Item[]): SeenIdentifier[] {
  const distinct = new Map<string, SeenIdentifier>();
  for (const { event } of items) {
    for (const { kind, value } of event.identifiers) remember(distinct, { kind, value, at: event.occurredAt });
    if (event.previousId === null) continue;
    for (const one of previousIdentifiers(event.previousId)) remember(distinct, { ...one, at: event.occurredAt });
  }
  return [...distinct.values()];
}

function remember(distinct: Map<string, SeenIdentifier>, identifier: SeenIdentifier): void {
  const key = identifierKey(identifier);
  const present = distinct.get(key);
  if (present === undefined || present.at < identifier.at) distinct.set(key, identifier);
}

/** Everything of the requests that the dictionaries must know before the transaction begins. */
export function dictionaryNeeds(requests: readonly IngestRequest[], at: number) {
  const sources = new Set<string>();
  const kinds = new Set<string>();
  const names = new Map<string, Pick<IncomingEvent, 'type' | 'name'>>();
  for (const { origin, events } of requests) {
    sources.add(origin.sourceRef);
    for (const { type, name, identifiers, previousId } of events) {
      names.set(`${type} ${name}`, { type, name });
      for (const { kind } of identifiers) kinds.add(kind);
      if (previousId !== null) for (const { kind } of previousIdentifiers(previousId)) kinds.add(kind);
    }
  }
  return { sources, kinds, names: names.values(), at };
}
