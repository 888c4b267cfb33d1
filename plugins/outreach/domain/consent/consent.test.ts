import fc from 'fast-check';
import {
  type Consent,
  type ConsentEntry,
  consentOf,
  consentOfProfile,
  isAllowed,
  isSuppressed,
  type Topic,
} from './consent';

const offers: Topic = { key: 'offers', kind: 'marketing', basis: 'opt_in' };
const scope = { channel: 'email', topic: offers };
type Said = readonly [decision: ConsentEntry['decision'], proof?: ConsentEntry['proof'], more?: Partial<ConsentEntry>];

const logOf = (said: readonly Said[]): ConsentEntry[] =>
  said.map(([decision, proof = 'verified', more = {}], at) => ({
    ...{ address: 'a', channel: 'email', topic: 'offers', decision, proof, at },
    ...more,
  }));

test.each<[string, Said[], Consent]>([
  ['nothing was said', [], 'unknown'],
  ['granted', [['granted']], 'granted'],
  ['typed by somebody', [['granted', 'claimed']], 'unknown'],
  ['denied, by whomever', [['denied', 'claimed']], 'denied'],
  ['granted, then denied', [['granted'], ['denied', 'claimed']], 'denied'],
  ['denied, then typed', [['denied'], ['granted', 'claimed']], 'denied'],
  ['denied, then granted', [['denied'], ['granted']], 'granted'],
  [
    'granted late, of before the denial',
    [
      ['denied', 'verified', { at: 5 }],
      ['granted', 'verified', { at: 3 }],
    ],
    'denied',
  ],
  [
    'both at once',
    [
      ['granted', 'confirmed', { at: 5 }],
      ['denied', 'claimed', { at: 5 }],
    ],
    'denied',
  ],
  ['of all topics', [['denied', 'claimed', { topic: null }]], 'denied'],
  ['all denied, then this one granted', [['denied', 'claimed', { topic: null }], ['granted']], 'granted'],
  ['another topic', [['denied', 'claimed', { topic: 'news' }]], 'unknown'],
  ['another channel', [['denied', 'claimed', { channel: 'sms' }]], 'unknown'],
  ['another address', [['denied', 'claimed', { address: 'b' }]], 'unknown'],
])('an address: %s', (_, said, consent) => {
  expect(consentOf(logOf(said), 'a', scope)).toBe(consent);
});

test.each<[string, Said[], Consent]>([
  ['one is enough', [['granted', 'verified', { address: 'b' }]], 'granted'],
  ['a denial is one of all', [['granted'], ['denied', 'claimed', { address: 'b' }]], 'denied'],
  [
    'a grant of another address does not take it back',
    [['denied'], ['granted', 'confirmed', { address: 'b' }]],
    'denied',
  ],
  ['a grant of the same does', [['denied'], ['granted', 'verified', { address: 'b' }], ['granted']], 'granted'],
])('a profile with two addresses: %s', (_, said, consent) => {
  expect(consentOfProfile(logOf(said), ['a', 'b'], scope)).toBe(consent);
});

test('a topic with double opt-in takes only what was confirmed, after a denial too', () => {
  const twice = { channel: 'email', topic: { ...offers, basis: 'double_opt_in' } } as const;
  const consents = [
    [['granted']],
    [['granted', 'confirmed']],
    [['denied'], ['granted']],
    [['denied'], ['granted', 'confirmed']],
  ] as const;
  expect(consents.map((said) => consentOf(logOf(said), 'a', twice))).toEqual([
    'unknown',
    'granted',
    'denied',
    'granted',
  ]);
});

test('what is unknown is enough where a topic is opt-out, and what is denied never is', () => {
  const optOut = { ...offers, basis: 'opt_out' } as const;
  const asked = (topic: Topic): boolean[] =>
    (['granted', 'unknown', 'denied'] as const).map((one) => isAllowed(one, topic));
  expect([asked(offers), asked(optOut)]).toEqual([
    [true, false, false],
    [true, true, false],
  ]);
  expect(asked({ ...offers, kind: 'transactional' })).toEqual([true, true, true]);
});

const entry: fc.Arbitrary<ConsentEntry> = fc.record({
  address: fc.constantFrom('a', 'b'),
  channel: fc.constantFrom('email', 'sms'),
  topic: fc.constantFrom('offers', 'news', null),
  decision: fc.constantFrom('granted', 'denied'),
  proof: fc.constantFrom('claimed', 'verified', 'confirmed'),
  at: fc.nat({ max: 6 }),
});
const log = fc.array(entry, { maxLength: 8 });

test('the order in which a log arrives does not matter', () => {
  const shuffled = log.chain((entries) =>
    fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
  );
  fc.assert(
    fc.property(shuffled, ([entries, others]) => {
      expect(consentOfProfile(others, ['a', 'b'], scope)).toBe(consentOfProfile(entries, ['a', 'b'], scope));
    }),
  );
});

test('nothing but a later grant with proof of the same address makes of a denial something else', () => {
  fc.assert(
    fc.property(log, entry, (entries, more) => {
      fc.pre(consentOf(entries, 'a', scope) === 'denied');
      const isBeaten =
        more.address === 'a' &&
        more.channel === 'email' &&
        more.topic !== 'news' &&
        more.decision === 'granted' &&
        more.proof !== 'claimed';
      const after = consentOf([...entries, more], 'a', scope);
      expect(after === 'denied' || (isBeaten && after === 'granted')).toBe(true);
    }),
  );
});

test('a denial now stops everything of its topic, whatever was said before', () => {
  fc.assert(
    fc.property(log, (entries) => {
      const denial: ConsentEntry = {
        address: 'a',
        channel: 'email',
        topic: 'offers',
        decision: 'denied',
        proof: 'claimed',
        at: 7,
      };
      expect(consentOfProfile([...entries, denial], ['a', 'b'], scope)).toBe('denied');
    }),
  );
});

test('an erased address is told of orders, and of offers after a new grant; one that bounces of nothing, until it is lifted', () => {
  const orders: Topic = { key: 'orders', kind: 'transactional', basis: 'opt_in' };
  const is = (reason: 'erased' | 'hard_bounce', topic: Topic, said: Said[], liftedAt: number | null = null): boolean =>
    isSuppressed([{ address: 'a', channel: 'email', reason, at: 0, liftedAt }], logOf(said), 'a', {
      channel: 'email',
      topic,
    });
  expect([
    is('erased', orders, []),
    is('erased', offers, [['granted']]),
    is('erased', offers, [['granted'], ['granted']]),
  ]).toEqual([false, true, false]);
  expect([
    is('hard_bounce', orders, []),
    is('hard_bounce', offers, [['granted'], ['granted']]),
    is('hard_bounce', orders, [], 1),
  ]).toEqual([true, true, false]);
});
