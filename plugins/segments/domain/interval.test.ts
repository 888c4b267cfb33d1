import { sampleInterval } from '@rapport/sdk';
import { drawsFor, isNarrow } from './interval';

test('the interval of a share is that of Wilson, and narrows as the sample becomes everybody', () => {
  const { low, high } = sampleInterval(10, 100, 1e12);
  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
  expect(sampleInterval(0, 100, 1e12).low).toBe(0);
  expect(sampleInterval(30, 100, 100)).toEqual({ low: 0.3, high: 0.3 });
});

test.each([0.001, 0.01, 0.03, 0.1, 0.5, 0.9, 1])(
  'as many are drawn as make it narrow enough for a share of %d',
  (share) => {
    const everyone = 1_000_000;
    const draws = drawsFor(share, everyone) * 1.1;
    expect(isNarrow(sampleInterval(share * draws, draws, everyone), share)).toBe(true);
    expect(draws).toBeLessThan(60_000);
  },
);
