import fc from 'fast-check';
import { keptSince, parseRetention, retentionDaysMax, type RetentionRule, withRule } from './retention';

const now = Date.parse('2026-11-22T00:00:00Z');
const day = 86_400_000;

test.each([
  [
    'a rule of its own',
    [
      { name: 'A', days: 3 },
      { name: null, days: 10 },
    ],
    now - 3 * day,
  ],
  [
    'the default',
    [
      { name: 'B', days: 3 },
      { name: null, days: 10 },
    ],
    now - 10 * day,
  ],
  ['no rule at all', [{ name: 'B', days: 3 }], -Infinity],
  [
    'for ever, whatever the default says',
    [
      { name: 'A', days: null },
      { name: null, days: 10 },
    ],
    -Infinity,
  ],
  ['a name that is empty is not the default', [{ name: '', days: 3 }], -Infinity],
] satisfies [string, RetentionRule[], number][])('%s', (_, rules, since) => {
  expect(keptSince(rules, 'A', now)).toBe(since);
});

test('time only ever moves what is kept forward, and a longer rule keeps no less', () => {
  const rules = fc.array(
    fc.record({
      name: fc.constantFrom('A', 'B', null),
      days: fc.option(fc.integer({ min: 1, max: retentionDaysMax })),
    }),
  );
  fc.assert(
    fc.property(rules, fc.nat(1e9), (list, later) => {
      expect(keptSince(list, 'A', now + later)).toBeGreaterThanOrEqual(keptSince(list, 'A', now));
      const longer = list.map((rule) => ({ ...rule, days: rule.days === null ? null : rule.days + 1 }));
      expect(keptSince(longer, 'A', now)).toBeLessThanOrEqual(keptSince(list, 'A', now));
    }),
  );
});

test.each([
  ['90d', 90],
  ['90', 90],
  ['2w', 14],
  ['3m', 90],
  ['2y', 730],
  ['forever', null],
])('%s is %s days', (text, days) => expect(parseRetention(text)).toEqual({ days }));

test.each(['', '0d', '-3d', '1.5d', 'soon', '99999y', '5 hours'])('"%s" is no time', (text) =>
  expect(parseRetention(text)).toBeNull(),
);

test('a change that is only tried puts its rule in the place of the old one, or takes it away', () => {
  const rules = [
    { name: null, days: 90 },
    { name: 'Page', days: 30 },
  ];
  expect(withRule(rules, { name: 'Page', days: 7 })).toEqual([rules[0], { name: 'Page', days: 7 }]);
  expect(withRule(rules, { name: 'Page', days: null })).toEqual([rules[0], { name: 'Page', days: null }]);
  expect(withRule(rules, { name: null })).toEqual([rules[1]]);
  expect(withRule([], { name: null, days: 1 })).toEqual([{ name: null, days: 1 }]);
});
