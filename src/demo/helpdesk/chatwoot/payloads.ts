import type { Json, JsonObject } from '@rapport/sdk';
import {
  account,
  type Contact,
  type Conversation,
  type Inbox,
  inbox as anyInbox,
  type Message,
  type Person,
  type Team,
} from './model';

/** What payloads look up. */
export type Records = {
  readonly contacts: ReadonlyMap<number, Contact>;
  readonly conversations: ReadonlyMap<number, Conversation>;
  readonly messages: ReadonlyMap<number, Message>;
  readonly people: ReadonlyMap<number, Person>;
  readonly teams: ReadonlyMap<number, Team>;
  readonly now: () => number;
};

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1_000);
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

function shared(contact: Contact): JsonObject {
  const { id, name, email, phone_number, identifier, additional_attributes, custom_attributes } = contact;
  return {
    ...{ id, name, email, phone_number, identifier, additional_attributes, custom_attributes },
    ...{ thumbnail: '', blocked: false },
  };
}

/** As the API tells a contact; it does not say when he was changed. */
export function contactInApi(contact: Contact, withInboxes = false): JsonObject {
  return {
    ...shared(contact),
    availability_status: 'offline',
    ...(contact.lastActivityAt === null ? {} : { last_activity_at: seconds(contact.lastActivityAt) }),
    created_at: seconds(contact.createdAt),
    ...(withInboxes ? { contact_inboxes: [] } : {}),
  };
}

export function contactInWebhook(contact: Contact): JsonObject {
  return { account, ...shared(contact), avatar: '' };
}

export function personOf(person: Person): JsonObject {
  const { id, name } = person;
  return { id, name, available_name: name, avatar_url: '', type: 'user', availability_status: 'online', thumbnail: '' };
}

function senderOf({ sender }: Message, records: Records): Json {
  if (sender === null) return null;
  if (sender.type === 'contact') {
    const contact = records.contacts.get(sender.id);
    return contact === undefined ? null : { ...shared(contact), type: 'contact' };
  }
  if (sender.type === 'agent_bot') return { id: sender.id, name: 'Robo', type: 'agent_bot' };
  const person = records.people.get(sender.id);
  return person === undefined ? null : personOf(person);
}

const classNames = { contact: 'Contact', user: 'User', agent_bot: 'AgentBot' } as const;

/** As it stands in `messages[]` of a conversation: with `updated_at`, and the type as a number. */
export function messageInConversation(message: Message, records: Records): JsonObject {
  const conversation = records.conversations.get(message.conversationId);
  return {
    ...messageInApi(message, records),
    account_id: account.id,
    updated_at: iso(message.updatedAt),
    sender_type: message.sender === null ? null : classNames[message.sender.type],
    sender_id: message.sender?.id ?? null,
    conversation: {
      assignee_id: conversation?.assigneeId ?? null,
      last_activity_at: seconds(conversation?.lastActivityAt ?? message.createdAt),
      contact_inbox: { source_id: conversation?.sourceId ?? null },
    },
  };
}

/** As `GET conversations/:id/messages` tells it: without `updated_at`. */
export function messageInApi(message: Message, records: Records): JsonObject {
  const sender = senderOf(message, records);
  return {
    ...{ id: message.id, content: message.content, inbox_id: inboxOf(message, records).id },
    conversation_id: message.conversationId,
    ...{ message_type: message.messageType, content_type: message.contentType, status: message.status },
    ...{ content_attributes: message.contentAttributes, created_at: seconds(message.createdAt) },
    ...{ private: message.isPrivate, source_id: null },
    ...(sender === null ? {} : { sender }),
  };
}

function inboxOf({ conversationId }: Message, { conversations }: Records): Inbox {
  return conversations.get(conversationId)?.inbox ?? anyInbox;
}

const typeNames = ['incoming', 'outgoing', 'activity', 'template'] as const;

export function messageInWebhook(message: Message, records: Records): JsonObject {
  const inbox = inboxOf(message, records);
  const conversation = records.conversations.get(message.conversationId);
  return {
    account,
    ...{ id: message.id, content: message.content, content_type: message.contentType },
    ...{ content_attributes: message.contentAttributes, message_type: typeNames[message.messageType] },
    ...{ private: message.isPrivate, created_at: iso(message.createdAt), source_id: null },
    inbox: { id: inbox.id, name: inbox.name },
    sender: senderOf(message, records),
    ...(conversation === undefined ? {} : { conversation: conversationInWebhook(conversation, records) }),
  };
}

function lastMessage(id: number, records: Records): readonly JsonObject[] {
  const last = [...records.messages.values()].findLast((one) => one.conversationId === id && one.messageType !== 2);
  return last === undefined ? [] : [messageInConversation(last, records)];
}

const windowMilliseconds = 24 * 3_600_000;

/** On WhatsApp only within a day of what the customer wrote last. */
function canReply({ id, inbox }: Conversation, { messages, now }: Records): boolean {
  if (inbox.channel_type !== 'Channel::Whatsapp') return true;
  const last = [...messages.values()].findLast((one) => one.conversationId === id && one.messageType === 0);
  return last !== undefined && last.createdAt > now() - windowMilliseconds;
}

function sharedConversation(conversation: Conversation, records: Records): JsonObject {
  const { id, inbox, status, labels, custom_attributes, createdAt, updatedAt, lastActivityAt } = conversation;
  return {
    ...{ id, account_id: account.id, inbox_id: inbox.id, status, labels: [...labels], custom_attributes },
    ...{
      additional_attributes: {},
      can_reply: canReply(conversation, records),
      snoozed_until: null,
      unread_count: 0,
      priority: null,
    },
    ...{ agent_last_seen_at: 0, contact_last_seen_at: 0, waiting_since: 0, first_reply_created_at: 0 },
    messages: [...lastMessage(id, records)],
    ...{
      created_at: seconds(createdAt),
      timestamp: seconds(lastActivityAt),
      last_activity_at: seconds(lastActivityAt),
    },
    updated_at: updatedAt / 1_000,
  };
}

function metaOf(conversation: Conversation, records: Records, sender: JsonObject | null): JsonObject {
  const assignee = records.people.get(conversation.assigneeId ?? -1);
  const team = records.teams.get(conversation.teamId ?? -1);
  return {
    sender,
    assignee: assignee === undefined ? null : personOf(assignee),
    ...(assignee === undefined ? {} : { assignee_type: 'User' }),
    team: team === undefined ? null : { ...team, description: null, account_id: account.id },
    hmac_verified: conversation.isHmacVerified,
  };
}

export function conversationInApi(conversation: Conversation, records: Records): JsonObject {
  const contact = records.contacts.get(conversation.contactId);
  const meta = metaOf(conversation, records, contact === undefined ? null : contactInApi(contact));
  return { ...sharedConversation(conversation, records), meta: { ...meta, channel: conversation.inbox.channel_type } };
}

export function conversationInWebhook(conversation: Conversation, records: Records): JsonObject {
  const { contactId, inbox, sourceId, isHmacVerified, createdAt } = conversation;
  const contact = records.contacts.get(contactId);
  const sender = contact === undefined ? null : { ...shared(contact), type: 'contact' };
  return {
    ...sharedConversation(conversation, records),
    channel: inbox.channel_type,
    contact_inbox: {
      ...{ id: 600 + conversation.id, contact_id: contactId, inbox_id: inbox.id, source_id: sourceId },
      ...{ created_at: iso(createdAt), updated_at: iso(createdAt), hmac_verified: isHmacVerified },
      pubsub_token: 'a-key-to-the-live-events',
    },
    meta: metaOf(conversation, records, sender),
  };
}
