import { type ConditionQuery, dayMilliseconds, fault, type JsonObject, param, type Sql, sql } from '@rapport/sdk';
import { z } from 'zod';
import { eventAt, Happened } from '../happened';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, timelessWhere } from '../where';
import { window } from '../window';
import { defineComputed } from './kind';

const bounds = z.array(z.number()).length(4);
const boundsShape = {
  /** Days since the last order. */
  recency: bounds.optional(),
  /** Number of orders. */
  frequency: bounds.optional(),
  /** What they brought together. */
  monetary: bounds.optional(),
};
const schema = z
  .strictObject({
    /** What parts customers into fifths, ascending; left out, it is learned from everybody. */
    rfm: z.strictObject(boundsShape),
    ...selectorShape,
    where: timelessWhere.optional(),
    /** What an order brings. */
    property: plainPath,
    within: window.optional(),
  })
  .refine((one) => one.event !== undefined || one.type !== undefined, {
    path: ['event'],
    ...fault('event_missing'),
  });
type Rfm = z.infer<typeof schema>;

/** Fewer customers are no fifths. */
const customersMin = 5;
const dayLength = param(dayMilliseconds, 'float8');

/**
 * Recency, frequency, monetary value: three digits from 1 to 5, each the fifth of all buyers in which somebody is; 555 buys lately,
 * often and for much. No value without an order. Recency counts in whole days, so that it changes once a day.
 */
export default defineComputed({
  name: 'rfm',
  label: { en: 'RFM score', 'zh-Hans': 'RFM 评分' },
  schema,
  example: { rfm: {}, event: 'Order Completed', property: 'revenue', within: '730d' },
  bind(definition) {
    const { recency, frequency, monetary } = definition.rfm;
    const isKnown = recency !== undefined && frequency !== undefined && monetary !== undefined;
    return {
      mentions: { events: [selectorOf(definition)] },
      value(query) {
        if (!isKnown) return { value: sql`null::jsonb`, horizon: null };
        const of = measures(definition, query);
        // Few days are good, many orders are.
        const digits = sql`(6 - ${fifth(of.days, recency)})::text || ${fifth(of.orders, frequency)}::text || ${fifth(of.amount, monetary)}::text`;
        return {
          value: sql`(case when ${of.last} is not null then to_jsonb(${digits}) end)`,
          horizon: sql`least(${of.last} + (${of.days} + 1) * ${dayLength}, ${of.crossing})`,
        };
      },
      explanation(query) {
        const { days, orders, amount } = measures(definition, query);
        return sql`jsonb_build_object('days', ${days}, 'orders', ${orders}, 'amount', ${amount})`;
      },
      ...(isKnown
        ? {}
        : {
            fit: {
              columns(query) {
                const { last, days, orders, amount } = measures(definition, query);
                return [sql`(case when ${last} is not null then ${days} end)`, orders, amount];
              },
              solve,
            },
          }),
    };
  },
});

function measures(
  definition: Rfm,
  query: ConditionQuery,
): Record<'last' | 'days' | 'orders' | 'amount' | 'crossing', Sql> {
  const happened = new Happened(definition, query);
  const last = happened.over(sql`max(${eventAt}) filter (where ${happened.counts})`);
  return {
    last,
    days: sql`greatest(floor((${query.now} - ${last}) / ${dayLength}), 0)`,
    orders: sql`${happened.count}::float8`,
    amount: happened.aggregate('sum', definition.property).field.number,
    crossing: happened.crossing(),
  };
}

/** 1 to 5: one more for each bound that is passed. */
function fifth(value: Sql, ascending: readonly number[]): Sql {
  return sql`(select 1 + count(*)::int from unnest(${param(ascending, 'float8[]')}) as bound where ${value} > bound)`;
}

/** @param rows days, orders, amount */
function solve(rows: readonly (readonly number[])[]): JsonObject | null {
  if (rows.length < customersMin) return null;
  const boundsOf = (column: number): number[] => {
    const sorted = rows.map((row) => row[column] ?? 0).sort((a, b) => a - b);
    return [1, 2, 3, 4].map((part) => sorted[Math.ceil((part * sorted.length) / 5) - 1] ?? 0);
  };
  return { recency: boundsOf(0), frequency: boundsOf(1), monetary: boundsOf(2) };
}
