import type { Content, Draft } from '../content';

/** A line of a text as it was, or as it is; `same` is both. */
export type DiffLine = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string };

/** Beyond so many lines that differ on each side it is said that they are others, not which of them stay. */
const comparedLinesMax = 1_500;
/** Lines that are the same are shown around what changed, and so many of them. */
const contextLines = 2;

/** Which lines of a text went and came: the longest common subsequence, between what both begin and end with. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const start = commonStart(old, now);
  const end = commonStart(old.slice(start).reverse(), now.slice(start).reverse());
  const [gone, come] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const same = (lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind: 'same', text }));
  return [...same(old.slice(0, start)), ...between(gone, come), ...same(old.slice(old.length - end))];
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function commonStart(first: readonly string[], second: readonly string[]): number {
  let count = 0;
  while (count < first.length && count < second.length && first[count] === second[count]) count += 1;
  return count;
}

function between(gone: readonly string[], come: readonly string[]): DiffLine[] {
  if (gone.length > comparedLinesMax || come.length > comparedLinesMax)
    return [
      ...gone.map((text) => ({ kind: 'gone', text }) as const),
      ...come.map((text) => ({ kind: 'new', text }) as const),
    ];
  const width = come.length + 1;
  // Length of what the ends of both, from these lines on, have in common.
  const lengths = new Uint16Array((gone.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = gone.length - 1; row >= 0; row -= 1) {
    for (let column = come.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        gone[row] === come[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < gone.length || column < come.length) {
    const [old, now] = [gone[row], come[column]];
    if (old !== undefined && old === now) {
      lines.push({ kind: 'same', text: old });
      [row, column] = [row + 1, column + 1];
    } else if (old !== undefined && (now === undefined || at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: 'gone', text: old });
      row += 1;
    } else if (now !== undefined) {
      lines.push({ kind: 'new', text: now });
      column += 1;
    }
  }
  return lines;
}

/** What changed, with a little around it; null stands for lines in between that did not. */
export function shownLines(lines: readonly DiffLine[]): readonly (DiffLine | null)[] {
  const changed = lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
  const isNear = (index: number): boolean => changed.some((one) => Math.abs(one - index) <= contextLines);
  return lines.flatMap((line, index) => {
    if (isNear(index)) return [line];
    return index === 0 || isNear(index - 1) ? [null] : [];
  });
}

/** One part in one language that says something else. */
export type TextChange = { readonly locale: string; readonly part: string; readonly lines: readonly DiffLine[] };

/** Empty parts and such as are not there are the same. */
export function changesOf(before: Content, after: Content): readonly TextChange[] {
  const locales = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return locales.flatMap((locale) => {
    const [old, now] = [before[locale] ?? {}, after[locale] ?? {}];
    const parts = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    return parts.flatMap((part) => {
      const [was, is] = [old[part] ?? '', now[part] ?? ''];
      return was === is ? [] : [{ locale, part, lines: diffLines(was, is) }];
    });
  });
}

/** A version of which nothing was published before is compared with nothing. */
export const nothing: Pick<Draft, 'content' | 'defaultLocale'> = { content: {}, defaultLocale: '' };
