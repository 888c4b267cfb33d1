import { type Interval, z95 } from '@rapport/sdk';

/** As wide as an interval of a count may be: a tenth of the count, or 0.3 % of everybody. */
export function isNarrow({ low, high }: Interval, share: number): boolean {
  return high - low <= Math.max(0.1 * share, 0.003);
}

/** How many have to be drawn for an interval that is narrow enough, if the share is about this. */
export function drawsFor(share: number, everyone: number): number {
  const width = Math.max(0.1 * share, 0.003);
  // The second term is what Wilson's interval is wider by where hits are few.
  const draws = ((2 * z95) / width) ** 2 * share * (1 - share) + (1.2 * z95 ** 2) / width;
  return Math.ceil(draws / (1 + (draws - 1) / everyone));
}
