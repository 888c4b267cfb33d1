import { dayMilliseconds, param, sql } from '@rapport/sdk';
import { defineAggregate, type Rows } from '../aggregate';

const newest = ({ counts, at, over }: Rows) => over(sql`max(${at}) filter (where ${counts})`);
const dayLength = param(dayMilliseconds, 'float8');

/** Whole days of 24 hours since the newest event; 0 for one that is ahead of the clock. */
export default defineAggregate({
  name: 'days_since',
  label: { en: 'days since', 'zh-Hans': '距今天数' },
  needsProperty: false,
  result: 'number',
  value: (rows) => ({
    number: sql`(case when ${newest(rows)} is not null then greatest(floor((${rows.now} - ${newest(rows)}) / ${dayLength}), 0) end)`,
  }),
  horizon: (rows) =>
    sql`(${newest(rows)} + (greatest(floor((${rows.now} - ${newest(rows)}) / ${dayLength}), 0) + 1) * ${dayLength})`,
});
