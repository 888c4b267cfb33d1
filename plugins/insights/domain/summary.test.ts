import fc from 'fast-check';
import { addDays, dayOf, daysOf, lengthOf, monthsOf, parseDay, periodBefore } from './days';
import { medianRanks, shareInterval, summarise } from './summary';

test('Wilson’s interval as others reckon it', () => {
  // statsmodels.stats.proportion.proportion_confint(6, 8, method='wilson')
  const { low, high } = shareInterval(6, 8);
  expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.4093', '0.9285']);
  expect(shareInterval(0, 10)).toMatchObject({ low: 0 });
  expect(shareInterval(10, 10)).toMatchObject({ high: 1 });
});

test('the interval of a share holds the share, and is narrower where there is more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const hits = Math.round(n * part);
      const one = shareInterval(hits, n);
      expect(one.low).toBeLessThanOrEqual(hits / n);
      expect(one.high).toBeGreaterThanOrEqual(hits / n);
      const more = shareInterval(hits * 4, n * 4);
      expect(more.high - more.low).toBeLessThan(one.high - one.low);
    }),
  );
});

test('ranks stand in order and within the values', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (n) => {
      const { low, median, high, p90 } = medianRanks(n);
      expect([1, low, median, high, n]).toEqual([1, low, median, high, n].sort((a, b) => a - b));
      expect(p90).toBeGreaterThanOrEqual(median);
      expect(p90).toBeLessThanOrEqual(n);
    }),
  );
  // Conover's table: of 100 values the median lies between the 40th and the 61st.
  expect(medianRanks(100)).toEqual({ low: 40, median: 50, high: 61, p90: 90 });
});

test('a mean has an interval from two on; nothing has no value', () => {
  expect(summarise('mean', { n: 1, sum: 3, squares: 9, ranked: null })).toMatchObject({ value: 3, low: null });
  const { value, low, high } = summarise('mean', { n: 4, sum: 4, squares: 6, ranked: null });
  expect([value, low?.toFixed(3), high?.toFixed(3)]).toEqual([1, '0.200', '1.800']);
  expect(summarise('share', { n: 0, sum: 0, squares: 0, ranked: null })).toMatchObject({ n: 0, value: null });
});

test('days are those of the calendar and of the zone', () => {
  expect(dayOf(Date.parse('2026-03-28T23:30:00Z'), 'Europe/Berlin')).toBe('2026-03-29');
  expect(dayOf(Date.parse('2026-03-29T21:59:59Z'), 'Europe/Berlin')).toBe('2026-03-29');
  expect(dayOf(Date.parse('2026-03-29T22:00:00Z'), 'Europe/Berlin')).toBe('2026-03-30');
  expect(['2026-02-30', '2026-2-3', 'today', 7].map(parseDay)).toEqual([null, null, null, null]);
  const march = { from: '2026-03-01', to: '2026-03-31' };
  expect([lengthOf(march), addDays('2026-03-29', 1)]).toEqual([31, '2026-03-30']);
  expect(periodBefore(march)).toEqual({ from: '2026-01-29', to: '2026-02-28' });
  expect(daysOf(march)).toHaveLength(31);
  expect(monthsOf({ from: '2025-12-30', to: '2026-02-01' })).toEqual(['2025-12', '2026-01', '2026-02']);
});
