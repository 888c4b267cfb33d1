import { dateFormat, numberFormat, relativeFormat } from './formatters';
import { isWholeDay, momentOf, numberOf } from './value';
import type { RenderOptions, Value } from './view';

const styles = {
  short: { dateStyle: 'short' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  weekday: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { timeStyle: 'short' },
  dateTime: { month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

type Where = Pick<RenderOptions, 'locale' | 'timeZone' | 'now'>;

/** A day without a time is said as it stands, in every zone. */
export function dateText(value: Value, style: keyof typeof styles, { locale, timeZone }: Where): string | undefined {
  const at = momentOf(value);
  if (at === undefined) return undefined;
  const isDay = isWholeDay(value);
  if (isDay && style === 'time') return undefined;
  const options = styles[isDay && style === 'dateTime' ? 'long' : style];
  return spaced(dateFormat(locale, { ...options, timeZone: isDay ? 'UTC' : timeZone }).format(at));
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const units = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] satisfies [Intl.RelativeTimeFormatUnit, number][];

/** `28 minutes ago`, `yesterday`, `in 3 days`: days by the customer's calendar. */
export function relativeText(value: Value, where: Where): string | undefined {
  const at = momentOf(value);
  if (at === undefined) return undefined;
  const { locale, now, timeZone } = where;
  const days = dayNumber(at, isWholeDay(value) ? 'UTC' : timeZone) - dayNumber(now, timeZone);
  const isDays = isWholeDay(value) || Math.abs(at - now) >= day;
  if (isDays && Math.abs(days) < 30) return relativeFormat(locale).format(days, 'day');
  const [unit, length] = units.find(([, one]) => Math.abs(at - now) >= one) ?? ['minute', minute];
  return relativeFormat(locale).format(Math.trunc((at - now) / length), unit);
}

/** `14 minutes`, `3 hours`: the largest unit that fits, for reading. */
export function durationText(value: Value, locale: string): string | undefined {
  const length = numberOf(value);
  if (length === undefined || length < 0) return undefined;
  const [unit, size] = units.slice(2).find(([, one]) => length >= one) ?? ['minute', minute];
  const count = Math.max(1, Math.round(length / size));
  return numberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Hour of the day, 0 to 23, where the customer is. */
export function hourOf(at: number, timeZone: string): number {
  return Number(dateFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone }).format(at));
}

function dayNumber(at: number, timeZone: string): number {
  const parts = dateFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / day);
}

/** Intl writes narrow and fixed spaces, which helpdesks show as boxes. */
function spaced(text: string): string {
  return text.replace(/[\u202f\u00a0\u2009]/g, ' ');
}
