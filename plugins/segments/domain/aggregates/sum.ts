import { param, type Sql, sql } from '@rapport/sdk';
import { defineAggregate, type Rows } from '../aggregate';

/** Larger numbers take no part in sums, so that no sum overflows. */
export const summandMax = 1e15;

/** float8, rounded to 6 decimals: sums do not depend on the order of the events. */
export const rounded = (value: Sql): Sql => sql`(round((${value}) * 1e6) / 1e6)`;

export const summable = ({ counts, property }: Rows): Sql =>
  sql`${counts} and abs(${property?.number ?? sql`null::float8`}) <= ${param(summandMax, 'float8')}`;

/** 0 where there is nothing to add. */
export default defineAggregate({
  name: 'sum',
  label: { en: 'sum of', 'zh-Hans': '总和' },
  needsProperty: true,
  result: 'number',
  value(rows) {
    const sum = rows.over(sql`sum(${rows.property?.number ?? sql`null::float8`}) filter (where ${summable(rows)})`);
    return { number: rounded(sql`coalesce(${sum}, 0)`) };
  },
  /** Unless one of them is below zero: a refund that leaves lets the sum rise. */
  onlyFalls(rows) {
    const least = rows.over(sql`min(${rows.property?.number ?? sql`null::float8`}) filter (where ${summable(rows)})`);
    return sql`coalesce(${least}, 0) >= 0`;
  },
});
