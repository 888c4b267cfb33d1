import { dayMilliseconds } from '@rapport/sdk';

/** What a clock on the wall shows: milliseconds since 1970-01-01 as that clock counts, as if its zone were UTC. */
export type LocalTime = number;

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes a thousand times as long as using it. There are some 600 zones, so that it stays small. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formatters.set(zone, made);
  return made;
}

/** @param zone IANA name @throws RangeError where there is no such zone */
export function localOf(instant: number, zone: string): LocalTime {
  const part: Record<string, number> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const milliseconds = ((instant % 1_000) + 1_000) % 1_000;
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds);
}

/**
 * When a clock in the zone shows this time, ascending: once; twice in the hour that comes again in autumn; and for a time that is
 * skipped in spring, the moment of the jump, at which it shows a later one.
 */
export function instantsOf(local: LocalTime, zone: string): readonly number[] {
  const offsetAt = (instant: number): number => localOf(instant, zone) - instant;
  // No zone changes its offset twice within three days, and none is further from UTC than half of that.
  const [before, after] = [offsetAt(local - 1.5 * dayMilliseconds), offsetAt(local + 1.5 * dayMilliseconds)];
  const shown = [...new Set([local - before, local - after])].filter((instant) => localOf(instant, zone) === local);
  if (shown.length > 0) return shown.sort((a, b) => a - b);
  let [low, high] = [local - after, local - before];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return [high];
}

/** The first of these moments that is not before `from`; where all are, the last one. */
export function instantFrom(local: LocalTime, zone: string, from: number): number {
  const all = instantsOf(local, zone);
  return all.find((instant) => instant >= from) ?? all.at(-1) ?? from;
}

export const dayOf = (local: LocalTime): LocalTime => Math.floor(local / dayMilliseconds) * dayMilliseconds;

export function weekdayOf(local: LocalTime): Weekday {
  // 1970-01-01 was a Thursday.
  const index = (((Math.floor(local / dayMilliseconds) + 3) % 7) + 7) % 7;
  return weekdays[index] ?? 'mon';
}
