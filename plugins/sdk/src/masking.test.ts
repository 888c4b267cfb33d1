import { createMasking, isPersonalKey } from './masking';

const privacy = { personalTraits: ['loyaltyCard'], personalKinds: ['email', 'phone', 'whatsapp'] };
const masking = createMasking(privacy);

test('reserved personal traits are masked in any spelling, and those that the house declares', () => {
  expect(
    masking.traits({
      Email: 'a@b.cd',
      first_name: 'Anna',
      'Last Name': 'Müller',
      'date-of-birth': '1990-01-01',
      phone: 491701234,
      loyaltyCard: 'L-1',
      plan: 'pro',
      age: 36,
    }),
  ).toEqual({
    Email: '[masked]',
    first_name: '[masked]',
    'Last Name': '[masked]',
    'date-of-birth': '[masked]',
    phone: '[masked]',
    loyaltyCard: '[masked]',
    plan: 'pro',
    age: 36,
  });
});

test('what is empty stays empty: it shows that nothing is known', () => {
  expect(masking.traits({ email: null, phone: '' })).toEqual({ email: null, phone: '' });
});

test('of an address the country and the state stay', () => {
  expect(
    masking.traits({
      address: { street: 'Hauptstr. 1', city: 'Bonn', state: 'NRW', country: 'DE' },
      billing_address: 'Hauptstr. 1',
    }),
  ).toEqual({
    address: { street: '[masked]', city: '[masked]', state: 'NRW', country: 'DE' },
    billing_address: '[masked]',
  });
});

test('a name is personal as a trait, not as that of a product or a company', () => {
  expect(masking.traits({ name: 'Anna', company: { name: 'Acme', phone: '1' } })).toEqual({
    name: '[masked]',
    company: { name: 'Acme', phone: '[masked]' },
  });
  expect(masking.properties('track', { products: [{ name: 'Shoe', price: 5 }], name: 'Shoe' })).toEqual({
    products: [{ name: 'Shoe', price: 5 }],
    name: 'Shoe',
  });
  expect(masking.properties('identify', { name: 'Anna' })).toEqual({ name: '[masked]' });
});

test('free text of messages, and e-mail addresses inside any text', () => {
  expect(
    masking.properties('track', {
      message: 'I am ill',
      message_body: 'I am ill',
      sentiment_words: ['ill'],
      rating: 1,
      url: '/x?email=anna%40example.com&y=1',
      to: 'Anna <anna@example.com>',
    }),
  ).toEqual({
    message: '[masked]',
    message_body: '[masked]',
    sentiment_words: '[masked]',
    rating: 1,
    url: '/x?email=[masked]&y=1',
    to: 'Anna <[masked]>',
  });
});

test('context: IP, precise place, carried traits and external ids', () => {
  expect(
    masking.context({
      ip: '10.0.0.1',
      locale: 'de-DE',
      location: { city: 'Bonn', latitude: 50.7, longitude: 7.1 },
      traits: { firstName: 'Anna', plan: 'pro' },
      externalIds: [
        { type: 'email', id: 'anna@example.com' },
        { type: 'crm', id: '7' },
      ],
    }),
  ).toEqual({
    ip: '[masked]',
    locale: 'de-DE',
    location: { city: 'Bonn', latitude: '[masked]', longitude: '[masked]' },
    traits: { firstName: '[masked]', plan: 'pro' },
    externalIds: [
      { type: 'email', id: '[masked]' },
      { type: 'crm', id: '7' },
    ],
  });
});

test('identifiers: personal kinds, and any value that is an e-mail address', () => {
  expect(masking.identifierValue('phone', '+491701234')).toBe('[masked]');
  expect(masking.identifierValue('user_id', 'u1')).toBe('u1');
  expect(masking.identifierValue('user_id', 'anna@example.com')).toBe('[masked]');
  expect(masking.carried([['whatsapp', '+49', 'verified']])).toEqual([['whatsapp', '[masked]', 'verified']]);
});

test('evidence, whatever its shape', () => {
  expect(
    masking.evidence({
      identifier: { kind: 'email', value: 'anna@example.com' },
      carried: [
        ['phone', '+49170', 'claimed'],
        ['user_id', 'u1', 'verified'],
      ],
      messageId: 'm1',
      note: 'by anna@example.com',
    }),
  ).toEqual({
    identifier: { kind: 'email', value: '[masked]' },
    carried: [
      ['phone', '[masked]', 'claimed'],
      ['user_id', 'u1', 'verified'],
    ],
    messageId: 'm1',
    note: 'by [masked]',
  });
});

test('nothing is changed in place, and a key called __proto__ is a key', () => {
  const traits = JSON.parse('{"__proto__":{"email":"a@b.cd"},"email":"a@b.cd"}');
  const before = JSON.stringify(traits);
  expect(JSON.stringify(masking.traits(traits))).toBe('{"__proto__":{"email":"[masked]"},"email":"[masked]"}');
  expect(JSON.stringify(traits)).toBe(before);
});

test('searching by a personal key is known as such', () => {
  expect(['email', 'firstName', 'loyalty_card'].every((key) => isPersonalKey(key, privacy))).toBe(true);
  expect(['company', 'plan'].some((key) => isPersonalKey(key, privacy))).toBe(false);
});
