import type { HelpdeskContext, HelpdeskReport, Json } from '@rapport/sdk';
import { aspectsOf, contactAsItIs, conversationAsItIs, messageAsItIs } from '../domain/as-it-is';
import type { Reading } from '../domain/conversation';
import type { ChatwootEvent } from '../domain/event';
import { namedContact, namedConversation, namedInWidget, namedMessage, readPayload } from '../domain/payload';

type Context = Pick<HelpdeskContext<{ readonly accountId: number }>, 'api' | 'connection' | 'now' | 'settings'>;

/**
 * Of a delivery that nothing proves only the ids are used, and which kind of thing is said to have happened: what is told comes from
 * the API.
 * @throws RapportError helpdesk_unavailable, helpdesk_refused, invalid_body
 */
export async function lookUp(body: Json, event: ChatwootEvent, context: Context): Promise<HelpdeskReport[]> {
  const { api, connection, now, settings } = context;
  // Ids of another account would name somebody else here.
  if (event.account !== null && event.account !== String(settings.accountId)) return [];
  const account = `/api/v1/accounts/${settings.accountId}`;
  const reading: Reading = { connection, deliveredAt: now };
  switch (event.kind) {
    case 'conversation': {
      const { id, changed_attributes: changes } = readPayload(namedConversation, body);
      const told = aspectsOf(event.name, changes);
      if (told === null) return [];
      return [conversationAsItIs(await api.get(`${account}/conversations/${id}`), told, reading)];
    }
    case 'message': {
      const { id, conversation } = readPayload(namedMessage, body);
      const path = `${account}/conversations/${conversation.id}`;
      const answer = await api.get(path);
      // The page that ends with this very message.
      const messages = await api.get(`${path}/messages`, { before: Number(id) + 1 });
      return [messageAsItIs(answer, messages, id, reading)];
    }
    case 'contact': {
      const { id } = readPayload(namedContact, body);
      const isChange = event.name === 'contact_updated';
      return [contactAsItIs(await api.get(`${account}/contacts/${id}`), isChange, reading)];
    }
    case 'widget': {
      const { id } = readPayload(namedInWidget, body).contact;
      return [contactAsItIs(await api.get(`${account}/contacts/${id}`), false, reading)];
    }
  }
}
