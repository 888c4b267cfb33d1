import { countsIn, progressOf } from './progress';

test('every message stands in one part of the bar, whatever its state', () => {
  const states = {
    ...{ planned: 1, deferred: 2, claimed: 4, handed: 8, delivered: 16, bounced: 32, complained: 64 },
    ...{ failed: 128, unknown: 256, withheld: 512, expired: 1_024, cancelled: 2_048 },
  };
  const progress = progressOf({ total: 4_095, states });
  expect(progress).toEqual({ total: 4_095, sent: 120, failed: 384, withheld: 3_584, waiting: 7 });
  expect(progress.sent + progress.failed + progress.withheld + progress.waiting).toBe(progress.total);
});

test('figures that are not there count as nothing', () => {
  expect(progressOf(null)).toEqual({ total: 0, sent: 0, failed: 0, withheld: 0, waiting: 0 });
  expect(countsIn({ sandbox: 2, no_consent: 7, expired: 0, odd: 'x' })).toEqual([
    { name: 'no_consent', count: 7 },
    { name: 'sandbox', count: 2 },
  ]);
});
