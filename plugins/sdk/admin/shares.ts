export type Share = { readonly label: string; readonly value: number };

/** Rows of one label become one: the partitions of a table are one table. The largest first. */
export function joined(rows: readonly Share[]): Share[] {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.label, (sums.get(row.label) ?? 0) + row.value);
  return [...sums].map(([label, sum]) => ({ label, value: sum })).sort((a, b) => b.value - a.value);
}

/** The largest, and how many others there are with what they take together. */
export function largest(
  rows: readonly Share[],
  rowsMax: number,
): { readonly shown: Share[]; readonly others: readonly Share[] } {
  const sorted = [...rows].sort((a, b) => b.value - a.value);
  // One that is left alone takes no more room by its name.
  const count = sorted.length === rowsMax + 1 ? sorted.length : rowsMax;
  return { shown: sorted.slice(0, count), others: sorted.slice(count) };
}
