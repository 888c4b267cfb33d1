import { cursorOf, isWhole } from '@rapport/sdk';

/** Of lists that are ordered by row ids. */
export const idCursor = cursorOf<number>(
  (id) => [id],
  ([id]) => (isWhole(id) ? id : null),
);

/** Rows were asked for with one more than the page holds. */
export function pageOf<Row>(rows: readonly Row[], count: number, forward: boolean, isInside: boolean) {
  const hasMore = rows.length > count;
  const items = forward ? rows.slice(0, count) : rows.slice(Math.max(0, rows.length - count));
  return { items, hasNext: forward ? hasMore : isInside, hasPrevious: forward ? isInside : hasMore };
}
