import { fault, limits, parseDuration } from '@rapport/sdk';
import { z } from 'zod';

function exact(text: string): number | null {
  const length = parseDuration(text);
  return length === null || 'months' in length ? null : length.milliseconds;
}

/** How long a step waits, `2h`: between the two limits of journeys. */
export const waitLength = z.string().refine(
  (text) => {
    const milliseconds = exact(text) ?? 0;
    return milliseconds >= limits.journeyWaitMillisecondsMin && milliseconds <= limits.journeyWaitMillisecondsMax;
  },
  fault('duration_between', { min: '5m', max: '182d' }),
);

/** Milliseconds of a length that was checked. */
export function lengthOf(text: string): number {
  return exact(text) ?? 0;
}
