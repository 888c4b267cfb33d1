import { wilsonInterval, z95 } from '@rapport/sdk';

/** Of a share that was counted in a sample: with 95 % certainty it lies between. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's interval for a share, narrowed where the sample is a good part of everybody (finite population).
 * @param hits of `sampled`, drawn out of `everyone`
 */
export function shareInterval(hits: number, sampled: number, everyone: number): Interval {
  if (sampled === 0) return { low: 0, high: 1 };
  const share = hits / sampled;
  const effective = everyone <= sampled ? Infinity : (sampled * (everyone - 1)) / (everyone - sampled);
  if (!Number.isFinite(effective)) return { low: share, high: share };
  return wilsonInterval(share, effective);
}

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
