import { wilsonInterval } from '@rapport/sdk';
import { liftOf } from './proportions';

/** Newcombe 1998, Statistics in Medicine 17:873-890, table II, method 10 (hybrid score, without correction). */
const published: readonly (readonly [
  hits1: number,
  of1: number,
  hits2: number,
  of2: number,
  low: number,
  high: number,
])[] = [
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [0, 10, 0, 10, -0.2775, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
  [10, 10, 0, 10, 0.6075, 1],
];

test.each(published)('the lift of %i/%i over %i/%i lies where Newcombe says', (hits1, of1, hits2, of2, low, high) => {
  const lift = liftOf({ hits: hits1, of: of1 }, { hits: hits2, of: of2 });
  expect(lift?.difference).toBeCloseTo(hits1 / of1 - hits2 / of2, 12);
  expect([lift?.low.toFixed(4), lift?.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  const turned = liftOf({ hits: hits2, of: of2 }, { hits: hits1, of: of1 });
  expect([turned?.low.toFixed(4), turned?.high.toFixed(4)]).toEqual([(-high).toFixed(4), (-low).toFixed(4)]);
});

test('of nobody there is no share; Wilson’s interval is that of statsmodels', () => {
  expect(liftOf({ hits: 0, of: 0 }, { hits: 1, of: 2 })).toBeNull();
  expect(liftOf({ hits: 1, of: 2 }, { hits: 0, of: 0 })).toBeNull();
  // proportion_confint(6, 8, method='wilson')
  const { low, high } = wilsonInterval(6 / 8, 8);
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.4093', '0.9285']);
});
