import { paceOf } from './pace';

const record = {
  fileBytes: 1_000,
  bytesRead: 250,
  rows: 50,
  startedAt: '2026-11-29T10:00:00Z',
  changedAt: '2026-11-29T10:00:10Z',
};

test('a quarter in ten seconds leaves thirty', () => {
  expect(paceOf(record)).toEqual({ share: 0.25, rowsPerSecond: 5, secondsLeft: 30 });
});

test('what has not begun, or just has, says nothing of its end', () => {
  const nothing = { rowsPerSecond: null, secondsLeft: null };
  expect(paceOf({ ...record, startedAt: null, rows: 0, bytesRead: 0 })).toEqual({ share: 0, ...nothing });
  expect(paceOf({ ...record, bytesRead: 5 }).secondsLeft).toBeNull();
  expect(paceOf({ ...record, fileBytes: 0, rows: 0 })).toEqual({ share: 0, ...nothing });
});
