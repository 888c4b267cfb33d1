import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** From the shortest; months and years are those of the calendar. */
export const durationUnits = ['s', 'm', 'h', 'd', 'w', 'mo', 'y'] as const;
export type DurationUnit = (typeof durationUnits)[number];
export type Duration = { readonly count: number; readonly unit: DurationUnit };

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

/** `30d`, and of ISO 8601 what has one part: `P30D`, `PT90M`. Null: neither. */
export function durationOf(text: string): Duration | null {
  const [, count, unit] = /^(\d{1,9})(s|m|h|d|w|mo|y)$/.exec(text) ?? [];
  if (count !== undefined) return { count: Number(count), unit: durationUnits.find((one) => one === unit) ?? 'd' };
  const [, dated, datedUnit] = /^P(\d{1,6})([YMWD])$/.exec(text) ?? [];
  if (dated !== undefined) return { count: Number(dated), unit: isoUnits[datedUnit ?? ''] ?? 'd' };
  const [, timed, timedUnit] = /^PT(\d{1,8})([HMS])$/.exec(text) ?? [];
  if (timed === undefined) return null;
  return { count: Number(timed), unit: isoTimeUnits[timedUnit ?? ''] ?? 'h' };
}
const isoUnits: Readonly<Record<string, DurationUnit>> = { Y: 'y', M: 'mo', W: 'w', D: 'd' };
const isoTimeUnits: Readonly<Record<string, DurationUnit>> = { H: 'h', M: 'm', S: 's' };

export function durationText({ count, unit }: Duration): string {
  return `${count}${unit}`;
}

/** The ways to say when, as the form offers them. */
export type WindowForm =
  | { readonly mode: 'any' }
  | { readonly mode: 'last'; readonly duration: string }
  | { readonly mode: 'ago'; readonly from: string; readonly to: string }
  | { readonly mode: 'dates'; readonly from: string; readonly to: string }
  | { readonly mode: 'calendar'; readonly unit: CalendarUnit; readonly back: number }
  /** Something that the form cannot show, e.g. one bound a date and the other "so long ago". */
  | { readonly mode: 'other'; readonly json: Json };
export const windowModes = ['any', 'last', 'ago', 'dates', 'calendar'] as const;

export function windowFormOf(within: Json | undefined): WindowForm {
  if (within === undefined) return { mode: 'any' };
  if (typeof within === 'string') return { mode: 'last', duration: within };
  if (!isJsonObject(within)) return { mode: 'other', json: within };
  const { from, to, calendar, back } = within;
  if (typeof calendar === 'string')
    return {
      mode: 'calendar',
      unit: calendarUnits.find((one) => one === calendar) ?? 'month',
      back: typeof back === 'number' ? back : 0,
    };
  const bounds = [from, to].filter((one) => one !== undefined);
  if (bounds.every(isAgo)) return { mode: 'ago', from: textOf(from), to: textOf(to) };
  if (bounds.every((one) => typeof one === 'string' && /^\d{4}-/.test(one)))
    return { mode: 'dates', from: textOf(from), to: textOf(to) };
  return { mode: 'other', json: within };
}

export function windowOf(form: WindowForm): Json | undefined {
  switch (form.mode) {
    case 'any':
      return undefined;
    case 'last':
      return form.duration;
    case 'ago':
    case 'dates':
      return { ...(form.from === '' ? {} : { from: form.from }), ...(form.to === '' ? {} : { to: form.to }) };
    case 'calendar':
      return { calendar: form.unit, ...(form.back === 0 ? {} : { back: form.back }) };
    case 'other':
      return form.json;
  }
}

/** What a way to say when begins with. */
export function firstWindow(mode: (typeof windowModes)[number], today: string): WindowForm {
  switch (mode) {
    case 'any':
      return { mode };
    case 'last':
      return { mode, duration: '30d' };
    case 'ago':
      return { mode, from: '-60d', to: '-30d' };
    case 'dates':
      return { mode, from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'calendar':
      return { mode, unit: 'month', back: 0 };
  }
}

/** Whether its days are those of a time zone, so that it matters whose. */
export function hasCalendarDays(within: Json | undefined): boolean {
  const form = windowFormOf(within);
  if (form.mode === 'calendar' || form.mode === 'dates') return true;
  const durations = form.mode === 'last' ? [form.duration] : form.mode === 'ago' ? [form.from, form.to] : [];
  return durations.some((one) => /(mo|y)$/.test(one));
}

function isAgo(bound: Json): boolean {
  return bound === 'now' || (typeof bound === 'string' && bound.startsWith('-') && durationOf(bound.slice(1)) !== null);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
