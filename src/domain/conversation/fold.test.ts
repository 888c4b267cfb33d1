import { type ConversationFact, type ConversationStatus, factOf, type Party } from '@rapport/sdk';
import fc from 'fast-check';
import { eventOf } from './events';
import { foldConversation, handOversOf, inOrder, placeInTime } from './fold';

const second = 1_000;
const minute = 60 * second;
const priya: Party = { id: '7', name: 'Priya' };
const tom: Party = { id: '8', name: null };
const opened = (at = 0, channel: string | null = 'web'): ConversationFact => ({
  ...({ kind: 'opened', key: 'opened', subject: null } as const),
  ...{ at, channel },
});
let n = 0;
const message = (at: number, author: 'customer' | 'agent' | 'bot' | 'system', isPrivate = false): ConversationFact => ({
  ...({ kind: 'message', by: null, text: 'x', attachments: 0 } as const),
  ...{ key: `message:${++n}`, at, author, isPrivate },
});
const status = (at: number, from: ConversationStatus | null, to: ConversationStatus): ConversationFact => ({
  ...({ kind: 'status' } as const),
  ...{ key: `status:${at}:${to}`, at, from, to },
});
const assigned = (
  at: number,
  from: Party | null,
  to: Party | null,
  role: 'agent' | 'team' = 'agent',
): ConversationFact => ({
  ...({ kind: 'assigned' } as const),
  ...{ key: `${role}:${at}`, at, role, from, to },
});

test('what is known of nothing but one message', () => {
  expect(foldConversation([message(minute, 'customer')])).toEqual({
    ...{ channel: null, status: 'open', team: null, agent: null, handoffs: 0, openedAt: minute, firstReplyAt: null },
    ...{ resolvedAt: null, reopened: 0, rating: null, topic: null, outcome: null },
    ...{ lastWriter: 'customer', lastWrittenAt: minute },
  });
});

test('nobody noted a topic: what most messages are about is it', () => {
  const about = (at: number, ...intents: string[]): ConversationFact => ({
    ...({ kind: 'message', author: 'customer', by: null, isPrivate: false, text: 'x', attachments: 0 } as const),
    ...{ key: `message:${at}`, at, found: intents.length === 0 ? {} : { intents } },
  });
  const topic = (...facts: ConversationFact[]) => foldConversation(facts).topic;
  const said = [about(4, 'delivery', 'refund'), about(2, 'human'), about(1), about(3, 'delivery')];
  expect(topic(...said)).toBe('delivery');
  expect(topic(about(2, 'refund'), about(1, 'delivery'))).toBe('delivery');
  expect(topic(...said, factOf.noted(9, 'topic', 'billing'))).toBe('billing');
  expect(topic(...said, factOf.noted(9, 'topic', 'billing'), factOf.noted(10, 'topic', null))).toBe('delivery');
});

test('the first reply is of a person, public, and after the customer asked', () => {
  const first = (...facts: ConversationFact[]) => foldConversation([opened(), ...facts]).firstReplyAt;
  expect(first(message(1, 'agent'), message(2, 'customer'))).toBeNull();
  expect(first(message(1, 'customer'), message(2, 'bot'), message(3, 'agent', true), message(4, 'system'))).toBeNull();
  expect(first(message(1, 'customer'), message(5, 'agent'), message(9, 'agent'))).toBe(5);
});

test('notes and texts of the helpdesk are not what somebody wrote last', () => {
  const folded = foldConversation([message(1, 'customer'), message(2, 'agent', true), message(3, 'system')]);
  expect([folded.lastWriter, folded.lastWrittenAt]).toEqual(['customer', 1]);
});

test('resolved, opened again: it is not resolved any more, and was re-opened once', () => {
  const facts = [
    opened(),
    status(10, 'open', 'resolved'),
    status(20, 'resolved', 'open'),
    status(30, 'open', 'snoozed'),
  ];
  expect(foldConversation(facts)).toMatchObject({ status: 'snoozed', resolvedAt: null, reopened: 1 });
  expect(foldConversation([...facts, status(40, 'snoozed', 'resolved')])).toMatchObject({
    ...{ status: 'resolved', resolvedAt: 40, reopened: 1 },
  });
});

test('a hand-over is from somebody to somebody else; a new team and a new agent at once are one', () => {
  const count = (...facts: ConversationFact[]) => handOversOf(inOrder(facts)).length;
  expect(count(assigned(1, null, priya))).toBe(0);
  expect(count(assigned(1, null, priya), assigned(2, priya, null))).toBe(0);
  expect(count(assigned(minute, priya, tom))).toBe(1);
  expect(count(assigned(minute, priya, tom), assigned(2 * minute, tom, priya))).toBe(2);
  expect(
    count(
      assigned(minute, priya, tom),
      assigned(minute + second, { id: '1', name: 'A' }, { id: '2', name: 'B' }, 'team'),
    ),
  ).toBe(1);
  expect(count(message(1, 'bot'), status(2, 'pending', 'open'))).toBe(1);
  expect(count(status(2, 'pending', 'open'), message(3, 'bot'))).toBe(0);
});

test('names, where they are known; what was taken back is gone', () => {
  const folded = foldConversation([
    opened(),
    assigned(1, null, tom),
    assigned(2, null, { id: '3', name: 'Parcels' }, 'team'),
    { kind: 'noted', key: 'n1', at: 3, topic: 'delivery', outcome: 'saved' },
    { kind: 'noted', key: 'n2', at: 4, outcome: null },
  ]);
  expect(folded).toMatchObject({ agent: '8', team: 'Parcels', topic: 'delivery', outcome: null });
});

const at = fc.integer({ min: 0, max: 20 }).map((seconds) => seconds * second);
const fact = fc.oneof(
  fc
    .record({ at, id: fc.integer({ min: 1, max: 900 }), author: fc.constantFrom('customer', 'agent', 'bot', 'system') })
    .map((one): ConversationFact => ({ ...message(one.at, one.author), key: `message:${one.id}` })),
  fc
    .record({ at, from: fc.constantFrom('open', 'pending', 'resolved'), to: fc.constantFrom('open', 'resolved') })
    .map((one) => status(one.at, one.from, one.to)),
  fc
    .record({ at, from: fc.constantFrom(null, priya, tom), to: fc.constantFrom(null, priya, tom) })
    .map((one) => assigned(one.at, one.from, one.to)),
);
const facts = fc.uniqueArray(fact, { minLength: 1, maxLength: 20, selector: (one) => one.key });

test('the order of arrival matters to nothing', () => {
  fc.assert(
    fc.property(
      facts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([one, other]) => {
        expect(foldConversation(other)).toEqual(foldConversation(one));
        const places = inOrder(one).map(placeInTime);
        expect([...places].sort((a, b) => a - b)).toEqual(places);
      },
    ),
  );
});

test('on the timeline: the live chat names of the spec; what is not for the customer is not there', () => {
  const of = { conversation_id: '88' };
  const name = (one: ConversationFact) => eventOf(one, of)?.name ?? null;
  expect(name(opened())).toBe('Live Chat Conversation Started');
  expect(eventOf({ ...message(1, 'agent'), key: 'message:5' }, of)).toEqual({
    name: 'Live Chat Message Received',
    properties: { conversation_id: '88', message_id: '5', message_body: 'x' },
  });
  expect([name(message(1, 'customer')), name(message(1, 'bot'))]).toEqual([
    'Live Chat Message Sent',
    'Live Chat Message Received',
  ]);
  expect([name(message(1, 'agent', true)), name(message(1, 'system'))]).toEqual([null, null]);
  expect(name(status(1, 'open', 'resolved'))).toBe('Live Chat Conversation Ended');
  expect(name(status(1, 'resolved', 'open'))).toBe('Conversation Reopened');
  expect(eventOf(assigned(1, priya, tom), of)).toEqual({
    name: 'Conversation Handed Over',
    properties: { conversation_id: '88', from_agent_id: '7', from_agent_name: 'Priya', agent_id: '8' },
  });
  expect([name(assigned(1, null, tom)), name(assigned(1, tom, null))]).toEqual([
    'Conversation Assigned',
    'Conversation Unassigned',
  ]);
});
