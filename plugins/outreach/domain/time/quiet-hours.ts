import { dayMilliseconds, fault } from '@rapport/sdk';
import { z } from 'zod';
import { clockMilliseconds, clockTime, weekdayList } from './clock-time';
import { dayOf, instantFrom, type LocalTime, localOf, weekdayOf, weekdays } from './local';

const windowsMax = 14;

const window = z
  .strictObject({ from: clockTime, to: clockTime, weekdays: weekdayList.optional() })
  .refine(({ from, to }) => from !== to, { path: ['to'], ...fault('quiet_hours_empty') });
type QuietWindow = z.infer<typeof window>;

/**
 * When nobody gets marketing, by the customer's own clock: from `from` until before `to`, over midnight where that is earlier.
 * `weekdays`: on which a window begins; without: every day.
 */
export const quietHours = z
  .array(window)
  .max(windowsMax)
  .refine((windows) => !isAlwaysQuiet(windows), fault('quiet_hours_endless'));
export type QuietHours = z.infer<typeof quietHours>;

/**
 * The end of the quiet hours in which a customer is now: the first moment at which his clock shows a time that is not quiet;
 * null where he is in none. What counts is what the clock shows, so that an hour that comes again in autumn is quiet again.
 */
export function quietUntil(hours: QuietHours, zone: string, now: number): number | null {
  let at = now;
  // Windows follow each other; those of a week do not cover it, and the hour that comes again may take some of them twice.
  for (let step = 0; step <= 3 * weekdays.length * windowsMax; step += 1) {
    const local = localOf(at, zone);
    const ends = hours.flatMap((one) => endOf(one, local) ?? []);
    if (ends.length === 0) return at === now ? null : at;
    at = Math.max(...ends.map((end) => instantFrom(end, zone, at + 1)));
  }
  throw new Error('quiet hours without an end');
}

/** What the clock shows when the window ends; null where it is not in it. */
function endOf({ from, to, weekdays: days }: QuietWindow, local: LocalTime): LocalTime | null {
  const [start, end] = [clockMilliseconds(from), clockMilliseconds(to)];
  const today = dayOf(local);
  const beganToday = days === undefined || days.includes(weekdayOf(today));
  const beganYesterday = days === undefined || days.includes(weekdayOf(today - dayMilliseconds));
  const time = local - today;
  if (start < end) return beganToday && time >= start && time < end ? today + end : null;
  if (beganToday && time >= start) return today + dayMilliseconds + end;
  return beganYesterday && time < end ? today + end : null;
}

function isAlwaysQuiet(windows: readonly QuietWindow[]): boolean {
  // What is quiet changes at the end of some window only.
  const moments = weekdays.flatMap((_, day) => windows.map(({ to }) => day * dayMilliseconds + clockMilliseconds(to)));
  return moments.length > 0 && moments.every((local) => windows.some((one) => endOf(one, local) !== null));
}
