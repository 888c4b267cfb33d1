import fc from 'fast-check';
import { decide, type Decision, type Intended, type SendingPolicy, withheldReasons } from './decide';
import { holdPolicy, type Talk } from './hold';

const now = Date.parse('2026-11-30T12:00:00Z');
const [hour, day] = [3_600_000, 86_400_000];
const policy: SendingPolicy = {
  caps: [
    { count: 2, within: '1d' },
    { channel: 'sms', count: 1, within: '7d' },
  ],
  quietHours: [{ from: '21:00', to: '08:00' }],
  hold: holdPolicy,
};
const granted = {
  address: 'a',
  channel: 'email',
  topic: 'offers',
  decision: 'granted',
  proof: 'verified',
  at: 0,
} as const;
const fine: Intended = {
  channel: 'email',
  topic: { key: 'offers', kind: 'marketing', basis: 'opt_in' },
  expiresAt: now + 60 * day,
  ...{ address: 'a', addresses: ['a'], consents: [granted], suppressions: [], sent: [], zone: 'UTC', talks: [] },
  ...{
    held: null,
    releasedAt: null,
    isInControlGroup: false,
    isDuplicate: false,
    hasExited: false,
    isOutsideSandbox: false,
    isTopicArchived: false,
  },
};
const talk: Talk = { isResolved: false, writtenAt: now - day, rating: null, ratedAt: null };
const rated: Talk = { isResolved: true, writtenAt: now - 3 * day, rating: 1, ratedAt: now - 2 * day };
const sentAgo = (...hours: number[]): Intended['sent'] =>
  hours.map((ago) => ({ channel: 'email', at: now - ago * hour }));

const withheld = (...reasons: string[]): unknown => ({ withheld: reasons });
const deferred = (until: number, ...reasons: string[]): unknown => ({ deferredUntil: until, reasons });

test.each<[string, Partial<Intended>, unknown]>([
  ['nothing stands against it', {}, { send: true }],
  ['no consent', { consents: [] }, withheld('no_consent')],
  [
    'suppressed',
    { suppressions: [{ address: 'a', channel: 'email', reason: 'complaint', at: 0, liftedAt: null }] },
    withheld('suppressed'),
  ],
  ['no address: he was not asked either', { address: null, addresses: [], consents: [] }, withheld('no_address')],
  ['the cap is full', { sent: sentAgo(1, 23) }, withheld('frequency_cap')],
  ['the cap frees right now', { sent: sentAgo(1, 24) }, { send: true }],
  ['the cap of another channel is full', { sent: [{ channel: 'sms', at: now - hour }] }, { send: true }],
  ['quiet hours in Tokyo', { zone: 'Asia/Tokyo' }, deferred(now + 11 * hour, 'quiet_hours')],
  [
    'quiet hours, and a cap that frees meanwhile',
    { zone: 'Asia/Tokyo', sent: sentAgo(1, 20) },
    deferred(now + 11 * hour, 'quiet_hours'),
  ],
  [
    'quiet hours, and a cap that does not',
    { zone: 'Asia/Tokyo', sent: sentAgo(1, 2) },
    withheld('frequency_cap', 'quiet_hours'),
  ],
  ['quiet hours to after its end', { zone: 'Asia/Tokyo', expiresAt: now + 11 * hour }, withheld('quiet_hours')],
  ['a conversation', { talks: [talk] }, deferred(now + 14 * day, 'open_conversation')],
  [
    'a conversation longer than the message lasts',
    { talks: [talk], expiresAt: now + day },
    withheld('open_conversation'),
  ],
  ['a conversation in which he wrote long ago', { talks: [{ ...talk, writtenAt: now - 14 * day }] }, { send: true }],
  ['a conversation that we opened', { talks: [{ ...talk, writtenAt: null }] }, { send: true }],
  ['a conversation that is resolved', { talks: [{ ...talk, isResolved: true }] }, { send: true }],
  ['a bad rating', { talks: [rated] }, deferred(now + 6 * day, 'bad_rating')],
  ['a good one', { talks: [{ ...rated, rating: 3 }] }, { send: true }],
  ['both', { talks: [rated, talk] }, deferred(now + 14 * day, 'open_conversation', 'bad_rating')],
  [
    'a hold that has ended, within a day',
    { held: { reasons: ['bad_rating'], endedAt: now - hour } },
    deferred(now + 23 * hour, 'bad_rating'),
  ],
  ['a day after it', { held: { reasons: ['bad_rating'], endedAt: now - day } }, { send: true }],
  [
    'where another went today',
    { held: { reasons: ['bad_rating'], endedAt: now - 5 * day }, releasedAt: now - hour },
    deferred(now + 23 * hour, 'bad_rating'),
  ],
  ['one that was not held', { releasedAt: now - hour }, { send: true }],
  ['control group', { isInControlGroup: true }, withheld('control_group')],
  ['duplicate', { isDuplicate: true }, withheld('duplicate_address')],
  ['expired', { expiresAt: now }, withheld('expired')],
  ['exit', { hasExited: true }, withheld('exit_met')],
  ['its topic is archived', { isTopicArchived: true }, withheld('topic_archived')],
  [
    'what time resolves beside what it does not',
    { talks: [talk], hasExited: true },
    withheld('open_conversation', 'exit_met'),
  ],
])('%s', (_, change, decision) => {
  expect(decide({ ...fine, ...change }, policy, now)).toEqual(decision);
});

test('transactional messages go past everything but suppression, a missing address, an archived topic, and their own end', () => {
  const orders = { ...fine, topic: { key: 'orders', kind: 'transactional', basis: 'opt_in' } } as const;
  const against = {
    consents: [],
    sent: sentAgo(1, 2, 3),
    zone: 'Asia/Tokyo',
    talks: [talk, rated],
    isInControlGroup: true,
  };
  expect(decide({ ...orders, ...against }, policy, now)).toEqual({ send: true });
  expect(decide({ ...orders, ...against, address: null }, policy, now)).toEqual(withheld('no_address'));
  expect(decide({ ...orders, ...against, isTopicArchived: true }, policy, now)).toEqual(withheld('topic_archived'));
  expect(decide({ ...orders, ...against, expiresAt: now, hasExited: true }, policy, now)).toEqual(
    withheld('expired', 'exit_met'),
  );
});

const drawn: fc.Arbitrary<Intended> = fc.record({
  ...{ channel: fc.constant('email'), address: fc.constantFrom('a', null), addresses: fc.constant(['a']) },
  topic: fc.record({
    key: fc.constant('offers'),
    kind: fc.constantFrom('marketing', 'transactional'),
    basis: fc.constantFrom('opt_in', 'opt_out'),
  }),
  expiresAt: fc.integer({ min: -1, max: 30 }).map((days) => now + days * day),
  consents: fc.subarray([granted, { ...granted, decision: 'denied' as const, at: -1 }]),
  suppressions: fc.constantFrom<Intended['suppressions']>(
    [],
    [{ address: 'a', channel: 'email', reason: 'manual', at: 0, liftedAt: null }],
  ),
  sent: fc.array(fc.nat({ max: 40 }), { maxLength: 3 }).map((hours) => sentAgo(...hours)),
  zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York'),
  talks: fc.subarray([talk, rated]),
  held: fc.constantFrom<Intended['held']>(null, { reasons: ['bad_rating'], endedAt: now - hour }),
  releasedAt: fc.constantFrom(null, now - 2 * hour),
  ...{
    isInControlGroup: fc.boolean(),
    isDuplicate: fc.boolean(),
    hasExited: fc.boolean(),
    isOutsideSandbox: fc.boolean(),
    isTopicArchived: fc.boolean(),
  },
});
const first = (decision: Decision): readonly string[] =>
  'withheld' in decision ? decision.withheld : 'reasons' in decision ? decision.reasons : [];

test('reasons come in their order; what is put off is put off to a later time, before it expires', () => {
  fc.assert(
    fc.property(drawn, (message) => {
      const decision = decide(message, policy, now);
      const places = first(decision).map((reason) => withheldReasons.findIndex((one) => one === reason));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      if (!('deferredUntil' in decision)) return;
      expect(decision.deferredUntil).toBeGreaterThan(now);
      expect(decision.deferredUntil).toBeLessThan(message.expiresAt);
    }),
  );
});

test('asked again whenever it is put off to, a message is sent or withheld in the end', () => {
  fc.assert(
    fc.property(drawn, (message) => {
      let at = now;
      for (let asked = 0; asked < 10; asked += 1) {
        const decision = decide(message, policy, at);
        if (!('deferredUntil' in decision)) return;
        at = decision.deferredUntil;
      }
      throw new Error('put off for ever');
    }),
  );
});

test('whoever may get a message may get it without any of what stands against others', () => {
  fc.assert(
    // Of all that is drawn little may go: what never does is left out.
    fc.property(
      drawn.map((one) => ({ ...one, isTopicArchived: false })),
      (message) => {
        fc.pre('send' in decide(message, policy, now));
        const eased = { ...message, sent: [], talks: [], suppressions: [], isInControlGroup: false, zone: 'UTC' };
        expect(decide(eased, policy, now)).toEqual({ send: true });
      },
    ),
  );
});
