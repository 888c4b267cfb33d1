import { createHmac } from 'node:crypto';

/** What Chatwoot 4.14 sends of a conversation: it is made, eight times somebody writes, it is resolved. */
const deliveriesOfConversation = 10;
const texts = [
  'Where is my parcel? It was due on Monday and nobody told me anything.',
  'Let me look that up for you, one moment please.',
  'I have been waiting for twenty minutes now, this is really frustrating.',
  'I am sorry about that. The carrier says that it comes tomorrow before noon.',
] as const;
const agents = [
  { id: 7, name: 'Priya Agent' },
  { id: 8, name: 'Tom Agent' },
] as const;

export type Webhook = { readonly body: string; readonly headers: string };

/**
 * Delivery `sequence` of a run, signed, as one string of some 3 KB with its headers (each ended by CRLF). Conversation ids of a run
 * begin at `first`; a fifth of the customers writes twice.
 */
export function webhookOf(first: number, sequence: number, secret: string, now: number): Webhook {
  const conversation = first + Math.floor(sequence / deliveriesOfConversation);
  const step = sequence % deliveriesOfConversation;
  const seconds = Math.floor(now / 1_000);
  const body = JSON.stringify(bodyOf(conversation, step, now));
  const signature = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return {
    body,
    headers:
      `x-chatwoot-delivery: ${first}-${sequence}\r\nx-chatwoot-timestamp: ${seconds}\r\n` +
      `x-chatwoot-signature: sha256=${signature}\r\n`,
  };
}

function bodyOf(conversation: number, step: number, now: number): object {
  const contact = contactOf(conversation % 5 === 0 ? conversation + 1 : conversation);
  const at = new Date(now).toISOString();
  if (step === 0) return { event: 'conversation_created', ...conversationOf(conversation, contact, now, 'open') };
  if (step === deliveriesOfConversation - 1) {
    return {
      event: 'conversation_status_changed',
      ...conversationOf(conversation, contact, now, 'resolved'),
      changed_attributes: [
        { updated_at: { previous_value: null, current_value: at } },
        { status: { previous_value: 'open', current_value: 'resolved' } },
      ],
    };
  }
  const isIncoming = step % 2 === 1;
  const agent = agents[conversation % agents.length];
  return {
    event: 'message_created',
    ...{
      id: conversation * deliveriesOfConversation + step,
      content: texts[step % texts.length],
      content_type: 'text',
    },
    ...{ content_attributes: {}, additional_attributes: {}, private: false, source_id: null, created_at: at },
    message_type: isIncoming ? 'incoming' : 'outgoing',
    sender: isIncoming ? contact : { ...agent, email: `agent${agent?.id ?? 0}@example.com`, type: 'user' },
    account: { id: 1, name: 'Bench' },
    inbox: { id: 3, name: 'Web' },
    conversation: conversationOf(conversation, contact, now, 'open'),
  };
}

function contactOf(number: number): object {
  return {
    ...{ id: number, name: `Customer ${number}`, email: `customer${number}@example.com`, phone_number: null },
    ...{ identifier: `chat-${number}`, avatar: '', thumbnail: '', blocked: false, type: 'contact' },
    additional_attributes: { city: 'Pune', country: 'India', country_code: 'IN', social_profiles: {} },
    custom_attributes: { plan: number % 3 === 0 ? 'gold' : 'basic' },
  };
}

function conversationOf(id: number, contact: object, now: number, status: string): object {
  const seconds = Math.floor(now / 1_000);
  return {
    ...{ id, inbox_id: 3, channel: 'Channel::WebWidget', status, can_reply: true, unread_count: 0, labels: [] },
    ...{ priority: null, snoozed_until: null, custom_attributes: {}, waiting_since: seconds, messages: [] },
    ...{ created_at: seconds, timestamp: seconds, last_activity_at: seconds, updated_at: now / 1_000 },
    additional_attributes: {
      browser: { device_name: 'Unknown', browser_name: 'Chrome', platform_name: 'macOS', browser_version: '137.0.0.0' },
      referer: 'https://shop.example.org/checkout',
      initiated_at: { timestamp: 'Fri Jun 12 2026 09:00:00 GMT+0000 (Coordinated Universal Time)' },
    },
    contact_inbox: { id: id + 600, inbox_id: 3, source_id: `source-${id}`, hmac_verified: true },
    meta: {
      sender: contact,
      assignee: { ...agents[id % agents.length], type: 'user' },
      team: null,
      hmac_verified: true,
    },
  };
}
