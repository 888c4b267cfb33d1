import { csvOf } from './tables';

const none = {
  ...{ sent: 0, delivered: 0, opened: 0, clicked: 0, converted: 0, unsubscribed: 0, bounced: 0, complained: 0 },
};

test('a spreadsheet has a line for each group, day and score, and cells that nothing is known of are empty', () => {
  const figures = { ...none, sent: 10, converted: 2 };
  const csv = csvOf({
    ...{ goal: null, totals: figures, locales: [], channels: [] },
    control: {
      people: 5,
      converted: 1,
      got: { people: 10, converted: 2 },
      lift: { difference: 0, low: -0.5, high: 0.4 },
    },
    arms: [
      {
        ...{ key: '=spring, 2', figures, lift: null, templates: [{ key: 'spring', name: 'Spring' }] },
        surveys: [{ survey: 'csat', answers: 1, scores: [{ score: 5, count: 1 }], value: null }],
      },
    ],
    days: [{ day: '2026-11-30', sent: 10, opened: 0, clicked: 0, converted: 2, unsubscribed: 0 }],
    surveys: [{ survey: 'nps', answers: 1, scores: [{ score: 9, count: 1 }], value: null }],
  });
  expect(
    csv
      .split('\n')
      .slice(0, -1)
      .map((line) => line.trim()),
  ).toEqual([
    'table,key,name,score,people,sent,delivered,opened,clicked,converted,unsubscribed,bounced,complained,lift,lift_low,lift_high',
    'total,,,,,10,0,0,0,2,0,0,0,,,',
    'compared,got,,,10,,,,,2,,,,,,',
    'compared,control,,,5,,,,,1,,,,0,-0.5,0.4',
    expect.stringMatching(/^arm,"'?=spring, 2",Spring,,,10,0,0,0,2,0,0,0,,,$/),
    'day,2026-11-30,,,,10,,0,0,2,0,,,,,',
    'nps,,,9,1,,,,,,,,,,,',
    expect.stringMatching(/^csat,"'?=spring, 2",Spring,5,1,,,,,,,,,,,$/),
  ]);
});
