import fc from 'fast-check';
import { lineDiff } from './line-diff';

const shown = (before: string, after: string) => lineDiff(before, after).map(({ sign, text }) => `${sign}${text}`);

test('what changed between two versions', () => {
  expect(shown('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d']);
  expect(shown('a', 'a')).toEqual([' a']);
});

test('both texts can be read from it', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 12 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = lineDiff(before, after);
      const read = (sign: '+' | '-') => lines.filter((one) => one.sign !== sign).map((one) => one.text);
      expect(read('+').join('\n')).toBe(before);
      expect(read('-').join('\n')).toBe(after);
    }),
  );
});
