import { everyDay, resultsIn, textsOfArm } from './results-in';

const none = {
  ...{ sent: 0, delivered: 0, opened: 0, clicked: 0, converted: 0, unsubscribed: 0, bounced: 0, complained: 0 },
};

test('results are read as they come, and what is not of their shape reads as nothing', () => {
  const whole = {
    goal: { event: 'Order Completed', days: 7 },
    totals: { ...none, sent: 9, opened: 4 },
    control: {
      ...{ people: 3, converted: 1, got: { people: 9, converted: 4 } },
      lift: { difference: 0.1, low: -0.3, high: 0.5 },
    },
    arms: [],
    ...{ locales: [], channels: [] },
    days: [{ day: '2026-11-30', sent: 9, opened: 4, clicked: 0, converted: 4, unsubscribed: 0 }],
    surveys: [{ survey: 'nps', answers: 1, scores: [{ score: 9, count: 1 }], value: { value: 1, low: 0.2, high: 1 } }],
  };
  expect(resultsIn(whole)).toEqual(whole);
  expect(resultsIn({ totals: 'many', control: [], days: [3], surveys: { nps: 1 } })).toEqual({
    ...{ goal: null, totals: none, control: null, arms: [], locales: [], channels: [], days: [], surveys: [] },
  });
  expect(resultsIn(null)).toBeNull();
});

test('a text is called by its name, and by its key where it is gone; what was answered stands with it', () => {
  const nps = { survey: 'nps', answers: 0, scores: [], value: null };
  const arm = (key: string, ...templates: readonly { key: string; name: string | null }[]) => ({
    ...{ key, templates, surveys: [nps], ...none, sent: 9, lift: null },
  });
  const results = resultsIn({
    arms: [
      arm('a', { key: 'a', name: 'Spring offer' }),
      arm('ask', { key: 'nps', name: 'How was it?' }, { key: 'nps-2', name: null }),
      arm('old'),
    ],
  });
  expect(results?.arms[0]).toEqual({
    ...{ key: 'a', figures: { ...none, sent: 9 }, lift: null },
    ...{ templates: [{ key: 'a', name: 'Spring offer' }], surveys: [nps] },
  });
  expect(results?.arms.map(textsOfArm)).toEqual(['Spring offer', 'How was it?, nps-2', 'old']);
});

test('days on which nothing happened are shown, too, over a change of the clocks as well; the latest 400', () => {
  const day = (name: string, sent: number) => ({
    ...{ day: name, sent, opened: 0, clicked: 0, converted: 0, unsubscribed: 0 },
  });
  expect(everyDay([day('2026-03-28', 3), day('2026-03-30', 1)]).map((one) => [one.day, one.sent])).toEqual([
    ...[
      ['2026-03-28', 3],
      ['2026-03-29', 0],
      ['2026-03-30', 1],
    ],
  ]);
  const long = everyDay([day('2020-01-01', 1), day('2026-03-30', 1)]);
  expect([long.length, long[0]?.day, long[0]?.sent]).toEqual([400, '2025-02-24', 0]);
  expect(everyDay([])).toEqual([]);
});
