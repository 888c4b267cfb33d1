import type { Random } from './random';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How likely somebody is in the shop at this hour of his own day; 1 is the busiest. */
const privateHours = [
  0.05, 0.02, 0.01, 0.01, 0.02, 0.06, 0.2, 0.35, 0.4, 0.45, 0.5, 0.55, 0.75, 0.6, 0.45, 0.45, 0.5, 0.6, 0.75, 0.95, 1,
  0.9, 0.5, 0.15,
];
/** Who buys for a company does it at work. */
const officeHours = [0, 0, 0, 0, 0, 0, 0, 0.2, 0.8, 1, 1, 0.9, 0.4, 0.7, 1, 0.9, 0.7, 0.3, 0.05, 0, 0, 0, 0, 0];

/** The helpdesk answers from 9 to 18, Monday to Saturday, where the shop is. */
const helpdesk = { zone: 'Europe/Berlin', opens: 9, closes: 18 } as const;

/** How far the clocks of a zone are ahead of UTC, by the day: daylight saving and all. */
const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

function offsetOf(zone: string, at: number): number {
  const key = `${zone} ${Math.floor(at / day)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = measureOffset(zone, at);
  offsets.set(key, offset);
  return offset;
}

function measureOffset(zone: string, at: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (found === null) return 0;
  const [, sign, hours, minutes] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * minute);
}

/** 0 to 24, in that zone. */
export function localHour(zone: string, at: number): number {
  return ((((at + offsetOf(zone, at)) % day) + day) % day) / hour;
}

/** How much is going on where it is that late: 0 to 1. */
export function activityAt(zone: string, at: number, isOffice: boolean): number {
  return hoursOf(isOffice)[Math.floor(localHour(zone, at))] ?? 0;
}

/** A moment on the day of `at` in that zone, at an hour when people are up (or at work). */
export function momentOfDay(random: Random, zone: string, at: number, isOffice: boolean): number {
  const weights = hoursOf(isOffice);
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = weights.findIndex((weight) => (left -= weight) < 0);
  return atLocalHour(zone, isOffice ? toWeekday(zone, at) : at, chosen + random.next());
}

/** That hour (0 to 24) on the day of `at`, both of the zone. */
export function atLocalHour(zone: string, at: number, hours: number): number {
  const offset = offsetOf(zone, at);
  const localMidnight = Math.floor((at + offset) / day) * day;
  return localMidnight - offset + hours * hour;
}

/** When the helpdesk reads what was written at `at`. */
export function helpdeskReads(at: number): number {
  const { zone, opens, closes } = helpdesk;
  let moment = at;
  if (localHour(zone, moment) >= closes) moment = atLocalHour(zone, moment + day, opens);
  else if (localHour(zone, moment) < opens) moment = atLocalHour(zone, moment, opens);
  return weekday(zone, moment) === 0 ? atLocalHour(zone, moment + day, opens) : moment;
}

/** 0: Sunday. 1 January 1970 was a Thursday. */
export function weekday(zone: string, at: number): number {
  return (Math.floor((at + offsetOf(zone, at)) / day) + 4) % 7;
}

function toWeekday(zone: string, at: number): number {
  const today = weekday(zone, at);
  return today === 0 ? at + day : today === 6 ? at + 2 * day : at;
}

function hoursOf(isOffice: boolean): readonly number[] {
  return isOffice ? officeHours : privateHours;
}
