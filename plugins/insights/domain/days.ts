const dayMilliseconds = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, YYYY-MM-DD, that a moment (epoch milliseconds) has in a zone (IANA name). */
export function dayOf(at: number, zone: string): string {
  const known = formats.get(zone);
  const format =
    known ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  if (known === undefined) formats.set(zone, format);
  return format.format(at);
}

/** Null where the text is no day of the calendar. */
export function parseDay(text: unknown): string | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

/** Days are counted, not hours: a day of a clock change is one. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMilliseconds).toISOString().slice(0, 10);
}

/** Both ends are in it. */
export type Period = { readonly from: string; readonly to: string };

/** How many days; less than 1: it ends before it begins. */
export function lengthOf({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds) + 1;
}

/** As many days just before it. */
export function periodBefore(period: Period): Period {
  return { from: addDays(period.from, -lengthOf(period)), to: addDays(period.from, -1) };
}

export function daysOf(period: Period): string[] {
  return Array.from({ length: Math.max(0, lengthOf(period)) }, (_, index) => addDays(period.from, index));
}

/** YYYY-MM, those that the period touches. */
export function monthsOf(period: Period): string[] {
  return [...new Set(daysOf(period).map((day) => day.slice(0, 7)))];
}
