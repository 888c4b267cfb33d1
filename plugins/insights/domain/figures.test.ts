import type { ConversationFact, ConversationStatus, Party } from '@rapport/sdk';
import fc from 'fast-check';
import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { figures, valuesOf } from './figures';
import { type Around, measuresOf } from './measures';
import { summarise } from './summary';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const start = Date.parse('2026-03-28T22:00:00Z');
const priya: Party = { id: '7', name: 'Priya' };
const tom: Party = { id: '8', name: 'Tom' };

let count = 0;
const wrote = (at: number, author: 'customer' | 'agent' | 'bot', isPrivate = false): ConversationFact => ({
  ...({ kind: 'message', text: 'x', attachments: 0 } as const),
  ...{ key: `message:${++count}`, at: start + at, author, isPrivate, by: author === 'agent' ? priya : null },
});
const turned = (at: number, from: ConversationStatus | null, to: ConversationStatus): ConversationFact => ({
  ...({ kind: 'status' } as const),
  ...{ key: `status:${at}:${to}`, at: start + at, from, to },
});
const handed = (at: number, from: Party | null, to: Party | null): ConversationFact => ({
  ...({ kind: 'assigned', role: 'agent' } as const),
  ...{ key: `agent:${at}`, at: start + at, from, to },
});
const rated = (at: number, rating: number): ConversationFact => ({
  ...({ kind: 'rated', comment: null } as const),
  ...{ key: `rated:${at}`, at: start + at, rating },
});

const around: Around = { openedAt: start, contactedAgain: false, recommended: null, agent: null };

/** Figure -> what the conversation adds, by days of Berlin. */
function valueOf(facts: readonly ConversationFact[], more: Partial<Around> = {}): Record<string, number> {
  const values = valuesOf(measuresOf(facts, { ...around, ...more }), 'Europe/Berlin');
  return Object.fromEntries(values.map(({ figure, value }) => [figure, value]));
}
const plain = [wrote(0, 'customer'), wrote(5 * minute, 'agent'), turned(20 * minute, 'open', 'resolved')];

test('asked, answered by a person, resolved', () => {
  expect(valueOf(plain)).toEqual({
    ...{ first_contact_resolution: 1, time_to_human: 5 * minute, handling_time: 20 * minute },
    ...{ hand_offs: 0, abandonment: 0 },
  });
});

test('snoozed time is no handling; a conversation that is only snoozed is not resolved', () => {
  const snoozed = [wrote(0, 'customer'), wrote(minute, 'agent'), turned(10 * minute, 'open', 'snoozed')];
  expect(valueOf(snoozed)).toEqual({ time_to_human: minute, abandonment: 0 });
  const ended = [...snoozed, turned(9 * hour, 'snoozed', 'open'), turned(9 * hour + minute, 'open', 'resolved')];
  expect(valueOf(ended)['handling_time']).toBe(11 * minute);
});

test('opened again: not solved by the first contact, and its stretches add up without the time between', () => {
  const again = [...plain, turned(hour, 'resolved', 'open')];
  expect(valueOf(again)).toMatchObject({ first_contact_resolution: 0, hand_offs: 0 });
  expect(valueOf(again)).not.toHaveProperty('handling_time');
  expect(valueOf([...again, turned(2 * hour, 'open', 'resolved')])['handling_time']).toBe(80 * minute);
});

test('a customer who comes back soon was not helped by the first contact', () => {
  expect(valueOf(plain, { contactedAgain: true })['first_contact_resolution']).toBe(0);
});

test('routing agrees where the recommended agent has it, or wrote last where nobody has; nobody yet counts nothing', () => {
  const recommended = { agent: 'Priya', at: start - 30 * hour };
  const agreement = (facts: readonly ConversationFact[], more: Partial<Around>): number | undefined =>
    valueOf(facts, more)['routing_agreement'];
  expect(agreement(plain, {})).toBeUndefined();
  expect(agreement(plain, { recommended })).toBe(1);
  expect(agreement(plain, { recommended, agent: 'Tom' })).toBe(0);
  expect(agreement([wrote(0, 'customer')], { recommended })).toBeUndefined();
  const values = valuesOf(measuresOf(plain, { ...around, recommended }), 'Europe/Berlin');
  expect(values.find(({ figure }) => figure === 'routing_agreement')?.day).toBe('2026-03-27');
});

test('a bot alone can resolve it; nobody waits for a person then, and no person handled it', () => {
  const bot = [turned(0, null, 'pending'), wrote(second, 'customer'), wrote(2 * second, 'bot')];
  expect(valueOf([...bot, turned(minute, 'pending', 'resolved')])).toEqual({
    ...{ first_contact_resolution: 1, hand_offs: 0, abandonment: 0 },
  });
});

test('a bot passes it to people: time with the bot is no handling, and without a person it was abandoned', () => {
  const passed = [
    turned(0, null, 'pending'),
    wrote(second, 'customer'),
    wrote(2 * second, 'bot'),
    turned(minute, 'pending', 'open'),
  ];
  expect(valueOf(passed)).toEqual({});
  expect(valueOf([...passed, turned(hour, 'open', 'resolved')])).toMatchObject({ abandonment: 1, hand_offs: 1 });
  const answered = [...passed, wrote(3 * minute, 'agent'), turned(11 * minute, 'open', 'resolved')];
  expect(valueOf(answered)).toMatchObject({
    ...{ abandonment: 0, handling_time: 10 * minute, time_to_human: 3 * minute - second },
  });
});

test('no reply: it waits, then it was abandoned; it was not resolved by a contact', () => {
  const waiting = [wrote(0, 'customer'), wrote(minute, 'agent', true)];
  expect(valueOf(waiting)).toEqual({});
  expect(valueOf([...waiting, turned(hour, 'open', 'resolved')])).toEqual({ abandonment: 1, hand_offs: 0 });
});

test('an agent wrote first and the customer never: only what was handed over counts', () => {
  expect(valueOf([wrote(0, 'agent'), turned(hour, 'open', 'resolved')])).toEqual({ hand_offs: 0 });
});

test('a rating that was changed counts once, with the last answer', () => {
  expect(valueOf([...plain, rated(hour, 2)])['csat']).toBe(0);
  expect(valueOf([...plain, rated(hour, 2), rated(2 * hour, 4)])['csat']).toBe(1);
});

test('hand-offs are counted up to the first resolution', () => {
  const facts = [wrote(0, 'customer'), handed(minute, null, priya), handed(hour, priya, tom)];
  const resolved = [...facts, turned(2 * hour, 'open', 'resolved'), handed(3 * hour, tom, priya)];
  expect(valueOf(resolved)['hand_offs']).toBe(1);
});

test('the day is the workspace’s; a wait over the change of clocks is as long as it was', () => {
  // Berlin: 28 March 23:00 (UTC+1); the clocks go forward at 2:00 on the 29th.
  const facts = [wrote(0, 'customer'), wrote(4 * hour, 'agent'), turned(25 * hour, 'open', 'resolved')];
  const days = valuesOf(measuresOf(facts, around), 'Europe/Berlin');
  expect(days.map(({ figure, day, value }) => `${figure} ${day} ${value / hour}`)).toEqual([
    `first_contact_resolution 2026-03-30 ${1 / hour}`,
    'time_to_human 2026-03-28 4',
    'handling_time 2026-03-30 25',
    'hand_offs 2026-03-30 0',
    'abandonment 2026-03-28 0',
  ]);
});

const at = fc.integer({ min: 0, max: 2_000 }).map((seconds) => seconds * second);
const status = fc.constantFrom<ConversationStatus>('open', 'pending', 'snoozed', 'resolved');
const anyFact = fc.oneof(
  fc.tuple(at, fc.constantFrom('customer', 'agent', 'bot'), fc.boolean()).map((one) => wrote(...one)),
  fc.tuple(at, status, status).map((one) => turned(...one)),
  fc.tuple(at, fc.constantFrom(null, priya, tom), fc.constantFrom(null, priya, tom)).map((one) => handed(...one)),
  fc.tuple(at, fc.integer({ min: 1, max: 5 })).map((one) => rated(...one)),
);
const anyFacts = fc.uniqueArray(anyFact, { maxLength: 25, selector: ({ key }) => key });

test('the order in which facts arrived matters to no figure', () => {
  fc.assert(
    fc.property(
      anyFacts.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))),
      ([one, other]) => expect(valueOf(other)).toEqual(valueOf(one)),
    ),
  );
});

test('no figure is negative, shares are 0 or 1, and time in which it was open is no longer than the conversation', () => {
  fc.assert(
    fc.property(anyFacts, fc.boolean(), (facts, contactedAgain) => {
      const values = valueOf(facts, { contactedAgain });
      for (const { name, kind } of figures) {
        const value = values[name];
        if (value === undefined) continue;
        expect(value).toBeGreaterThanOrEqual(0);
        if (kind === 'share') expect([0, 1]).toContain(value);
      }
      const last = Math.max(start, ...facts.map((fact) => fact.at));
      expect(values['handling_time'] ?? 0).toBeLessThanOrEqual(last - start);
    }),
  );
});

const csatVector = z.object({
  csat: z.object({
    example: z.object({ ratings_count: z.record(z.string(), z.number()), total: z.number(), score: z.string() }),
  }),
});

describeWithShared('../shared/vectors/kpi.json', () => {
  test('CSAT is what Chatwoot makes of the same ratings', () => {
    const { example } = csatVector.parse(readShared('vectors/kpi.json')).csat;
    const values = Object.entries(example.ratings_count).flatMap(([rating, times]) =>
      Array.from({ length: times }, () => valueOf([...plain, rated(hour, Number(rating))])['csat'] ?? NaN),
    );
    const sum = values.reduce((all, one) => all + one, 0);
    const { n, value } = summarise('share', { n: values.length, sum, squares: sum, ranked: null });
    expect([n, ((value ?? NaN) * 100).toFixed(2)]).toEqual([example.total, example.score]);
  });
});
