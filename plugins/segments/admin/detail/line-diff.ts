export type DiffLine = { readonly sign: ' ' | '+' | '-'; readonly text: string };

/** The lines of both texts in one list, by their longest common subsequence. Quadratic: for definitions, of some hundred lines. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  // common[i][j]: how many lines old[i..] and fresh[j..] have in common.
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined) row[j] = old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    const [mine, other] = [old[i], fresh[j]];
    if (mine !== undefined && mine === other) {
      lines.push({ sign: ' ', text: mine });
      i++;
      j++;
    } else if (mine !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: mine });
      i++;
    } else if (other !== undefined) {
      lines.push({ sign: '+', text: other });
      j++;
    }
  }
  return lines;
}
