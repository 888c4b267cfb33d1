import { momentOf, numberOf } from './value';
import type { Value } from './view';

/** Numbers with numbers, dates with dates; everything else compares as false. */
export function compared(a: Value, b: Value, holds: (left: number, right: number) => boolean): boolean {
  const left = numberOf(a) ?? momentOf(a);
  const right = numberOf(b) ?? momentOf(b);
  return left !== undefined && right !== undefined && holds(left, right);
}
