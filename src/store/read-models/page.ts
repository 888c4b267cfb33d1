import type { Page, PageRequest } from '@rapport/sdk';

/**
 * Makes a page of rows that were read in the direction of the request, one more than asked for if there are more.
 * A position that was given counts as something before (or after) the page: nobody has to look for it.
 */
export function toPage<T>(
  rows: readonly T[],
  request: Pick<PageRequest<unknown>, 'count' | 'forward' | 'after' | 'before'>,
): Page<T> {
  const more = rows.length > request.count;
  const items = rows.slice(0, request.count);
  if (!request.forward) items.reverse();
  return {
    items,
    hasNext: request.forward ? more : request.before !== undefined,
    hasPrevious: request.forward ? request.after !== undefined : more,
  };
}

/** Rows of many owners, each list in the order of the rows. */
export function groupBy<Row, T>(
  rows: readonly Row[],
  owner: (row: Row) => number,
  map: (row: Row) => T,
): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(owner(row));
    if (group === undefined) groups.set(owner(row), [map(row)]);
    else group.push(map(row));
  }
  return groups;
}

/** Answers in the order asked. */
export function inOrder<K, T>(asked: readonly K[], found: ReadonlyMap<K, T>): (T | null)[] {
  return asked.map((key) => found.get(key) ?? null);
}

/** Roots as two columns for `unnest($1::bigint[], $2::bigint[]) as l(root_id, leaf_id)`. */
export function rootColumns(
  roots: readonly { readonly rootId: number; readonly leafIds: readonly number[] }[],
): [rootIds: number[], leafIds: number[]] {
  const rootIds: number[] = [];
  const leafIds: number[] = [];
  for (const root of roots) {
    for (const leaf of root.leafIds) {
      rootIds.push(root.rootId);
      leafIds.push(leaf);
    }
  }
  return [rootIds, leafIds];
}

/** Greater than every text that begins with `prefix` in collation "C" (no text ends with the last code point twice). */
export function prefixEnd(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
