import type { FigureKind } from './figure';

/** Sums over the conversations of a group. */
export type Totals = {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
  /** Of durations, by rank; null for other kinds. See `medianRanks`. */
  readonly ranked: {
    readonly low: number;
    readonly median: number;
    readonly high: number;
    readonly p90: number;
  } | null;
};

/** A figure of a group. Shares are 0 to 1, durations milliseconds. Null: nothing counts, or too little to say. */
export type Summary = {
  readonly n: number;
  /** Of a share: how many of the n. */
  readonly hits: number | null;
  readonly value: number | null;
  /** With 95 % certainty the value lies between. */
  readonly low: number | null;
  readonly high: number | null;
  /** Ninth decile of a duration. */
  readonly p90: number | null;
};

const z = 1.959964;
const nothing: Summary = { n: 0, hits: null, value: null, low: null, high: null, p90: null };

export function summarise(kind: FigureKind, { n, sum, squares, ranked }: Totals): Summary {
  if (n === 0) return nothing;
  switch (kind) {
    case 'share':
      return { n, hits: sum, value: sum / n, ...shareInterval(sum, n), p90: null };
    case 'mean':
      return { n, hits: null, value: sum / n, ...meanInterval(n, sum, squares), p90: null };
    case 'duration':
      return {
        ...{ n, hits: null, value: ranked?.median ?? null, p90: ranked?.p90 ?? null },
        ...{ low: ranked?.low ?? null, high: ranked?.high ?? null },
      };
  }
}

/** Wilson's interval (Wilson 1927): right for few conversations too, and never outside 0 to 1. */
export function shareInterval(hits: number, n: number): { readonly low: number; readonly high: number } {
  const share = hits / n;
  const scale = 1 + z ** 2 / n;
  const centre = (share + z ** 2 / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}

/** By the normal distribution, of numbers that are not negative; one alone says nothing of the spread. */
function meanInterval(
  n: number,
  sum: number,
  squares: number,
): { readonly low: number | null; readonly high: number | null } {
  if (n < 2) return { low: null, high: null };
  const mean = sum / n;
  const half = z * Math.sqrt(Math.max(0, (squares - n * mean ** 2) / (n - 1)) / n);
  return { low: Math.max(0, mean - half), high: mean + half };
}

/**
 * Ranks (1 to n) of sorted values: median and ninth decile (nearest rank), and the ranks between which the median lies with 95 %
 * certainty, whatever the distribution (order statistics: Conover, Practical Nonparametric Statistics, 3.2).
 */
export function medianRanks(n: number): {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly p90: number;
} {
  const half = (z * Math.sqrt(n)) / 2;
  return {
    low: Math.max(1, Math.floor(n / 2 - half)),
    median: Math.ceil(n / 2),
    high: Math.min(n, Math.ceil(n / 2 + half) + 1),
    p90: Math.ceil(n * 0.9),
  };
}
