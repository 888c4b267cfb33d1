import type { HelpdeskReport, Json, JsonObject } from '@rapport/sdk';
import { translate } from './translate';

const now = Date.parse('2026-03-02T12:00:00Z');

function told(body: Json): HelpdeskReport[] {
  return translate(body, { connection: 'support', deliveredAt: now });
}

const mira = {
  id: 31,
  name: ' Mira Sol ',
  email: 'Mira@Example.org',
  phone_number: '+4915100000001',
  identifier: 'u-31',
  thumbnail: '',
  additional_attributes: { city: 'Ulm', country: 'Germany', country_code: 'DE', company_name: '' },
  custom_attributes: { tier: 'gold', cdp_greeting: 'Hi', note: '', email: 'other@example.org' },
};

function conversation(more: JsonObject): JsonObject {
  return {
    id: 5,
    event: 'conversation_created',
    channel: 'Channel::WebWidget',
    created_at: now / 1_000 - 3_600,
    contact_inbox: { contact_id: 31, source_id: 'abc', hmac_verified: false },
    meta: { sender: mira },
    ...more,
  };
}

const change = (key: string, from: Json, to: Json): JsonObject => ({
  [key]: { previous_value: from, current_value: to },
});
const touched = change('updated_at', null, '2026-03-02T10:30:00.900Z');

const trustOf = (more: JsonObject): Record<string, string> =>
  Object.fromEntries((told(conversation(more))[0]?.contact.identifiers ?? []).map(({ kind, trust }) => [kind, trust]));
const claimed = { chatwoot_contact_id: 'verified', user_id: 'claimed', email: 'claimed', phone: 'claimed' };
const from = (channel: string, source: string): JsonObject => ({
  channel,
  contact_inbox: { contact_id: 31, source_id: source },
});
test.each<[string, JsonObject, object]>([
  ['a widget proves nothing', {}, claimed],
  [
    'a signed widget proves the user id',
    { contact_inbox: { contact_id: 31, hmac_verified: true } },
    { ...claimed, user_id: 'verified' },
  ],
  ['so does the meta', { meta: { sender: mira, hmac_verified: true } }, { ...claimed, user_id: 'verified' }],
  ['e-mail proves the address', from('Channel::Email', 'mira@example.org'), { ...claimed, email: 'verified' }],
  ['but not another one', from('Channel::Email', 'boss@example.org'), claimed],
  ['WhatsApp proves the number', from('Channel::Whatsapp', '4915100000001'), { ...claimed, phone: 'verified' }],
  ['Twilio, too', from('Channel::TwilioSms', 'whatsapp:+4915100000001'), { ...claimed, phone: 'verified' }],
  ['SMS, too', from('Channel::Sms', '+4915100000001'), { ...claimed, phone: 'verified' }],
  ['a chat of Telegram does not', from('Channel::Telegram', '600000001'), claimed],
  ['an API inbox proves nothing', from('Channel::Api', '+4915100000001'), claimed],
  [
    'a bridge id is no user id',
    { meta: { sender: { ...mira, identifier: '49151@s.whatsapp.net' } } },
    { ...claimed, user_id: undefined },
  ],
])('%s', (_, more, trust) =>
  expect(trustOf(more)).toEqual(Object.fromEntries(Object.entries(trust).filter(([, one]) => one !== undefined))),
);

test('what is written on the profile', () => {
  expect(told({ ...mira, event: 'contact_created' })).toEqual([
    {
      conversation: null,
      facts: [],
      contact: expect.objectContaining({
        id: '31',
        at: now,
        traits: {
          tier: 'gold',
          name: 'Mira Sol',
          email: 'Mira@Example.org',
          phone: '+4915100000001',
          city: 'Ulm',
          country: 'DE',
        },
      }),
    },
  ]);
});

test('what the helpdesk took away is taken away here', () => {
  const changes = [
    touched,
    change('email', 'mira@example.org', null),
    change('custom_attributes', { tier: 'gold', pet: 'cat' }, { tier: 'gold' }),
  ];
  const [report] = told({ ...mira, email: null, event: 'contact_updated', changed_attributes: changes });
  expect(report?.contact.traits).toMatchObject({ email: null, pet: null, tier: 'gold', name: 'Mira Sol' });
  expect(report?.contact.at).toBe(Date.parse('2026-03-02T10:30:00.900Z'));
});

test.each<[string, JsonObject[]]>([
  ['an incoming message', [touched, change('last_activity_at', null, '2026-03-02T10:00:00Z')]],
  ['our own attributes coming back', [touched, change('custom_attributes', { a: 1 }, { cdp_score: 3, a: 1 })]],
])('noise: %s', (_, changes) => {
  expect(told({ ...mira, event: 'contact_updated', changed_attributes: changes })).toEqual([]);
});

test('a conversation without its contact names him by his id', () => {
  const [report] = told(conversation({ meta: null }));
  expect(report?.contact).toMatchObject({ id: '31', traits: {}, identifiers: [{ value: 'support:31' }] });
});
