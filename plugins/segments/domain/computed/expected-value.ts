import { type ConditionQuery, param, type Sql, sql } from '@rapport/sdk';
import { z } from 'zod';
import { rounded } from '../aggregates/sum';
import { exactDurationText, millisecondsOf } from '../duration';
import { eventAt, Happened } from '../happened';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, timelessWhere } from '../where';
import { defineComputed } from './kind';

const positive = z.number().positive().max(1e9);
const schema = z
  .strictObject({
    expected_value: z.strictObject({
      /** How far ahead. */
      ahead: exactDurationText,
      /** As fitFrequency and fitValue find them, in weeks. */
      frequency: z.strictObject({ r: positive, alpha: positive, a: positive, b: positive }),
      value: z.strictObject({ p: positive, q: positive, gamma: positive }),
    }),
    ...selectorShape,
    where: timelessWhere.optional(),
    /** What an order brings. */
    property: plainPath,
  })
  .refine((one) => one.event !== undefined || one.type !== undefined, {
    path: ['event'],
    message: 'A name, or a type.',
  })
  .refine(({ expected_value: { frequency, value } }) => frequency.a !== 1 && value.q > 1, {
    path: ['expected_value'],
    message: 'The model has no mean with these parameters: a is not 1, q is more than 1.',
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
  bind: (definition) => ({
    mentions: { events: [selectorOf(definition)] },
    value(query) {
      const { last, weeks, value } = expectation(definition, query);
      return { value: sql`to_jsonb(${value})`, horizon: sql`(${last} + (${weeks} + 1) * ${week})` };
    },
    explanation: (query) => sql`jsonb_build_object('count', ${new Happened(definition, query).count})`,
  }),
});

function expectation(definition: z.infer<typeof schema>, query: ConditionQuery): { last: Sql; weeks: Sql; value: Sql } {
  const { ahead, frequency, value: amounts } = definition.expected_value;
  const happened = new Happened(definition, query);
  const number = (value: number): Sql => param(value, 'float8');
  const r = number(frequency.r);
  const alpha = number(frequency.alpha);
  const a = number(frequency.a);
  const b = number(frequency.b);
  const p = number(amounts.p);
  const q = number(amounts.q);
  const gamma = number(amounts.gamma);
  const first = happened.over(sql`min(${eventAt}) filter (where ${happened.counts})`);
  const last = happened.over(sql`max(${eventAt}) filter (where ${happened.counts})`);
  const weeks = sql`greatest(floor((${query.now} - ${last}) / ${week}), 0)`;
  const sum = happened.aggregate('sum', definition.property).field.number;
  const firstAmount = happened.aggregate('first', definition.property).field.number;
  const value = sql`(select ${rounded(sql`orders.expected * ((1 - weight.w) * (${gamma} * ${p} / (${q} - 1)) + weight.w * h.average)`)}
    from (select ${happened.count}::float8 - 1 as x, (${last} - ${first}) / ${week} as recency,
        (${last} - ${first}) / ${week} + ${weeks} as age, ${number(millisecondsOf(ahead) / 604_800_000)} as ahead,
        case when ${happened.count} > 1 then greatest((${sum} - coalesce(${firstAmount}, 0)) / (${happened.count} - 1), 0) else 0 end as average) h,
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
