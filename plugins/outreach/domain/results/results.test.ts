import { type Group, resultsOf } from './results';

const none = {
  ...{ sent: 0, delivered: 0, opened: 0, clicked: 0, converted: 0, unsubscribed: 0, bounced: 0, complained: 0 },
};
const group = (arm: string, more: Partial<Group>): Group => ({
  ...{ arm, template: arm, locale: 'en', medium: 'email', isControl: false, people: 0, ...none },
  ...more,
});

test('totals leave out who was held out; arms are compared with the largest, everybody with the control group', () => {
  const results = resultsOf({
    scores: [
      { arm: 'a', survey: 'csat', score: 5, count: 2 },
      { arm: 'b', survey: 'csat', score: 5, count: 1 },
      { arm: 'b', survey: 'csat', score: 1, count: 1 },
    ],
    ...{ names: new Map([['a', 'Text A']]), people: null },
    groups: [
      group('b', { sent: 80, delivered: 79, opened: 50, converted: 48, bounced: 1 }),
      group('a', { sent: 60, delivered: 60, clicked: 12, converted: 50, locale: 'de' }),
      group('a', { sent: 10, delivered: 10, converted: 6, unsubscribed: 2 }),
      group('a', { isControl: true, people: 20, converted: 3 }),
      group('b', { isControl: true, people: 20, converted: 1, locale: null }),
    ],
    days: [{ day: '2026-11-30', sent: 150, opened: 50, clicked: 12, converted: 104, unsubscribed: 2 }],
  });
  expect(results.totals).toEqual({
    ...{ sent: 150, delivered: 149, opened: 50, clicked: 12, converted: 104 },
    ...{ unsubscribed: 2, bounced: 1, complained: 0 },
  });
  expect(results.arms.map(({ key, sent, converted, lift }) => [key, sent, converted, lift?.low.toFixed(4)])).toEqual([
    ['b', 80, 48, undefined],
    // 56/70 against 48/80: Newcombe's first example.
    ['a', 70, 56, '0.0524'],
  ]);
  expect(results.control).toMatchObject({ people: 40, converted: 4, got: { people: 150, converted: 104 } });
  expect(results.control?.lift?.difference).toBeCloseTo(104 / 150 - 4 / 40, 12);
  expect(results.locales.map(({ key, sent }) => [key, sent])).toEqual([
    ['en', 90],
    ['de', 60],
  ]);
  expect(results.channels).toHaveLength(1);
  expect(results.surveys).toMatchObject([{ survey: 'csat', answers: 4, value: { value: 0.75 } }]);
  expect(results.arms.map(({ templates, surveys }) => [templates, surveys.map(({ value }) => value.value)])).toEqual([
    [[{ key: 'b', name: null }], [0.5]],
    [[{ key: 'a', name: 'Text A' }], [1]],
  ]);
});

test('a journey is measured by people, however many messages each got; its steps are not compared with each other', () => {
  const { control, arms } = resultsOf({
    groups: [
      group('hello', { sent: 80, converted: 20 }),
      group('again', { sent: 60, converted: 30, template: 'second' }),
      group('again', { sent: 10, converted: 6, template: 'first' }),
      group('hello', { isControl: true, people: 85, converted: 40 }),
    ],
    people: [
      { isControl: false, people: 70, converted: 56 },
      { isControl: true, people: 80, converted: 48 },
    ],
    ...{ days: [], scores: [], names: new Map() },
  });
  // Newcombe's first example.
  expect(control).toMatchObject({ people: 80, converted: 48, got: { people: 70, converted: 56 } });
  expect([control?.lift?.low.toFixed(4), control?.lift?.high.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  expect(arms.map(({ key, lift, templates }) => [key, lift, ...templates.map((one) => one.key)])).toEqual([
    ['hello', null, 'hello'],
    ['again', null, 'first', 'second'],
  ]);
});

test('a campaign of which nothing was sent has no lift, and no control group', () => {
  const nothing = { groups: [], days: [], scores: [], names: new Map<string, string>(), people: null };
  expect(resultsOf(nothing)).toEqual({
    ...{ totals: none, control: null, arms: [], locales: [], channels: [], days: [], surveys: [] },
  });
  expect(resultsOf({ ...nothing, groups: [group('a', { isControl: true, people: 3 })] }).control).toEqual({
    ...{ people: 3, converted: 0, got: { people: 0, converted: 0 }, lift: null },
  });
  expect(resultsOf({ ...nothing, people: [] }).control).toBeNull();
});
