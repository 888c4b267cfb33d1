import { dayMilliseconds, earliestInstant, isDate, type Json, latestInstant, parseInstant } from '@rapport/sdk';
import { dayOf, instantsOf, localOf } from './local';

/** The moment that a value tells, as epoch milliseconds: ISO 8601 or epoch milliseconds; a date alone is midnight of the zone; null: none. */
export function dateOf(value: Json | undefined, zone: string): number | null {
  if (typeof value === 'number') return value >= earliestInstant && value <= latestInstant ? Math.floor(value) : null;
  if (typeof value !== 'string') return null;
  const instant = parseInstant(value);
  if (instant === null || !isDate(value)) return instant;
  return instantsOf(instant, zone)[0] ?? null;
}

/**
 * Midnights of the day on which the date comes round, by the zone's clock: in the year before this one, in this and in the next.
 * 29 February falls on the 28th in other years.
 * @param date epoch milliseconds
 */
export function anniversaries(date: number, zone: string, now: number): readonly number[] {
  const born = new Date(dayOf(localOf(date, zone)));
  const year = new Date(localOf(now, zone)).getUTCFullYear();
  return [year - 1, year, year + 1].map((one) => {
    const day = Date.UTC(one, born.getUTCMonth(), born.getUTCDate());
    const isShifted = new Date(day).getUTCMonth() !== born.getUTCMonth();
    return instantsOf(isShifted ? day - dayMilliseconds : day, zone)[0] ?? day;
  });
}
