import { joined, largest } from './shares';

const share = (label: string, value: number) => ({ label, value });

test('partitions are one table; the largest comes first', () => {
  expect(joined([share('event', 3), share('profile', 5), share('event', 4)])).toEqual([
    share('event', 7),
    share('profile', 5),
  ]);
  expect(joined([])).toEqual([]);
});

test('the small ones are told together, but never a single one', () => {
  const rows = [share('a', 1), share('b', 4), share('c', 2), share('d', 3)];
  expect(largest(rows, 2)).toEqual({ shown: [share('b', 4), share('d', 3)], others: [share('c', 2), share('a', 1)] });
  expect(largest(rows, 3).others).toEqual([]);
  expect(largest(rows, 9).shown).toHaveLength(4);
});
