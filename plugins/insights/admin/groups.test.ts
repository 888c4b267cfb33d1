import { csvOf, nameOfGroup, sorted } from './groups';
import type { Group } from './groups';

const group = (key: string | null, value: number, n: number): Group => ({
  key,
  value: { n, value, low: null, high: null, p90: null },
});
const groups = [group('Tom', 0.5, 10), group(null, 0.9, 40), group('Ann', 0.7, 20)];
const keys = (sort: 'worst' | 'size' | 'name', good: 'HIGH' | 'LOW' = 'HIGH') =>
  sorted(groups, { by: 'agent', sort, good }).map(({ key }) => key);

test('the worst first means the lowest or the highest, as the figure says; who has no name is last by name', () => {
  expect(keys('worst')).toEqual(['Tom', 'Ann', null]);
  expect(keys('worst', 'LOW')).toEqual([null, 'Ann', 'Tom']);
  expect(keys('size')).toEqual([null, 'Ann', 'Tom']);
  expect(keys('name')).toEqual(['Ann', 'Tom', null]);
  expect(nameOfGroup('situation-third-contact', 'situation', 'en')).toBe('third contact');
  expect(nameOfGroup('2026-11', 'month', 'zh-Hans')).toBe('2026年11月');
});

test('the file has durations in seconds, and nothing where nothing counts', () => {
  const figure = {
    ...({ name: 'time_to_human', label: '', formula: '', kind: 'DURATION', good: 'LOW' } as const),
    ...{ total: { ...group(null, 0, 0).value }, previous: { n: 0, value: null } },
    groups: [
      group('2026-11-01', 90_000, 2),
      { key: '2026-11-02', value: { n: 0, value: null, low: null, high: null } },
    ],
  };
  expect(csvOf([figure])).toBe(
    'figure,day,conversations,value,low,high\r\ntime_to_human,2026-11-01,2,90,,\r\ntime_to_human,2026-11-02,0,,,\r\n',
  );
});
