import { wilsonInterval, z95 } from '@rapport/sdk';
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

/** Wilson's interval; the share itself lies in it, whatever the last digit of a computer says. */
export function shareInterval(hits: number, n: number): { readonly low: number; readonly high: number } {
  const share = hits / n;
  const { low, high } = wilsonInterval(share, n);
  return { low: Math.min(share, low), high: Math.max(share, high) };
}

/** By the normal distribution, of numbers that are not negative; one alone says nothing of the spread. */
function meanInterval(
  n: number,
  sum: number,
  squares: number,
): { readonly low: number | null; readonly high: number | null } {
  if (n < 2) return { low: null, high: null };
  const mean = sum / n;
  const half = z95 * Math.sqrt(Math.max(0, (squares - n * mean ** 2) / (n - 1)) / n);
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
  const half = (z95 * Math.sqrt(n)) / 2;
  return {
    low: Math.max(1, Math.floor(n / 2 - half)),
    median: Math.ceil(n / 2),
    high: Math.min(n, Math.ceil(n / 2 + half) + 1),
    p90: Math.ceil(n * 0.9),
  };
}
