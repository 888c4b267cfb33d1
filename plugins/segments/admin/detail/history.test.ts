import { daysOf, roundUp } from './history';

test.each([
  [0, 4],
  [5, 6],
  [9, 10],
  [11, 20],
  [201, 400],
  [999, 1_000],
  [1_000, 1_000],
  [2_400_000, 4_000_000],
])('the axis of %d ends at %d', (value, top) => {
  expect(roundUp(value)).toBe(top);
});

test('days that are not of the expected shape read as empty', () => {
  expect(daysOf([{ day: '2026-11-29', size: 3, entered: 1 }, 7])).toEqual([
    { day: '2026-11-29', size: 3, entered: 1, left: 0 },
  ]);
  expect(daysOf(undefined)).toEqual([]);
});
