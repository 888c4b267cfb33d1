import { dayMilliseconds, fault, param, parseDuration, sql } from '@rapport/sdk';
import { z } from 'zod';
import { defineOperator } from '../operator';
import { ms } from '../instant';

const daysMax = 366;
const daysOf = (text: string): number => {
  const parsed = parseDuration(text);
  return parsed !== null && 'milliseconds' in parsed ? parsed.milliseconds / dayMilliseconds : NaN;
};

/**
 * Birthdays: the day comes round today or within so many days, in the zone of the condition. What was born on 29 February has
 * its day on the 28th in other years. A value with a time of day counts by its day in UTC.
 */
export default defineOperator({
  name: 'anniversary_within',
  label: { en: 'comes round within', 'zh-Hans': '周年日在以下时间内' },
  types: ['date'],
  control: 'duration',
  value: z.string().refine((text) => Number.isInteger(daysOf(text)) && daysOf(text) <= daysMax, fault('days_whole')),
  example: '7d',
  isTimed: true,
  test({ instant }, value, { now, zone }) {
    const days = param(daysOf(value), 'int');
    const next = sql`(select case when this.day >= today.day then this.day else (born.day + make_interval(years => this.years + 1))::date end as day,
        today.day as today
      from (select (to_timestamp(${instant} / 1000) at time zone 'UTC')::date as day) born,
        (select (to_timestamp(${now} / 1000) at time zone ${zone})::date as day) today,
        lateral (select (date_part('year', today.day) - date_part('year', born.day))::int as years) age,
        lateral (select age.years, (born.day + make_interval(years => age.years))::date as day) this
      where born.day is not null) next`;
    return {
      truth: sql`(select next.day - next.today <= ${days} from ${next})`,
      horizon: sql`(select ${ms(sql`(case when next.day - next.today <= ${days} then next.day + 1 else next.day - ${days} end)::timestamp at time zone ${zone}`)} from ${next})`,
    };
  },
});
