import { type ConversationFact, type ConversationSnapshot, factOf } from '@rapport/sdk';
import fc from 'fast-check';
import { foldConversation } from './fold';
import { factsOfSnapshot, quietMilliseconds } from './snapshot';

const t0 = Date.parse('2026-11-01T10:00:00Z');
const minute = 60_000;
const later = t0 + 60 * minute;
const priya = { id: '7', name: 'Priya' };
const tom = { id: '4', name: 'Tom' };
const opened: ConversationFact = { kind: 'opened', key: 'opened', at: t0, channel: 'web', subject: null };
const known: readonly ConversationFact[] = [
  opened,
  factOf.assigned('agent', t0 + minute, null, priya),
  factOf.labelled(t0 + minute, ['billing'], []),
  factOf.noted(t0 + minute, 'topic', 'refund'),
  factOf.status(t0 + 5 * minute, 'open', 'resolved'),
];
const asKnown = { status: 'resolved', agent: priya, team: null, labels: ['billing'], topic: 'refund' } as const;

test.each<[string, Partial<ConversationSnapshot>, readonly ConversationFact[]]>([
  ['nothing new', asKnown, []],
  ['what the helpdesk does not know of is left alone', {}, []],
  ['it was opened again', { status: 'open' }, [factOf.status(t0 + 9 * minute, 'resolved', 'open')]],
  ['somebody else has it', { agent: tom }, [factOf.assigned('agent', t0 + 9 * minute, priya, tom)]],
  ['nobody has it', { agent: null }, [factOf.assigned('agent', t0 + 9 * minute, priya, null)]],
  ['a team has it', { team: tom }, [factOf.assigned('team', t0 + 9 * minute, null, tom)]],
  ['other labels', { labels: ['vip'] }, [factOf.labelled(t0 + 9 * minute, ['vip'], ['billing'])]],
  ['another topic', { topic: null }, [factOf.noted(t0 + 9 * minute, 'topic', null)]],
  ['an outcome', { outcome: 'refunded' }, [factOf.noted(t0 + 9 * minute, 'outcome', 'refunded')]],
])('%s', (_, more, expected) => {
  expect(factsOfSnapshot(known, { at: t0 + 9 * minute, ...more }, later)).toEqual(expected);
});

test('of what is new to us it is said how it stands, and from nobody knows what', () => {
  expect(factsOfSnapshot([opened], { at: t0 + minute, status: 'resolved', agent: tom, labels: [] }, later)).toEqual([
    factOf.status(t0 + minute, null, 'resolved'),
    factOf.assigned('agent', t0 + minute, null, tom),
  ]);
});

test('what happened within the last two minutes may be told by a webhook yet', () => {
  const snapshot: ConversationSnapshot = { at: t0 + 9 * minute, status: 'open' };
  const told = (now: number): number => factsOfSnapshot(known, snapshot, now).length;
  expect([told(snapshot.at + quietMilliseconds - 1), told(snapshot.at + quietMilliseconds)]).toEqual([0, 1]);
  const written: ConversationFact = {
    ...({ kind: 'message', key: 'message:1', at: later - minute, author: 'customer', by: null } as const),
    ...{ isPrivate: false, text: 'still there?', attachments: 0 },
  };
  expect(factsOfSnapshot([...known, written], snapshot, later)).toEqual([]);
});

test('a snapshot that is older than what is known says nothing', () => {
  expect(factsOfSnapshot(known, { ...asKnown, at: t0 + 2 * minute, status: 'open' }, later)).toEqual([]);
});

test('once its facts are known a snapshot shows nothing new, and where the conversation stands is as it shows', () => {
  const at = fc.integer({ min: 0, max: 8 }).map((n) => t0 + n * minute);
  const party = fc.constantFrom(null, priya, tom);
  const status = fc.constantFrom('open' as const, 'pending' as const, 'resolved' as const);
  const fact = fc.oneof(
    fc.tuple(at, status, status).map((all) => factOf.status(...all)),
    fc.tuple(at, party, party).map((all) => factOf.assigned('agent', ...all)),
    fc.tuple(at, fc.subarray(['a', 'b'])).map(([when, labels]) => factOf.labelled(when, labels, [])),
  );
  const snapshot = fc.record({ status, agent: party, labels: fc.subarray(['a', 'b', 'c']) });
  fc.assert(
    fc.property(fc.array(fact), snapshot, (facts, shown) => {
      const all = [opened, ...facts];
      const now: ConversationSnapshot = { ...shown, at: t0 + 9 * minute };
      const more = factsOfSnapshot(all, now, later);
      expect(factsOfSnapshot([...all, ...more], now, later)).toEqual([]);
      const state = foldConversation([...all, ...more]);
      expect([state.status, state.agent]).toEqual([shown.status, shown.agent?.name ?? null]);
    }),
  );
});
