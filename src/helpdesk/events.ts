import type { CarriedIdentifier, HelpdeskContact, HelpdeskReport, IncomingEvent } from '@rapport/sdk';
import { eventOf } from '../domain/conversation/events';
import { placeInTime } from '../domain/conversation/fold';
import type { IdentifierExtractor } from '../domain/event/identifiers';
import { messageKey } from '../domain/event/message-id';

export type EventContext = {
  /** Of the events' source: `helpdesk:support`. */
  readonly sourceRef: string;
  readonly connection: string;
  readonly helpdesk: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
};

/**
 * What a report is on the customer's timeline: who he is (identify), then each fact. The ids come from the helpdesk's own, so that
 * what is told again is counted once, for ever: a helpdesk tells of last year when it is read anew.
 * @param identifiers as identity stores them
 */
export function eventsOf(
  { report, identifiers }: { readonly report: HelpdeskReport; readonly identifiers: readonly CarriedIdentifier[] },
  context: EventContext,
): IncomingEvent[] {
  const { contact, conversation, facts } = report;
  const at = (messageId: string, occurredAt: number): IncomingEvent => ({
    ...blank,
    messageId,
    key: messageKey(context.sourceRef, messageId),
    occurredAt: Math.min(occurredAt, context.receivedAt),
    receivedAt: context.receivedAt,
    identifiers,
  });
  const events: IncomingEvent[] = [];
  if (Object.keys(contact.traits).length > 0) {
    const identify = at(`contact:${contact.id}:${contact.at}`, contact.at);
    events.push({ ...identify, type: 'identify', traits: contact.traits });
  }
  if (conversation === null) return events;
  const of = { conversation_id: conversation, helpdesk: context.helpdesk, connection: context.connection };
  for (const fact of facts) {
    const told = eventOf(fact, of);
    if (told === null) continue;
    events.push({ ...at(`conversation:${conversation}:${fact.key}`, placeInTime(fact)), ...told });
  }
  return events;
}

/** As identity stores them; the contact's own id in the helpdesk comes first. */
export function identifiersOf(contact: HelpdeskContact, extractor: IdentifierExtractor): CarriedIdentifier[] {
  return contact.identifiers.flatMap(({ kind, value, trust }) => {
    const usable = extractor.usable(kind, value);
    return usable === null ? [] : [{ ...usable, trust }];
  });
}

/** What every event of a helpdesk has in common. */
export const blank = {
  type: 'track',
  name: '',
  keyScope: 'permanent',
  originalAt: null,
  previousId: null,
  traits: null,
  traitsOnce: null,
  group: null,
  value: null,
  properties: {},
  context: {},
  trust: 'verified',
  futureFlagged: false,
} as const;
