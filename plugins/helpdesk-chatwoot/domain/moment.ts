import { z } from 'zod';

/** From here on a bare number is milliseconds: as seconds it would be in the year 5138. */
const millisecondsFrom = 100_000_000_000;

/**
 * A time as Chatwoot writes it: whole seconds (1770946052), seconds with microseconds (1770946052.947912) or ISO 8601 text.
 * Epoch milliseconds come out; 0 is Chatwoot's way to say never, and is refused.
 */
export const moment = z.union([z.number(), z.string()]).transform((written, context) => {
  const milliseconds = typeof written === 'number' ? ofNumber(written) : Date.parse(written);
  if (Number.isFinite(milliseconds) && milliseconds > 0) return milliseconds;
  context.addIssue({ code: 'custom', message: 'no time' });
  return z.NEVER;
});

function ofNumber(written: number): number {
  if (written >= millisecondsFrom) return Math.floor(written);
  // By way of microseconds: 1781254800.2 * 1000 may come out a hair below the millisecond.
  return Math.floor(Math.round(written * 1_000_000) / 1_000);
}

/**
 * The whole second in which it was, in milliseconds. Of one message the webhook tells milliseconds, and `messages[]` and the API
 * tell seconds; of one change of status one webhook tells when it was, and another when the row was last touched, some
 * milliseconds later. Whole seconds are what all of them have, so the same fact comes out the same whoever tells it.
 */
export function secondOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000) * 1_000;
}

/** The latest of those that are known. */
export function latestOf(moments: readonly (number | null | undefined)[]): number | null {
  const known = moments.filter((at) => at !== null && at !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}
