import fc from 'fast-check';
import { changesOf, diffLines, shownLines } from './changes';

const written = (before: string, after: string): string =>
  diffLines(before, after)
    .map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`)
    .join('|');

test('lines that went and came stand between those that stay', () => {
  expect(written('a\nb\nc', 'a\nx\nc\nd')).toBe(' a|-b|+x| c|+d');
  expect(written('', 'a')).toBe('+a');
  expect(written('a', '')).toBe('-a');
});

test('whatever is compared, the old lines and the new ones are all in it', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const side = (kind: string) =>
        lines.filter((one) => one.kind === 'same' || one.kind === kind).map((one) => one.text);
      const linesOf = (of: string) => (of === '' ? [] : of.replace(/\n$/, '').split('\n'));
      expect(side('gone')).toEqual(linesOf(before));
      expect(side('new')).toEqual(linesOf(after));
    }),
  );
});

test('of a long text only what changed is shown, with a little around it', () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  const shown = shownLines(diffLines(lines.join('\n'), lines.with(15, 'other').join('\n')));
  expect(shown.map((one) => one?.text ?? '…')).toEqual([
    ...['…', 'line 13', 'line 14', 'line 15', 'other', 'line 16', 'line 17', '…'],
  ]);
});

test('a part that is empty and one that is not there are the same', () => {
  expect(changesOf({ en: { subject: 'Hi' } }, { en: { subject: 'Hi', text: '' }, de: {} })).toEqual([]);
  expect(changesOf({}, { en: { subject: 'Hi' } })).toMatchObject([{ locale: 'en', part: 'subject' }]);
});
