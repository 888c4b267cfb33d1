import { z } from 'zod';
import { fault } from './definition-issues';
import type { Language } from './segments';

/** A length of time: exact milliseconds, or calendar months, whose days are those of a time zone. */
export type Duration = { readonly milliseconds: number } | { readonly months: number };

const second = 1_000;
export const dayMilliseconds = 86_400 * second;
const units: Record<string, number> = {
  s: second,
  m: 60 * second,
  h: 3_600 * second,
  d: dayMilliseconds,
  w: 7 * dayMilliseconds,
};
const months: Record<string, number> = { mo: 1, y: 12 };
const centuryMonths = 1_200;

const short = /^(\d{1,9})(s|m|h|d|w|mo|y)$/;
const iso =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/;

/** `30d`, `12h`, `6mo`, `P30D`, `PT90M`; null where it is none, is zero, over a century, or mixes months with days. */
export function parseDuration(text: string): Duration | null {
  const [, count, unit = ''] = short.exec(text) ?? [];
  if (count !== undefined) return duration((months[unit] ?? 0) * Number(count), (units[unit] ?? 0) * Number(count));
  const parts = iso.exec(text);
  if (parts === null) return null;
  const [years = 0, monthCount = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  return duration(
    years * 12 + monthCount,
    weeks * 7 * dayMilliseconds +
      days * dayMilliseconds +
      hours * 3_600 * second +
      minutes * 60 * second +
      seconds * second,
  );
}

function duration(monthCount: number, milliseconds: number): Duration | null {
  if ((monthCount === 0) === (milliseconds === 0)) return null;
  if (monthCount > centuryMonths || milliseconds > 36_525 * dayMilliseconds) return null;
  return milliseconds > 0 ? { milliseconds } : { months: monthCount };
}

/** @throws Error where it is none: a definition was checked before */
export function durationOf(text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed === null) throw new Error('not a duration');
  return parsed;
}

/** Exact ones only. @throws Error as durationOf */
export function millisecondsOf(text: string): number {
  const parsed = durationOf(text);
  if ('months' in parsed) throw new Error('not an exact duration');
  return parsed.milliseconds;
}

export const durationText = z.string().refine((text) => parseDuration(text) !== null, fault('duration_invalid'));

export const exactDurationText = z.string().refine((text) => {
  const parsed = parseDuration(text);
  return parsed !== null && 'milliseconds' in parsed;
}, fault('duration_inexact'));

const lengthWords = [
  ['weeks', 'week', '周', 7 * dayMilliseconds],
  ['days', 'day', '天', dayMilliseconds],
  ['hours', 'hour', '小时', 3_600 * second],
  ['minutes', 'minute', '分钟', 60 * second],
  ['seconds', 'second', '秒', second],
] as const;

/** `30 days`, `30天` */
export function durationWords(text: string, language: Language): string {
  const length = durationOf(text);
  if ('months' in length) {
    const years = length.months % 12 === 0 ? length.months / 12 : 0;
    const [count, many, one, zh] =
      years > 0 ? ([years, 'years', 'year', '年'] as const) : ([length.months, 'months', 'month', '个月'] as const);
    return language === 'en' ? `${count} ${count === 1 ? one : many}` : `${count}${zh}`;
  }
  const isDays = length.milliseconds % dayMilliseconds === 0 && !/[wW]/.test(text);
  const [many, one, zh, size] =
    lengthWords.slice(isDays ? 1 : 0).find(([, , , size]) => length.milliseconds % size === 0) ?? lengthWords[4];
  const count = length.milliseconds / size;
  return language === 'en' ? `${count} ${count === 1 ? one : many}` : `${count}${zh}`;
}
