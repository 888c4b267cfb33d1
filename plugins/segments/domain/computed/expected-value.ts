import {
  type ConditionQuery,
  exactDurationText,
  fault,
  type JsonObject,
  millisecondsOf,
  param,
  type Sql,
  sql,
} from '@rapport/sdk';
import { z } from 'zod';
import { rounded } from '../aggregates/sum';
import { eventAt, Happened } from '../happened';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, timelessWhere } from '../where';
import { type FrequencyModel, fitFrequency, fitValue, type ValueModel } from '../expected-value';
import { defineComputed } from './kind';

const positive = z.number().positive().max(1e9);
const frequencyShape = z.strictObject({ r: positive, alpha: positive, a: positive, b: positive });
const valueShape = z.strictObject({ p: positive, q: positive, gamma: positive });
const schema = z
  .strictObject({
    expected_value: z.strictObject({
      /** How far ahead. */
      ahead: exactDurationText,
      /** As fitFrequency and fitValue find them, in weeks; left out, they are learned from everybody's orders. */
      frequency: frequencyShape.optional(),
      value: valueShape.optional(),
    }),
    ...selectorShape,
    where: timelessWhere.optional(),
    /** What an order brings. */
    property: plainPath,
  })
  .refine((one) => one.event !== undefined || one.type !== undefined, {
    path: ['event'],
    ...fault('event_missing'),
  })
  .refine(({ expected_value: { frequency, value } }) => frequency?.a !== 1 && (value?.q ?? 2) > 1, {
    path: ['expected_value'],
    ...fault('model_without_mean'),
  });

const week = param(604_800_000, 'float8');
/** Terms of the series of 2F1: z stays below 1 by the history's own length. */
const terms = 400;

/**
 * What a customer will still bring: BG/NBD for how often, gamma-gamma for how much (see expected-value.ts). No value without an
 * order. Time counts in whole weeks since the last order, so that the value changes once a week.
 */
export default defineComputed({
  name: 'expected_value',
  label: { en: 'Expected value', 'zh-Hans': '预期价值' },
  schema,
  example: {
    expected_value: {
      ahead: '365d',
      frequency: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
      value: { p: 6.25, q: 3.74, gamma: 15.45 },
    },
    event: 'Order Completed',
    property: 'revenue',
  },
  bind(definition) {
    const { frequency, value: amounts } = definition.expected_value;
    const isKnown = frequency !== undefined && amounts !== undefined;
    return {
      mentions: { events: [selectorOf(definition)] },
      value(query) {
        if (!isKnown) return { value: sql`null::jsonb`, horizon: null };
        const { last, weeks, value } = expectation(definition, { frequency, amounts }, query);
        return { value: sql`to_jsonb(${value})`, horizon: sql`(${last} + (${weeks} + 1) * ${week})` };
      },
      explanation: (query) => sql`jsonb_build_object('count', ${new Happened(definition, query).count})`,
      ...(isKnown ? {} : { fit: { columns: (query) => historyOf(definition, query).columns, solve } }),
    };
  },
});

/** Orders after the first one that must be there before a model is fitted: with fewer it says nothing. */
const repeatersMin = 20;

/** @param rows repeats, recency, age, average */
function solve(rows: readonly (readonly number[])[]): JsonObject | null {
  const all = rows.map(([repeats = 0, recency = 0, age = 0, average = 0]) => ({ repeats, recency, age, average }));
  if (all.filter(({ repeats, average }) => repeats > 0 && average > 0).length < repeatersMin) return null;
  const { p, q, gamma } = fitValue(all);
  const { r, alpha, a, b } = fitFrequency(all);
  // The mean of the models does not exist at a = 1, nor for q up to 1.
  return {
    frequency: { r, alpha, a: Math.abs(a - 1) < nearOne ? 1 + nearOne : a, b },
    value: { p, q: Math.max(q, 1 + nearOne), gamma },
  };
}
const nearOne = 1e-6;

function historyOf(definition: z.infer<typeof schema>, query: ConditionQuery) {
  const happened = new Happened(definition, query);
  const first = happened.over(sql`min(${eventAt}) filter (where ${happened.counts})`);
  const last = happened.over(sql`max(${eventAt}) filter (where ${happened.counts})`);
  const weeks = sql`greatest(floor((${query.now} - ${last}) / ${week}), 0)`;
  const sum = happened.aggregate('sum', definition.property).field.number;
  const firstAmount = happened.aggregate('first', definition.property).field.number;
  const repeats = sql`${happened.count}::float8 - 1`;
  const recency = sql`(${last} - ${first}) / ${week}`;
  const age = sql`(${last} - ${first}) / ${week} + ${weeks}`;
  const average = sql`case when ${happened.count} > 1 then greatest((${sum} - coalesce(${firstAmount}, 0)) / (${happened.count} - 1), 0) else 0 end`;
  return {
    ...{ last, weeks, repeats, recency, age, average },
    columns: [sql`nullif(${repeats}, -1)`, recency, age, average],
  };
}

function expectation(
  definition: z.infer<typeof schema>,
  { frequency, amounts }: { frequency: FrequencyModel; amounts: ValueModel },
  query: ConditionQuery,
): { last: Sql; weeks: Sql; value: Sql } {
  const { ahead } = definition.expected_value;
  const number = (value: number): Sql => param(value, 'float8');
  const r = number(frequency.r);
  const alpha = number(frequency.alpha);
  const a = number(frequency.a);
  const b = number(frequency.b);
  const p = number(amounts.p);
  const q = number(amounts.q);
  const gamma = number(amounts.gamma);
  const { last, weeks, repeats, recency, age, average } = historyOf(definition, query);
  const value = sql`(select ${rounded(sql`orders.expected * ((1 - weight.w) * (${gamma} * ${p} / (${q} - 1)) + weight.w * h.average)`)}
    from (select ${repeats} as x, ${recency} as recency, ${age} as age, ${number(millisecondsOf(ahead) / 604_800_000)} as ahead,
        ${average} as average) h,
      lateral (select 1 + coalesce(sum(exp(term)), 0) as f from (
        select sum(ln((${r} + h.x + n) * (${b} + h.x + n) / ((${a} + ${b} + h.x - 1 + n) * (n + 1)) * h.ahead / (${alpha} + h.age + h.ahead)))
          over (order by n) as term from generate_series(0, ${param(terms, 'int')}) as n) series where term > -700) series,
      lateral (select (${a} + ${b} + h.x - 1) / (${a} - 1)
          * (1 - power((${alpha} + h.age) / (${alpha} + h.age + h.ahead), ${r} + h.x) * series.f)
          / (1 + case when h.x = 0 then 0 else ${a} / (${b} + h.x - 1) * power((${alpha} + h.age) / (${alpha} + h.recency), ${r} + h.x) end) as expected) orders,
      lateral (select ${p} * h.x / (${p} * h.x + ${q} - 1) as w) weight
    where h.x >= 0)`;
  return { last, weeks, value };
}
