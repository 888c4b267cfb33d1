import type { ConversationFact, JsonObject, Party } from '@rapport/sdk';

/** What a fact is on the customer's timeline: in the live chat names of Segment's spec where it has one. */
export type ConversationEvent = { readonly name: string; readonly properties: JsonObject };

/**
 * Of one fact alone, so that the timeline is the same in whichever order facts arrive. null: it is nothing of the customer's (a note
 * among agents, a text of the helpdesk's own).
 */
export function eventOf(fact: ConversationFact, conversation: JsonObject): ConversationEvent | null {
  const event = (name: string, properties: JsonObject = {}): ConversationEvent => ({
    name,
    properties: { ...conversation, ...properties },
  });
  switch (fact.kind) {
    case 'opened':
      return event('Live Chat Conversation Started', withoutNulls({ channel: fact.channel, subject: fact.subject }));
    case 'message':
      return messageEvent(fact, event);
    case 'status':
      if (fact.to === 'resolved') return event('Live Chat Conversation Ended');
      if (fact.from === 'resolved') return event('Conversation Reopened');
      return event('Conversation Status Changed', withoutNulls({ from: fact.from, to: fact.to }));
    case 'assigned':
      return assignedEvent(fact, event);
    case 'labelled':
      return event('Conversation Labelled', { added: [...fact.added], removed: [...fact.removed] });
    case 'rated':
      return event('Conversation Rated', withoutNulls({ rating: fact.rating, comment: fact.comment }));
    case 'noted':
      return event('Conversation Classified', withoutNulls({ topic: fact.topic, outcome: fact.outcome }));
  }
}

type MakeEvent = (name: string, properties?: JsonObject) => ConversationEvent;
type Of<Kind extends ConversationFact['kind']> = Extract<ConversationFact, { kind: Kind }>;

function messageEvent(fact: Of<'message'>, event: MakeEvent): ConversationEvent | null {
  const { key, author, by, isPrivate, text, attachments, found = {} } = fact;
  if (isPrivate || author === 'system') return null;
  const message = {
    message_id: key.replace(/^message:/, ''),
    ...(text === null ? {} : { message_body: text }),
    ...(attachments === 0 ? {} : { attachments }),
  };
  // What the helpdesk itself tells stays.
  if (author === 'customer') return event('Live Chat Message Sent', { ...found, ...message });
  return event('Live Chat Message Received', {
    ...message,
    ...party('agent', by),
    ...(author === 'bot' ? { is_bot: true } : {}),
  });
}

function assignedEvent({ role, from, to }: Of<'assigned'>, event: MakeEvent): ConversationEvent {
  const parties = { ...party(`from_${role}`, from), ...party(role, to) };
  if (to === null) return event('Conversation Unassigned', parties);
  return event(from === null || from.id === to.id ? 'Conversation Assigned' : 'Conversation Handed Over', parties);
}

function party(name: string, one: Party | null): JsonObject {
  return one === null ? {} : { [`${name}_id`]: one.id, ...(one.name === null ? {} : { [`${name}_name`]: one.name }) };
}

function withoutNulls(values: Readonly<Record<string, string | number | null | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])),
  );
}
