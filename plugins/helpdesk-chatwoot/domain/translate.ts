import { factOf, isJsonObject, type HelpdeskReport, type Json, type JsonObject, writtenPrefix } from '@rapport/sdk';
import { isCreation } from './changes';
import { withCarried } from './carried';
import { contactOf, noEvidence, traitsOf } from './contact';
import {
  carriedFacts,
  contactIn,
  evidenceIn,
  factsOfChange,
  initialStatus,
  reportOf,
  timeOf,
  type Reading,
} from './conversation';
import { eventOf } from './event';
import { completed, messageFacts } from './message';
import { moment } from './moment';
import { isOurNote } from './ours';
import {
  contactDelivery,
  contactPayload,
  conversationPayload,
  messageDelivery,
  ownedDelivery,
  readPayload,
  widgetDelivery,
  type Changes,
} from './payload';
import { statusOf } from './status';

/**
 * A delivery that is believed becomes reports: none where it is noise or of no interest. Reads nothing but the body, so that the
 * same delivery gives the same reports, in whatever order and however often they come.
 * @throws RapportError invalid_body, with the path
 */
export function translate(body: Json, reading: Reading): HelpdeskReport[] {
  const event = eventOf(body);
  switch (event?.kind) {
    case undefined:
      return [];
    case 'conversation':
      return ofConversation(body, event.name, reading);
    case 'message':
      return ofMessage(body, reading);
    case 'contact':
      return ofContact(body, reading);
    case 'widget':
      return ofWidget(body, reading);
  }
}

function ofConversation(body: Json, name: string, reading: Reading): HelpdeskReport[] {
  const conversation = readPayload(conversationPayload, body);
  const contact = (): ReturnType<typeof contactIn> => contactIn(conversation, reading);
  const carried = carriedFacts(conversation);
  switch (name) {
    case 'conversation_created':
      return [reportOf(conversation, contact(), [...carried, ...initialStatus(conversation)])];
    case 'conversation_updated': {
      const { changed_attributes: changes } = conversation;
      const facts = factsOfChange(conversation);
      const isNoise = changes !== null && facts.length === 0 && !isCreation(changes);
      return isNoise ? [] : [reportOf(conversation, contact(), [...carried, ...facts])];
    }
    // Real ones mostly do not say what was before: then the twin conversation_updated tells the change, and tells it better.
    case 'conversation_status_changed':
      return [reportOf(conversation, contact(), [...carried, ...factsOfChange(conversation)])];
    // Of agent bots and of 2021: no twin is sure to come, so what is now is told.
    case 'conversation_opened':
    case 'conversation_resolved': {
      const facts = factsOfChange(conversation);
      const status = statusOf(conversation.status);
      const isTold = facts.length > 0 || status === null;
      const now = isTold ? [] : [factOf.status(timeOf(conversation), null, status)];
      return [reportOf(conversation, contact(), [...carried, ...facts, ...now])];
    }
    // Automation rules and macros carry the conversation as it is, and what they changed is told by its own webhooks.
    default:
      return [reportOf(conversation, contact(), carried)];
  }
}

function ofMessage(body: Json, reading: Reading): HelpdeskReport[] {
  const { conversation, ...told } = readPayload(messageDelivery, body);
  const message = completed({ ...told, conversation: null }, conversation.messages);
  if (isOurNote(message)) return [];
  const others = { ...conversation, messages: conversation.messages.filter(({ id }) => id !== message.id) };
  const facts = [...carriedFacts(others), ...messageFacts(message)];
  const contact = contactIn(conversation, reading, message, ownedDelivery.safeParse(body).data);
  return [withCarried(reportOf(conversation, contact, facts), [message])];
}

function ofContact(body: Json, { connection, deliveredAt }: Reading): HelpdeskReport[] {
  const payload = readPayload(contactDelivery, body);
  const { changed_attributes: changes } = payload;
  if (changes !== null && isNoise(changes)) return [];
  const updated = moment.safeParse(changes?.get('updated_at')?.to);
  const contact = contactOf(payload, connection, noEvidence, updated.success ? updated.data : deliveredAt);
  return [
    { contact: { ...contact, traits: { ...gone(body, changes), ...contact.traits } }, conversation: null, facts: [] },
  ];
}

/** Each incoming message touches the contact, and our own attributes come back to us. */
function isNoise(changes: NonNullable<Changes>): boolean {
  return [...changes].every(([key, { from, to }]) => {
    if (key === 'updated_at' || key === 'last_activity_at') return true;
    return key === 'custom_attributes' && JSON.stringify(notOurs(from)) === JSON.stringify(notOurs(to));
  });
}

function notOurs(attributes: Json): [string, Json][] {
  if (!isJsonObject(attributes)) return [];
  return Object.entries(attributes)
    .filter(([key]) => !key.startsWith(writtenPrefix))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The traits that the change took away: null, which deletes. */
function gone(body: Json, changes: Changes): JsonObject {
  if (changes === null || !isJsonObject(body)) return {};
  const previous = Object.fromEntries([...changes].map(([key, { from }]) => [key, from]));
  const before = traitsOf(readPayload(contactPayload, { ...body, ...previous }));
  return Object.fromEntries(Object.keys(before).map((key) => [key, null]));
}

/** The top-level id is that of the contact's place in the inbox. Of the current conversation nothing new is told. */
function ofWidget(body: Json, { connection, deliveredAt }: Reading): HelpdeskReport[] {
  const { contact, current_conversation: current } = readPayload(widgetDelivery, body);
  const isHis = current !== null && contact.id === (current.contact_inbox?.contact_id ?? current.meta?.sender?.id);
  const evidence = isHis ? evidenceIn(current) : noEvidence;
  return [{ contact: contactOf(contact, connection, evidence, deliveredAt), conversation: null, facts: [] }];
}
