import { endsIn, stepFiguresIn } from './figures';

test('of a step it is known how many left there, by the most frequent reason first', () => {
  const left = [
    { reason: 'exit', count: 2 },
    { reason: 'withheld', count: 5 },
  ];
  const found = stepFiguresIn([{ step: 'mail', reached: 90, count: 3, failing: 1, left }]);
  expect(found.get('mail')).toEqual({
    ...{ reached: 90, count: 3, failing: 1, left: 7 },
    leftBy: [
      { reason: 'withheld', count: 5 },
      { reason: 'exit', count: 2 },
    ],
  });
});

test('what is not there counts as nothing', () => {
  expect([stepFiguresIn(undefined).size, endsIn(undefined)]).toEqual([0, []]);
});
