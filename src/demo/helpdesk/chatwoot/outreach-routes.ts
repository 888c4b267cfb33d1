import { isJsonObject, type JsonObject } from '@rapport/sdk';
import type { ChatwootAccount } from './chatwoot';
import type { Contact, Conversation, Inbox } from './model';
import { contactInApi, conversationInApi } from './payloads';
import { type ApiRequest, found, invalid, type Route, textOf } from './request';

const contactsPerPage = 15;

/** Who the contact is in the inbox; null: it does not reach him. A visitor of the site is reached by the site alone. */
function sourceIdIn({ channel_type: channel }: Inbox, { email, phone_number: phone }: Contact): string | null {
  if (channel === 'Channel::Email') return email;
  if (channel === 'Channel::Whatsapp') return phone?.replace('+', '') ?? null;
  return null;
}

function search({ account, query }: ApiRequest) {
  const wanted = (query.get('q') ?? '').trim().toLowerCase();
  if (wanted === '') throw invalid('Specify search string with parameter q');
  const all = [...account.contacts.values()].filter((one) =>
    [one.name, one.email, one.phone_number, one.identifier].some((text) => text?.toLowerCase().includes(wanted)),
  );
  return {
    meta: { count: all.length, current_page: 1 },
    payload: all.slice(0, contactsPerPage).map((contact) => contactInApi(contact, true)),
  };
}

function addressOf(body: JsonObject, field: 'email' | 'phone_number', account: ChatwootAccount): string | null {
  if (body[field] === undefined || body[field] === null) return null;
  const value = textOf(body, field);
  if ([...account.contacts.values()].some((one) => one[field] === value))
    throw invalid(`${field} has already been taken`, field);
  if (field === 'phone_number' && !/^\+[1-9]\d{1,14}$/.test(value))
    throw invalid('Phone number should be in e164 format', field);
  return value;
}

function addContact({ account, body }: ApiRequest) {
  const email = addressOf(body, 'email', account);
  const phone = addressOf(body, 'phone_number', account);
  const name = typeof body['name'] === 'string' ? body['name'] : '';
  const contact = account.addContact({ name, email, phone_number: phone });
  return { payload: { contact: contactInApi(contact, true), contact_inbox: { inbox: null, source_id: null } } };
}

function contactable({ account, ids }: ApiRequest) {
  const contact = found(account.contacts, ids[0]);
  return {
    payload: account.inboxes.flatMap((inbox) => {
      const sourceId = sourceIdIn(inbox, contact);
      return sourceId === null ? [] : [{ source_id: sourceId, inbox: { ...inbox } }];
    }),
  };
}

function conversationsOf({ account, ids }: ApiRequest) {
  const contact = found(account.contacts, ids[0]);
  const own = [...account.conversations.values()].filter((one) => one.contactId === contact.id);
  return { payload: own.reverse().map((one) => conversationInApi(one, account)) };
}

/** With its first message, or not at all. */
function openConversation({ account, body, who }: ApiRequest) {
  const { inbox_id: inboxId, contact_id: contactId, message, team_id: teamId, status } = body;
  const inbox = account.inboxes.find(({ id }) => id === inboxId);
  if (inbox === undefined || typeof contactId !== 'number') throw invalid('inbox_id is invalid', 'inbox_id');
  const contact = found(account.contacts, contactId);
  const sourceId = textOf(body, 'source_id');
  const attributes = isJsonObject(body['custom_attributes']) ? body['custom_attributes'] : {};
  const first = isJsonObject(message) ? { content: textOf(message, 'content'), ...message } : null;
  const conversation =
    kept(account, contact, inbox) ??
    account.open(contact, {
      ...{ inbox, sourceId, attributes, status: status === 'snoozed' ? 'snoozed' : 'open' },
      teamId: typeof teamId === 'number' ? found(account.teams, teamId).id : null,
    });
  if (first !== null) {
    const template = 'template_params' in first && isJsonObject(first.template_params) ? first.template_params : null;
    account.write(conversation, { type: 'user', id: who.id }, first.content, {
      isPrivate: 'private' in first && first.private === true,
      template,
    });
  }
  return conversationInApi(conversation, account);
}

/** Of an inbox that keeps one conversation for each contact. */
function kept(account: ChatwootAccount, contact: Contact, inbox: Inbox): Conversation | undefined {
  if (inbox.lock_to_single_conversation !== true) return undefined;
  return [...account.conversations.values()].find((one) => one.contactId === contact.id && one.inbox.id === inbox.id);
}

export const outreachRoutes: readonly Route[] = [
  { method: 'GET', path: '/contacts/search', answer: search },
  { method: 'POST', path: '/contacts', answer: addContact },
  { method: 'GET', path: '/contacts/:id/contactable_inboxes', answer: contactable },
  { method: 'GET', path: '/contacts/:id/conversations', answer: conversationsOf },
  { method: 'POST', path: '/conversations', answer: openConversation },
];
