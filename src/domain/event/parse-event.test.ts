import { createHash, createHmac } from 'node:crypto';
import type { Json } from '@rapport/sdk';
import { identifiersOf, parseContext, parsed, receivedAt, refusal } from '../../../test/support/parse';

const track = { type: 'track', event: 'Order Completed', userId: 'u1', messageId: 'm1' };
const identify = { type: 'identify', userId: 'u1', messageId: 'm1' };

/** JSON as it arrives: JSON.parse keeps a key `__proto__`, an object literal does not. */
function fromJson(text: string): unknown {
  return JSON.parse(text);
}

function nested(depth: number): Json {
  return depth === 0 ? 1 : { a: nested(depth - 1) };
}

describe('a track event', () => {
  test('becomes an incoming event with its key, time, value and identifiers', () => {
    const event = parsed(
      {
        ...track,
        anonymousId: 'a1',
        timestamp: '2026-11-22T11:59:00.000Z',
        properties: { total: 27.5, currency: 'EUR' },
        context: { ip: '203.0.113.9' },
        integrations: { All: true },
      },
      parseContext({ sentAt: receivedAt - 1_000 }),
    );
    expect(event).toEqual({
      type: 'track',
      name: 'Order Completed',
      messageId: 'm1',
      key: createHash('sha256').update('shop\0m1').digest('hex').slice(0, 32),
      keyScope: 'window',
      occurredAt: receivedAt - 60_000,
      originalAt: null,
      receivedAt,
      identifiers: [
        { kind: 'user_id', value: 'u1', trust: 'verified' },
        { kind: 'anonymous_id', value: 'a1', trust: 'verified' },
      ],
      previousId: null,
      traits: null,
      traitsOnce: null,
      group: null,
      value: 27.5,
      properties: { total: 27.5, currency: 'EUR' },
      context: { ip: '203.0.113.9' },
      trust: 'verified',
      futureFlagged: false,
    });
  });

  test.each([
    [{ price: 4, value: 3, total: 2, revenue: 1 }, 1],
    [{ price: 4, value: 3, total: 2, revenue: '1' }, 2],
    [{ price: 4, value: 3 }, 3],
    [{ price: -4.5 }, -4.5],
    [{ revenue: '20' }, null],
    [{}, null],
  ])('its value in %j is %p', (properties, value) => {
    expect(parsed({ ...track, properties }).value).toBe(value);
  });
});

describe('events that are refused, each alone and with a code', () => {
  const long = 'x'.repeat(256);
  test.each<[string, unknown, string]>([
    ['no object', 'text', 'event_not_object'],
    ['a list', [], 'event_not_object'],
    ['null', null, 'event_not_object'],
    ['an unknown type', { ...track, type: 'click' }, 'event_type_invalid'],
    ['a type of another case', { ...track, type: 'Track' }, 'event_type_invalid'],
    ['no type', { event: 'A', userId: 'u1' }, 'event_type_invalid'],
    ['no name', { type: 'track', userId: 'u1' }, 'event_name_missing'],
    ['a blank name', { ...track, event: ' ' }, 'event_name_missing'],
    ['a name that is no text', { ...track, event: { a: 1 } }, 'event_name_missing'],
    ['a long name', { ...track, event: long }, 'event_name_too_long'],
    ['a page name that is no text', { type: 'page', userId: 'u1', name: [] }, 'field_invalid'],
    ['nobody', { type: 'track', event: 'A' }, 'identity_missing'],
    ['only illegal ids', { ...track, userId: 'null', anonymousId: '' }, 'identity_missing'],
    ['properties that are a list', { ...track, properties: [1] }, 'field_invalid'],
    ['traits that are text', { ...identify, traits: 'gold' }, 'field_invalid'],
    ['context.traits that are text', { ...track, context: { traits: 'gold' } }, 'field_invalid'],
    ['a group without an id', { type: 'group', userId: 'u1' }, 'group_id_missing'],
    ['an alias without a previous id', { type: 'alias', userId: 'u1' }, 'previous_id_missing'],
    [
      'an alias without a previous id, of an empty device',
      { type: 'alias', userId: 'u1', anonymousId: '' },
      'previous_id_missing',
    ],
    ['an alias without a user id', { type: 'alias', previousId: 'u0', anonymousId: 'a1' }, 'previous_id_missing'],
    ['a long messageId', { ...track, messageId: 'x'.repeat(101) }, 'message_id_invalid'],
    ['a messageId that is no text', { ...track, messageId: { a: 1 } }, 'message_id_invalid'],
    ['a timestamp that is none', { ...track, timestamp: 'yesterday' }, 'timestamp_invalid'],
    ['33 KB', { ...track, properties: { text: 'x'.repeat(33 * 1024) } }, 'event_too_large'],
    ['33 KB of UTF-8', { ...track, properties: { text: '€'.repeat(11 * 1024) } }, 'event_too_large'],
    ['a depth of 33', { ...track, properties: nested(32) }, 'event_too_deep'],
    ['256 property keys', { ...track, properties: keys(256) }, 'event_too_many_keys'],
    ['256 traits', { ...identify, traits: keys(256) }, 'event_too_many_keys'],
  ])('%s', (_, raw, code) => {
    expect(refusal(raw)).toBe(code);
  });

  test.each<[string, unknown]>([
    ['31 KB', { ...track, properties: { text: 'x'.repeat(31 * 1024) } }],
    ['a depth of 32', { ...track, properties: nested(31) }],
    ['255 property keys', { ...track, properties: keys(255) }],
    ['many products', { ...track, properties: { products: Array.from({ length: 60 }, () => keys(10)) } }],
    ['a list for an empty object, as PHP writes it', { ...track, properties: [], context: [] }],
    ['a name of 255 characters', { ...track, event: 'x'.repeat(255) }],
    ['a page without a name', { type: 'page', anonymousId: 'a1' }],
    ['nulls', { ...track, properties: null, context: null, traits: null, anonymousId: null, timestamp: null }],
  ])('%s is accepted', (_, raw) => {
    expect(refusal(raw)).toBeNull();
  });

  test('a million brackets are refused at once', () => {
    const deep = fromJson(
      `{"type":"track","event":"A","userId":"u","properties":${'[1,'.repeat(1e6)}1${']'.repeat(1e6)}}`,
    );
    expect(refusal(deep)).toBe('event_too_deep');
  });
});

function keys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
}

describe('messageId', () => {
  test.each<[Json, string]>([
    ['m1', 'm1'],
    [42, '42'],
    [null, 'generated'],
    ['', 'generated'],
  ])('%p becomes %p', (messageId, expected) => {
    expect(parsed({ ...track, messageId }).messageId).toBe(expected);
  });

  test('the same id from another source is another event', () => {
    expect(parsed(track).key).not.toBe(parsed(track, parseContext({ sourceKey: 'blog' })).key);
  });
});

describe('identifiers', () => {
  test.each([
    '',
    ' ',
    'null',
    'NULL',
    '"undefined"',
    "'none'",
    'anonymous',
    'Guest',
    '[object Object]',
    'NaN',
    '-1',
    '0',
    '000-000',
    '\\"null\\"',
  ])('%p names nobody, the event is kept under its other id', (userId) => {
    expect(identifiersOf(parsed({ ...track, userId, anonymousId: 'a1' }))).toEqual(['anonymous_id=a1']);
  });

  test.each<[Json]>([[true], [{}], [['u1']], [12345678901234567000], ['x'.repeat(513)]])('%p is no id', (userId) => {
    expect(identifiersOf(parsed({ ...track, userId, anonymousId: 'a1' }))).toEqual(['anonymous_id=a1']);
  });

  test('numbers become text, e-mail addresses lower case, phones E.164 by the country of the traits', () => {
    const traits = { email: '  Joe@Example.COM ', phone: '0151 12345678', address: { country: 'de' } };
    expect(identifiersOf(parsed({ ...identify, userId: 4711, traits }))).toEqual([
      'user_id=4711',
      'email=joe@example.com',
      'phone=+4915112345678',
    ]);
  });

  test('phones use the workspace country; invalid ones stay exact', () => {
    const phone = (value: Json, country?: string) =>
      identifiersOf(parsed({ ...identify, traits: { phone: value } }, parseContext({}, { country }))).at(-1);
    expect(phone('0151 12345678', 'DE')).toBe('phone=+4915112345678');
    expect(phone('0151 12345678')).toBe('phone=0151 12345678');
    expect(phone('123-456-7890', 'US')).toBe('phone=123-456-7890');
    expect(phone(4915112345678)).toBe('phone=4915112345678');
  });

  test('traits of identify and context.traits of any call are looked at, traits of a group and properties are not', () => {
    const traits = { email: 'acme@x.com' };
    expect(identifiersOf(parsed({ type: 'group', userId: 'u1', groupId: 'g1', traits }))).toEqual(['user_id=u1']);
    expect(identifiersOf(parsed({ ...track, context: { traits } }))).toEqual(['user_id=u1', 'email=acme@x.com']);
    expect(identifiersOf(parsed({ ...track, properties: traits }))).toEqual(['user_id=u1']);
    const extract = { traits: true, contextTraits: true, properties: true, externalIds: true, device: true };
    expect(identifiersOf(parsed({ ...track, properties: traits }, parseContext({}, { extract })))).toEqual([
      'user_id=u1',
      'email=acme@x.com',
    ]);
  });

  test('external ids, devices and listed kinds of our own', () => {
    const context = {
      externalIds: [
        { id: 'c7', type: 'chatwoot_contact_id', collection: 'users' },
        { id: '', type: 'x' },
        'junk',
        { id: 'y' },
      ],
      device: { type: 'iOS', id: 'd1' },
    };
    expect(identifiersOf(parsed({ ...track, context }))).toEqual(['user_id=u1', 'chatwoot_contact_id=c7', 'ios.id=d1']);
    const kinds = [
      { kind: 'user_id', class: 'account' as const, limit: 1 },
      { kind: 'loyalty', class: 'external' as const, limit: 1 },
    ];
    const traits = { loyalty: '6011111111111117', email: 'not@listed.com' };
    expect(identifiersOf(parsed({ ...identify, traits }, parseContext({}, { kinds })))).toEqual([
      'user_id=u1',
      'loyalty=6011111111111117',
    ]);
  });

  test('alias: the previous id is text; an illegal one is left out', () => {
    expect(parsed({ type: 'alias', userId: 'u1', previousId: 17 }).previousId).toBe('17');
    expect(parsed({ type: 'alias', userId: 'u1', previousId: 'null' }).previousId).toBeNull();
  });

  test('alias: without a previous id the anonymous id is what the user was called before', () => {
    const event = parsed({ type: 'alias', userId: 'u1', anonymousId: 'a1' });
    expect(event.previousId).toBeNull();
    expect(identifiersOf(event)).toEqual(['user_id=u1', 'anonymous_id=a1']);
  });
});

describe('trust', () => {
  const secret = 'shh';
  const proof = createHmac('sha256', secret).update('u1').digest('hex');
  const browser = parseContext({ trust: 'claimed', identitySecret: secret });
  const trustOf = (context: Record<string, Json>) => parsed({ ...track, anonymousId: 'a1', context }, browser);

  test('a browser claims; an HMAC of the user id verifies that id alone', () => {
    expect(trustOf({}).identifiers.map(({ trust }) => trust)).toEqual(['claimed', 'claimed']);
    expect(trustOf({ userIdHmac: proof }).identifiers.map(({ trust }) => trust)).toEqual(['verified', 'claimed']);
    expect(trustOf({ userIdHmac: proof }).trust).toBe('claimed');
  });

  test.each(['', 'zz', proof.slice(0, 62), proof.replace(/^./, (c) => (c === '0' ? '1' : '0')), `${proof}00`])(
    'the HMAC %p proves nothing',
    (userIdHmac) => {
      expect(trustOf({ userIdHmac }).identifiers[0]?.trust).toBe('claimed');
    },
  );

  test('the proof is never stored', () => {
    expect(trustOf({ userIdHmac: proof, ip: '::1' }).context).toEqual({ ip: '::1' });
  });
});

describe('traits', () => {
  test('identify writes traits over context.traits; properties show what was written', () => {
    const event = parsed({ ...identify, traits: { plan: 'gold' }, context: { traits: { plan: 'free', name: 'Joe' } } });
    expect(event.traits).toEqual({ plan: 'gold', name: 'Joe' });
    expect(event.properties).toEqual(event.traits);
  });

  test('other calls write context.traits only by setting', () => {
    const raw = { ...track, context: { traits: { name: 'Joe' } } };
    const traits = { merge: 'newest' as const, null: 'delete' as const, contextTraits: 'always' as const };
    expect(parsed(raw).traits).toBeNull();
    expect(parsed(raw, parseContext({}, { traits })).traits).toEqual({ name: 'Joe' });
  });

  test('traitsOnce is kept apart', () => {
    expect(parsed({ ...identify, traitsOnce: { firstPage: '/' } })).toMatchObject({
      traits: null,
      traitsOnce: { firstPage: '/' },
    });
  });

  test('a group carries its account', () => {
    const event = parsed({ type: 'group', userId: 'u1', groupId: 7, traits: { name: 'Acme' } });
    expect(event).toMatchObject({
      group: { externalId: '7', traits: { name: 'Acme' } },
      traits: null,
      properties: { name: 'Acme' },
    });
  });

  test('keys named like parts of the language are keys', () => {
    const event = parsed(
      fromJson(
        '{"type":"identify","userId":"u1","traits":{"__proto__":{"admin":true},"toString":1},"context":{"traits":{"constructor":2}}}',
      ),
    );
    expect(JSON.stringify(event.traits)).toBe('{"constructor":2,"__proto__":{"admin":true},"toString":1}');
    expect(event.traits).not.toHaveProperty('admin');
  });
});
