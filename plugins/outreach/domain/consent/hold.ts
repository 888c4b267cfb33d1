import { dayMilliseconds } from '@rapport/sdk';

/** Whoever talks to us about something gets no marketing meanwhile. */
export type HoldPolicy = {
  /** An unresolved conversation holds for so long after the customer wrote last. */
  readonly writtenDays: number;
  readonly ratingDays: number;
  /** Ratings up to this are bad; 1 to 5. */
  readonly badRatingMax: number;
  /** So long after the hold has ended the first message may go, and one in each such time. */
  readonly releaseHours: number;
};
export const holdPolicy: HoldPolicy = { writtenDays: 14, ratingDays: 7, badRatingMax: 2, releaseHours: 24 };

/** Of one conversation; epoch milliseconds. */
export type Talk = {
  readonly isResolved: boolean;
  /** When the customer wrote last; null: never, so that it is one that we opened and nobody has answered. */
  readonly writtenAt: number | null;
  /** 1 to 5. */
  readonly rating: number | null;
  readonly ratedAt: number | null;
};

export type HoldReason = 'open_conversation' | 'bad_rating';

export type Hold = {
  readonly reasons: readonly HoldReason[];
  /** When it ends at the latest, if nothing else happens. */
  readonly until: number;
};

/** null: nothing holds him. */
export function holdOf(talks: readonly Talk[], policy: HoldPolicy, now: number): Hold | null {
  const ends = talks.flatMap(({ isResolved, writtenAt, rating, ratedAt }): { reason: HoldReason; until: number }[] => [
    ...(isResolved || writtenAt === null
      ? []
      : [{ reason: 'open_conversation' as const, until: writtenAt + policy.writtenDays * dayMilliseconds }]),
    ...(rating === null || ratedAt === null || rating > policy.badRatingMax
      ? []
      : [{ reason: 'bad_rating' as const, until: ratedAt + policy.ratingDays * dayMilliseconds }]),
  ]);
  const holding = ends.filter(({ until }) => until > now);
  if (holding.length === 0) return null;
  return {
    reasons: [...new Set(holding.map(({ reason }) => reason))],
    until: Math.max(...holding.map(({ until }) => until)),
  };
}

/** Where nothing holds him any more, what a message waited for has ended: when it was to end, or now. Null: it waited for nothing. */
export function endedHold(
  { heldReasons, heldUntil }: { readonly heldReasons: readonly HoldReason[]; readonly heldUntil: number | null },
  now: number,
): Hold | null {
  return heldReasons.length === 0 ? null : { reasons: heldReasons, until: Math.min(heldUntil ?? now, now) };
}
