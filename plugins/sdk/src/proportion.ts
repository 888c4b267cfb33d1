/** The normal distribution's bound of 95 %, both sides. */
export const z95 = 1.959963984540054;

/**
 * Wilson's score interval of a share, 95 % (Wilson 1927): right for few of them, too, and never outside of 0 to 1.
 * @param share hits by `n` @param n above 0; not whole where a sample is a good part of everybody
 */
export function wilsonInterval(share: number, n: number): { readonly low: number; readonly high: number } {
  const scale = 1 + z95 ** 2 / n;
  const centre = (share + z95 ** 2 / (2 * n)) / scale;
  const half = (z95 / scale) * Math.sqrt((share * (1 - share)) / n + z95 ** 2 / (4 * n ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
