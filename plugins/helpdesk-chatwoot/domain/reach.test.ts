import { carriedIn } from './carried';
import { numberOf } from './contact';
import { messagePayload } from './payload';
import { contactWith, foundContacts, inboxFor, isWhatsApp } from './reach';

const way = (id: number, name: string, channel: string, sourceId = 's') => ({
  ...{ source_id: sourceId, inbox: { id, name, channel_type: channel } },
});
const mail = way(4, 'Mail', 'Channel::Email');
const sms = way(6, 'Texts', 'Channel::TwilioSms', '+4915112345678');
const twilio = way(7, 'Chats', 'Channel::TwilioSms', 'whatsapp:+4915112345678');

test.each([
  ['any', [], mail],
  ['the first that is there', ['WhatsApp', ' mail '], mail],
  ['by its number', ['7'], twilio],
  ['none of them', ['WhatsApp'], null],
])('the inbox: %s', (_, wanted, expected) => {
  expect(inboxFor([mail, sms, twilio], wanted)).toBe(expected);
});

test('WhatsApp comes by Twilio as well', () => {
  const whatsApp = way(5, 'W', 'Channel::Whatsapp');
  expect([whatsApp, twilio, sms, mail].map(isWhatsApp)).toEqual([true, true, false, false]);
});

test('the search finds parts of texts: only the very address is meant, and only where one has it', () => {
  const found = foundContacts.parse({
    payload: [
      { id: 1, email: 'Ada@example.org', phone_number: null },
      { id: 2, email: 'not-ada@example.org', phone_number: '+4915112345678' },
      { id: 3, email: null, phone_number: '+49151' },
    ],
  });
  expect(contactWith(found, { kind: 'email', value: 'ada@example.org' })).toBe(1);
  expect(contactWith(found, { kind: 'phone', value: '+49151' })).toBe(3);
  expect(contactWith(found, { kind: 'email', value: 'example.org' })).toBeNull();
  const twice = { payload: [...found.payload, { id: 9, email: 'ada@example.org', phone_number: null }] };
  expect(contactWith(twice, { kind: 'email', value: 'ada@example.org' })).toBeNull();
});

test.each([
  ['chatwoot_contact_id', 'support:501', 501],
  ['chatwoot_contact_id', 'other:501', null],
  ['chatwoot_contact_id', 'support:5x', null],
  ['user_id', 'support:501', null],
])('a contact of this Chatwoot: %s %s', (kind, value, expected) => {
  expect(numberOf({ kind, value }, 'support')).toBe(expected);
});

const message = (more: object) =>
  messagePayload.parse({ id: 9, message_type: 'outgoing', created_at: 1_781_255_200, content: 'Hi', ...more });

test.each([
  ['sent', message({ status: 'sent' }), []],
  ['read', message({ status: 'read' }), ['read']],
  ['an error', message({ content_attributes: { external_error: '131047: Re-engagement message' } }), ['failed']],
  ['a private note', message({ status: 'read', private: true }), []],
  ['of the customer', message({ status: 'read', message_type: 'incoming' }), []],
  ['by the API', message({ status: 'delivered', message_type: 1 }), ['delivered']],
])('what became of a message: %s', (_, payload, states) => {
  expect(carriedIn(payload).map(({ state }) => state)).toEqual(states);
});
