import type { Json } from '@rapport/sdk/admin/pure';
import fc from 'fast-check';
import { fromDraft, toDraft, traitType } from './trait-type';

test('what is shown in the field is what is saved', () => {
  // JSON has no -0.
  const json = fc.jsonValue({ noUnicodeString: false }).filter((value) => !JSON.stringify(value).includes('-0'));
  fc.assert(
    fc.property(json, (given) => {
      const value: Json = JSON.parse(JSON.stringify(given));
      if (value === null) return;
      const { type, text } = toDraft(value);
      expect(fromDraft(type, text)).toEqual(value);
    }),
  );
});

test.each<['number' | 'boolean' | 'json', string]>([
  ['number', ''],
  ['number', 'ten'],
  ['number', 'Infinity'],
  ['boolean', 'maybe'],
  ['json', '{'],
])('%s: %j is refused', (type, text) => {
  expect(fromDraft(type, text)).toBeUndefined();
});

test.each<[Json, string]>([
  ['gold', 'text'],
  ['2026-11-22', 'date'],
  ['2026-11-22T08:00:00Z', 'date'],
  [7, 'number'],
  [false, 'boolean'],
  [[1], 'list'],
  [{}, 'json'],
  ['', 'empty'],
])('%j is shown as %s', (value, type) => {
  expect(traitType(value)).toBe(type);
});
