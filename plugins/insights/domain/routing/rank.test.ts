import fc from 'fast-check';
import type { Candidate, RoutingCase } from './candidate';
import { priorityOf, rankAgents } from './rank';

const nobody = { n: 0, good: 0 };
const agent = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  ...{ agent: name, team: null, ratings: nobody, frustrated: nobody, topics: new Map(), languages: new Map() },
  ...{ conversations: 50, open: 0, isPresent: null },
  ...more,
});
const asked = (more: Partial<RoutingCase> = {}): RoutingCase => ({
  ...{ topic: null, language: null, complexity: 0, isFrustrated: false, orders: 0, before: new Map() },
  ...more,
});
const best = (candidates: readonly Candidate[], of: RoutingCase): string | undefined =>
  rankAgents(candidates, of)[0]?.agent;

test('whom the customer was content with, not whom he rated badly', () => {
  const before = new Map([
    ['Ann', { conversations: 2, ratings: { n: 2, good: 2 } }],
    ['Bob', { conversations: 2, ratings: { n: 2, good: 0 } }],
  ]);
  const [first, , last] = rankAgents([agent('Bob'), agent('Cem'), agent('Ann')], asked({ before }));
  expect([first?.agent, last?.agent]).toEqual(['Ann', 'Bob']);
  expect(first?.reasons[0]?.text.en).toBe('2 conversation(s) with this customer before, 2 of 2 ratings good');
});

test('skill in the topic counts more the more there is of it', () => {
  const skilled = agent('Ann', { topics: new Map([['router', { n: 40, good: 38 }]]) });
  const lucky = agent('Bob', { topics: new Map([['router', { n: 1, good: 1 }]]) });
  expect(best([lucky, skilled], asked({ topic: 'router' }))).toBe('Ann');
  expect(rankAgents([lucky, skilled], asked({ topic: 'invoice' })).map(({ score }) => score)).toEqual([0, 0]);
});

test('after frustration those who are good at that; somebody who is not there, or full, is passed over', () => {
  const calm = agent('Ann', { frustrated: { n: 20, good: 20 } });
  const curt = agent('Bob', { frustrated: { n: 20, good: 4 } });
  expect(best([curt, calm], asked({ isFrustrated: true }))).toBe('Ann');
  expect(
    best(
      [
        { ...calm, isPresent: false },
        { ...curt, isPresent: true },
      ],
      asked({ isFrustrated: true }),
    ),
  ).toBe('Bob');
  expect(best([agent('Ann', { open: 9 }), agent('Bob', { open: 1 })], asked())).toBe('Bob');
});

test('frustration, complexity and a regular customer raise the priority', () => {
  expect(priorityOf(asked())).toBe('normal');
  expect(priorityOf(asked({ orders: 5 }))).toBe('high');
  expect(priorityOf(asked({ orders: 5, isFrustrated: true }))).toBe('urgent');
});

const record = fc.nat(30).chain((n) => fc.record({ n: fc.constant(n), good: fc.nat(n) }));
const anyAgents = fc.uniqueArray(
  fc
    .record({ name: fc.constantFrom('A', 'B', 'C', 'D', 'E'), ratings: record, frustrated: record, open: fc.nat(12) })
    .map(({ name, ...more }) => agent(name, more)),
  { selector: (one) => one.agent, minLength: 1 },
);

test('the order of candidates matters not; the score is the sum of its reasons', () => {
  fc.assert(
    fc.property(
      anyAgents.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      fc.boolean(),
      ([one, other], isFrustrated) => {
        const ranked = rankAgents(one, asked({ isFrustrated }));
        expect(rankAgents(other, asked({ isFrustrated }))).toEqual(ranked);
        for (const { score, reasons } of ranked)
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 5);
      },
    ),
  );
});
