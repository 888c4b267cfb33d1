import { preparedMax, PreparedTexts } from './prepared-texts';

test('a text that comes again is prepared, under one name for as long as it is among the latest', () => {
  const texts = new PreparedTexts();
  expect(texts.nameOf('select 1')).toBeUndefined();
  const name = texts.nameOf('select 1');
  expect(name).toBeDefined();
  expect(texts.nameOf('select 1')).toBe(name);
  expect(texts.staleOf(new Set([name ?? '']))).toEqual([]);
});

test('the oldest of too many are given back, and a text that comes back has another name', () => {
  const texts = new PreparedTexts();
  const first = ['select 0', 'select 0'].map((text) => texts.nameOf(text))[1] ?? '';
  for (let other = 1; other <= preparedMax; other++) for (let use = 0; use < 2; use++) texts.nameOf(`select ${other}`);
  expect(texts.staleOf(new Set([first]))).toEqual([first]);
  expect(texts.nameOf('select 0')).toBeUndefined();
  expect(texts.nameOf('select 0')).not.toBe(first);
});
