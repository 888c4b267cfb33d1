import { wilsonInterval } from '@rapport/sdk';

/** How what was offered did: the figures by which scripts and actions are compared, with intervals, not by taste. */
export type OfferCounts = {
  readonly offered: number;
  readonly used: number;
  readonly edited: number;
  readonly dismissed: number;
  /** Of those that were used or edited, in a conversation: how many of each rating, 1 to 5. */
  readonly ratings: readonly number[];
  /** The same: conversations, and resolved ones among them. */
  readonly conversations: number;
  readonly resolved: number;
};

export type Interval = { readonly value: number; readonly low: number; readonly high: number };
export type Comparison = {
  /** Used or edited, of all offered. */
  readonly taken: Interval | null;
  readonly meanRating: Interval | null;
  readonly resolved: Interval | null;
};

/** With Wilson's interval, 95 %. null: nothing was counted. */
export function shareWithInterval(hits: number, of: number): Interval | null {
  if (of <= 0) return null;
  const share = hits / of;
  return { value: share, ...wilsonInterval(share, of) };
}

const draws = 1_000;

/** Mean of ratings with a percentile bootstrap interval, 95 %; the same draws each time. @param counts of ratings 1, 2, 3 ... */
export function meanWithInterval(counts: readonly number[]): Interval | null {
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (total === 0) return null;
  const mean = counts.reduce((sum, one, index) => sum + one * (index + 1), 0) / total;
  const next = randomNumbers(total);
  // Beyond so many the interval is narrower than what is shown of it.
  const size = Math.min(total, 2_000);
  const shrink = Math.sqrt(size / total);
  const means = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let index = 0; index < size; index++) sum += ratingAt(counts, next() * total);
    return mean + (sum / size - mean) * shrink;
  }).sort((a, b) => a - b);
  return {
    value: mean,
    low: means[Math.floor(draws * 0.025)] ?? mean,
    high: means[Math.ceil(draws * 0.975) - 1] ?? mean,
  };
}

function ratingAt(counts: readonly number[], place: number): number {
  let before = 0;
  for (const [index, count] of counts.entries()) {
    before += count;
    if (place < before) return index + 1;
  }
  return counts.length;
}

/** mulberry32: small, and good enough to draw with. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function compareOffers({ offered, used, edited, ratings, conversations, resolved }: OfferCounts): Comparison {
  return {
    taken: shareWithInterval(used + edited, offered),
    meanRating: meanWithInterval(ratings),
    resolved: shareWithInterval(resolved, conversations),
  };
}
