/** The normal distribution's bound of 95 %, both sides. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a share, 95 % (Wilson 1927): right for few of them, too, and never outside of 0 to 1.
 * @param share hits by `n` @param n above 0; not whole where a sample is a good part of everybody
 */
export function wilsonInterval(share: number, n: number): Interval {
  const scale = 1 + z95 ** 2 / n;
  const centre = (share + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((share * (1 - share)) / n + z95 ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Of a share that was counted in a sample: with 95 % certainty it lies between. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's interval for a share, narrowed where the sample is a good part of everybody (finite population).
 * @param hits of `sampled`, drawn out of `everyone`
 */
export function sampleInterval(hits: number, sampled: number, everyone: number): Interval {
  if (sampled === 0) return { low: 0, high: 1 };
  const share = hits / sampled;
  const effective = everyone <= sampled ? Infinity : (sampled * (everyone - 1)) / (everyone - sampled);
  if (!Number.isFinite(effective)) return { low: share, high: share };
  return wilsonInterval(share, effective);
}
