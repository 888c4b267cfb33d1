import { dayMilliseconds, fault } from '@rapport/sdk';
import { z } from 'zod';
import { dayOf, instantFrom, localOf, weekdayOf, weekdays, type Weekday } from './local';

const pattern = /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/;

/** `09:30`, as a clock shows it. */
export const clockTime = z.string().refine((text) => pattern.test(text), fault('clock_time_invalid'));

export const weekdayList = z.array(z.enum(weekdays)).min(1).max(weekdays.length);

/** Milliseconds after midnight. */
export function clockMilliseconds(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** The first moment, now or later, at which a clock in the zone shows `time` on one of these days of the week (without: on any). */
export function nextClockTime(
  { time, weekdays: days }: { readonly time: string; readonly weekdays?: readonly Weekday[] | undefined },
  zone: string,
  now: number,
): number {
  const today = dayOf(localOf(now, zone));
  // The day after a week: today's time may be over, and be on the only day of the week.
  for (let ahead = 0; ahead <= weekdays.length; ahead += 1) {
    const day = today + ahead * dayMilliseconds;
    if (days !== undefined && !days.includes(weekdayOf(day))) continue;
    const at = instantFrom(day + clockMilliseconds(time), zone, now);
    if (at >= now) return at;
  }
  throw new Error('no day of the week');
}
