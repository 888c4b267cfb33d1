import { record, redo, startHistory, undo } from './history';

test('typing in one place is one step; another place, or a pause, is the next', () => {
  let history = startHistory('');
  history = record(history, 'D', 'country', 1_000);
  history = record(history, 'DE', 'country', 1_300);
  history = record(history, 'DE, AT', 'country', 5_000);
  history = record(history, 'DE, AT; 3', 'count', 5_100);
  expect(history.past).toEqual(['', 'DE', 'DE, AT']);
  history = undo(undo(history));
  expect(history.present).toBe('DE');
  expect(redo(history).present).toBe('DE, AT');
  // Typed right after an undo: what was taken back is not lost in it.
  history = record(history, 'DEU', 'country', 5_200);
  expect([history.past, history.future]).toEqual([['', 'DE'], []]);
});

test('nothing to take back changes nothing', () => {
  const history = startHistory('a');
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
  expect(record(history, 'a', null, 0)).toBe(history);
});
