import {
  type ConditionQuery,
  type Duration,
  durationOf,
  durationWords,
  durationText,
  fault,
  isDate,
  type Language,
  param,
  parseDuration,
  parseInstant,
  type Sql,
  sql,
} from '@rapport/sdk';
import { z } from 'zod';
import { instant, ms } from './instant';

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;

const bound = z
  .string()
  .refine(
    (text) =>
      text === 'now' || parseInstant(text) !== null || (text.startsWith('-') && parseDuration(text.slice(1)) !== null),
    fault('bound_invalid'),
  );

/**
 * When an event counts. `30d`: not longer ago than that. `{ from, to }`: times or so long ago. `{ calendar, back }`: the day, week,
 * month ... that it is now, or one before. Days of months and years are those of a time zone.
 */
export const window = z.union([
  durationText,
  z
    .strictObject({ from: bound.optional(), to: bound.optional() })
    .refine((one) => one.from !== undefined || one.to !== undefined, fault('window_unbounded'))
    .refine((one) => !isEmpty(one), fault('window_empty')),
  z.strictObject({ calendar: z.enum(units), back: z.int().min(0).max(400).optional() }),
]);
export type Window = z.infer<typeof window>;

/** A bound as SQL (timestamptz), and when an event that stands on one side of it will stand on the other. */
type Bound = { readonly at: Sql; readonly crossing: ((eventAt: Sql) => Sql) | null; readonly isExclusive: boolean };

export type CompiledWindow = {
  /** boolean, of a timestamptz; null: all times. */
  readonly inside: (at: Sql) => Sql | null;
  /** timestamptz: nothing before matters. */
  readonly since: Sql | null;
  /** Events can only drop out of it as time passes, not get in. */
  readonly isShrinking: boolean;
  /**
   * When the next of the events that have not `passed` yet crosses a bound: epoch ms for the earliest such event's time. Empty:
   * time changes nothing.
   */
  readonly crossings: readonly { readonly pending: (at: Sql) => Sql; readonly at: (earliest: Sql) => Sql }[];
};

export function compileWindow(window: Window | undefined, query: ConditionQuery, zone: Sql): CompiledWindow {
  if (window === undefined) return { inside: () => null, since: null, isShrinking: true, crossings: [] };
  if (typeof window === 'string') return fromBounds(ago(durationOf(window), query, zone), null);
  if ('calendar' in window) return calendarWindow(window.calendar, window.back ?? 0, query, zone);
  const from = window.from === undefined ? null : toBound(window.from, query, zone, false);
  const to = window.to === undefined ? null : toBound(window.to, query, zone, true);
  return fromBounds(from, to);
}

function fromBounds(from: Bound | null, to: Bound | null): CompiledWindow {
  const isAfterFrom = (at: Sql): Sql | null =>
    from === null ? null : from.isExclusive ? sql`${at} > ${from.at}` : sql`${at} >= ${from.at}`;
  const isBeforeTo = (at: Sql): Sql | null =>
    to === null ? null : to.isExclusive ? sql`${at} < ${to.at}` : sql`${at} <= ${to.at}`;
  const crossings: CompiledWindow['crossings'][number][] = [];
  for (const [one, pending] of [
    [from, isAfterFrom],
    [
      to,
      (at: Sql): Sql | null => (to === null ? null : to.isExclusive ? sql`${at} >= ${to.at}` : sql`${at} > ${to.at}`),
    ],
  ] as const) {
    const crossing = one?.crossing;
    if (crossing === null || crossing === undefined) continue;
    crossings.push({ pending: (at) => pending(at) ?? sql`true`, at: crossing });
  }
  return {
    inside(at) {
      const [after, before] = [isAfterFrom(at), isBeforeTo(at)];
      return after === null || before === null ? (after ?? before) : sql`${after} and ${before}`;
    },
    since: from?.at ?? null,
    isShrinking: to === null || to.crossing === null,
    crossings,
  };
}

/** So long before now: an event exactly so long ago is over. */
function ago(length: Duration, query: ConditionQuery, zone: Sql): Bound {
  if ('milliseconds' in length) {
    const milliseconds = param(length.milliseconds, 'float8');
    return {
      at: instant(sql`${query.now} - ${milliseconds}`),
      crossing: (eventAt) => sql`${eventAt} + ${milliseconds}`,
      isExclusive: true,
    };
  }
  // From local midnight of the day so many months ago: it moves at midnights only.
  const months = sql`make_interval(months => ${param(length.months, 'int')})`;
  const today = sql`(${query.nowAt} at time zone ${zone})::date`;
  return {
    at: sql`((${today} - ${months})::timestamp at time zone ${zone})`,
    crossing: (eventAt) => {
      const leaves = sql`(((${instant(eventAt)} at time zone ${zone})::date + ${months})::timestamp at time zone ${zone})`;
      const nextMidnight = ms(sql`(${today} + 1)::timestamp at time zone ${zone}`);
      return sql`(case when ${eventAt} is not null then greatest(${ms(leaves)}, ${nextMidnight}) end)`;
    },
    isExclusive: false,
  };
}

function toBound(text: string, query: ConditionQuery, zone: Sql, isEnd: boolean): Bound {
  if (text === 'now') return { ...ago({ milliseconds: 0 }, query, zone), isExclusive: !isEnd };
  if (text.startsWith('-')) {
    const relative = ago(durationOf(text.slice(1)), query, zone);
    // What drops out at the one bound gets in at the other: no event counts twice in windows that touch.
    return isEnd ? { ...relative, isExclusive: !relative.isExclusive } : relative;
  }
  const at = isDate(text)
    ? sql`(${param(text, 'text')}::timestamp at time zone ${zone})`
    : instant(param(parseInstant(text) ?? 0, 'float8'));
  return { at, crossing: null, isExclusive: isEnd };
}

function calendarWindow(unit: (typeof units)[number], back: number, query: ConditionQuery, zone: Sql): CompiledWindow {
  const length = {
    day: sql`make_interval(days => 1)`,
    week: sql`make_interval(days => 7)`,
    month: sql`make_interval(months => 1)`,
    quarter: sql`make_interval(months => 3)`,
    year: sql`make_interval(years => 1)`,
  }[unit];
  const start = (units: number): Sql =>
    sql`((date_trunc(${param(unit, 'text')}, ${query.nowAt} at time zone ${zone}) + ${length} * ${param(units, 'int')}) at time zone ${zone})`;
  const from = start(-back);
  const to = start(1 - back);
  return {
    inside: (at) => (back === 0 ? sql`${at} >= ${from}` : sql`${at} >= ${from} and ${at} < ${to}`),
    since: from,
    isShrinking: back === 0,
    crossings: [
      {
        pending: (at) => sql`${at} >= ${from}`,
        at: (earliest) => sql`(case when ${earliest} is not null then ${ms(start(1))} end)`,
      },
    ],
  };
}

function isEmpty({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean {
  if (from === undefined || to === undefined) return false;
  const position = (text: string): { readonly at: number; readonly kind: string } => {
    if (text === 'now') return { at: 0, kind: 'relative' };
    if (!text.startsWith('-')) return { at: parseInstant(text) ?? 0, kind: 'absolute' };
    const length = durationOf(text.slice(1));
    return 'months' in length ? { at: -length.months, kind: 'months' } : { at: -length.milliseconds, kind: 'relative' };
  };
  const [start, end] = [position(from), position(to)];
  return start.kind === end.kind && start.at >= end.at;
}

const unitWords = {
  day: ['today', '今天'],
  week: ['this week', '本周'],
  month: ['this month', '本月'],
  quarter: ['this quarter', '本季度'],
  year: ['this year', '今年'],
} as const;
const unitNames = { day: '天', week: '周', month: '个月', quarter: '个季度', year: '年' } as const;

/** With a space before it in English; empty where there is no window. */
export function windowSentence(window: Window | undefined, language: Language): string {
  const en = language === 'en';
  if (window === undefined) return '';
  if (typeof window === 'string')
    return en ? ` within ${durationWords(window, 'en')}` : `最近${durationWords(window, 'zh-Hans')}内`;
  if ('calendar' in window) {
    const { calendar, back = 0 } = window;
    if (back === 0) return en ? ` ${unitWords[calendar][0]}` : unitWords[calendar][1];
    return en ? ` in the ${calendar} ${back} before this one` : `往前第${back}${unitNames[calendar]}`;
  }
  const words = (text: string): string => {
    if (text === 'now') return en ? 'now' : '现在';
    if (!text.startsWith('-')) return text;
    return en ? `${durationWords(text.slice(1), 'en')} ago` : `${durationWords(text.slice(1), 'zh-Hans')}前`;
  };
  const { from, to } = window;
  if (from !== undefined && to !== undefined)
    return en ? ` between ${words(from)} and ${words(to)}` : `${words(from)}至${words(to)}之间`;
  if (from !== undefined) return en ? ` since ${words(from)}` : `自${words(from)}以来`;
  return en ? ` before ${words(to ?? '')}` : `${words(to ?? '')}之前`;
}
