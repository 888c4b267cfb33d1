import { isJsonObject } from '@rapport/sdk';
import type { Contact } from './model';
import { contactInApi } from './payloads';
import { found, invalid, notFound, pageOf, type Route, stringsOf } from './request';

const contactsPerPage = 15;
const sorts: Readonly<Record<string, (contact: Contact) => number>> = {
  created_at: (contact) => contact.createdAt,
  last_activity_at: (contact) => contact.lastActivityAt ?? 0,
};

/** Only those of whom something is known are listed: who is anonymous is found by his conversations alone. */
function listed(all: Iterable<Contact>, sort: string | null): Contact[] {
  const known = [...all].filter(({ email, phone_number, identifier }) => email ?? phone_number ?? identifier);
  const by = sorts[(sort ?? '').replace(/^-/, '')];
  if (by === undefined) return known;
  const sign = sort?.startsWith('-') === true ? -1 : 1;
  return known.sort((a, b) => sign * (by(a) - by(b)) || a.id - b.id);
}

export const contactRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/contacts',
    answer: ({ account, query }) => {
      const all = listed(account.contacts.values(), query.get('sort'));
      const withInboxes = query.get('include_contact_inboxes') !== 'false';
      return {
        meta: { count: all.length, current_page: query.get('page') ?? 1 },
        payload: pageOf(all, query, contactsPerPage).map((contact) => contactInApi(contact, withInboxes)),
      };
    },
  },
  {
    method: 'GET',
    path: '/contacts/:id',
    answer: ({ account, ids }) => ({ payload: contactInApi(found(account.contacts, ids[0]), true) }),
  },
  ...(['PATCH', 'PUT'] as const).map((method): Route => ({
    method,
    path: '/contacts/:id',
    answer: ({ account, ids, body }) => {
      const contact = found(account.contacts, ids[0]);
      const { custom_attributes: attributes = {}, phone_number: phone } = body;
      if (!isJsonObject(attributes)) throw invalid('custom_attributes is invalid', 'custom_attributes');
      if (typeof phone === 'string' && !/^\+[1-9]\d{1,14}$/.test(phone))
        throw invalid('Phone number should be in e164 format', 'phone_number');
      account.changeContact(contact, {
        custom_attributes: attributes,
        ...(typeof phone === 'string' ? { phone_number: phone } : {}),
      });
      return { payload: contactInApi(contact, true) };
    },
  })),
  {
    method: 'POST',
    path: '/contacts/:id/destroy_custom_attributes',
    answer: ({ account, ids, body }) => {
      const contact = found(account.contacts, ids[0]);
      account.takeAttributes(contact, stringsOf(body, 'custom_attributes'));
      return { payload: contactInApi(contact, true) };
    },
  },
  {
    method: 'GET',
    path: '/contacts/:id/labels',
    answer: ({ account, ids }) => ({ payload: [...found(account.contacts, ids[0]).labels] }),
  },
  {
    method: 'POST',
    path: '/contacts/:id/labels',
    answer: ({ account, ids, body }) => {
      const contact = found(account.contacts, ids[0]);
      contact.labels = stringsOf(body, 'labels');
      return { payload: [...contact.labels] };
    },
  },
  {
    method: 'POST',
    path: '/actions/contact_merge',
    answer: ({ account, body }) => {
      const { base_contact_id: base, mergee_contact_id: mergee } = body;
      if (typeof base !== 'number' || typeof mergee !== 'number') throw notFound();
      const into = found(account.contacts, base);
      account.merge(into, found(account.contacts, mergee));
      return contactInApi(into);
    },
  },
];
