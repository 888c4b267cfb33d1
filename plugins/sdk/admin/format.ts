import type { Locale } from './text';

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const relative = cached((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const moments = cached((locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
const days = cached(
  (locale) => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
);
const calendarDays = cached(
  (locale) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);
const clocks = cached((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const numbers = cached((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));
const shortNumbers = cached(
  (locale) => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
);

/** `3 minutes ago`, `in 2 days`; within the last minute `now`. Times are epoch milliseconds. */
export function relativeTime(at: number, now: number, locale: Locale): string {
  const seconds = (at - now) / 1000;
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  if (step === undefined) return relative(locale).format(0, 'second');
  return relative(locale).format(Math.trunc(seconds / step[1]), step[0]);
}

/** `22 Nov 2026, 14:05` in the reader's own zone. */
export function formatMoment(at: number, locale: Locale): string {
  return moments(locale).format(at);
}

/** `Sunday, 22 November 2026`. */
export function formatDay(at: number, locale: Locale): string {
  return days(locale).format(at);
}

/** `22 Nov`: of a day that is the same for every reader, as charts have them. @param day YYYY-MM-DD */
export function formatCalendarDay(day: string, locale: Locale): string {
  return calendarDays(locale).format(new Date(day));
}

/** `14:05`. */
export function formatClock(at: number, locale: Locale): string {
  return clocks(locale).format(at);
}

export function formatNumber(value: number, locale: Locale): string {
  return numbers(locale).format(value);
}

/** `1.2M`, for figures where the size says enough. */
export function formatShortNumber(value: number, locale: Locale): string {
  return shortNumbers(locale).format(value);
}

/** `€45.90`. A currency that is none of ISO 4217's shape stands behind the number; without one, the number alone. */
export function formatMoney(value: number, currency: string | null, locale: Locale): string {
  if (currency === null || currency === '') return formatNumber(value, locale);
  const code = currency.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return `${formatNumber(value, locale)} ${currency}`;
  return new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(value);
}

/** Making a formatter costs more than using it a thousand times. */
function cached<T>(make: (locale: Locale) => T): (locale: Locale) => T {
  const made = new Map<Locale, T>();
  return (locale) => {
    const known = made.get(locale);
    if (known !== undefined) return known;
    const fresh = make(locale);
    made.set(locale, fresh);
    return fresh;
  };
}
