import { wilsonInterval } from '@rapport/sdk';

/** So many of so many. */
export type Count = { readonly hits: number; readonly of: number };
/** Shares from -1 to 1. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * By how much the first share is above the second, with its 95 % interval: the hybrid score interval for independent proportions
 * (Newcombe 1998, Statistics in Medicine 17:873-890, method 10). It holds for few people and for shares near 0, where that of Wald says
 * certainty. Null: one of them is of nobody.
 */
export function liftOf(first: Count, second: Count): ({ readonly difference: number } & Interval) | null {
  if (first.of === 0 || second.of === 0) return null;
  const [p1, p2] = [first.hits / first.of, second.hits / second.of];
  const [one, other] = [wilsonInterval(p1, first.of), wilsonInterval(p2, second.of)];
  const difference = p1 - p2;
  return {
    difference,
    low: difference - Math.hypot(p1 - one.low, other.high - p2),
    high: difference + Math.hypot(one.high - p1, p2 - other.low),
  };
}
