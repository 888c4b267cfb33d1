import { type ConditionQuery, fault, type FaultCode, param, type Sql, sql } from '@rapport/sdk';
import { z } from 'zod';
import { aggregatesByName } from '../aggregates';
import { rounded } from '../aggregates/sum';
import { Happened } from '../happened';
import { earliest } from '../horizon';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, where } from '../where';
import { window } from '../window';
import { defineComputed } from './kind';

const amount = z
  .strictObject({
    ...selectorShape,
    where: where.optional(),
    within: window.optional(),
    /** How often, where nothing is said. */
    aggregate: z.strictObject({ fn: z.string(), property: plainPath.optional() }).optional(),
  })
  .superRefine(({ event, type, aggregate }, context) => {
    const complain = (path: string[], code: FaultCode): void =>
      context.addIssue({ code: 'custom', path, ...fault(code) });
    if (event === undefined && type === undefined) complain(['event'], 'event_missing');
    if (aggregate === undefined) return;
    const found = aggregatesByName.get(aggregate.fn);
    if (found?.result !== 'number') complain(['aggregate', 'fn'], 'aggregate_unknown');
    else if (found.needsProperty !== (aggregate.property !== undefined))
      complain(['aggregate', 'property'], found.needsProperty ? 'aggregate_needs_property' : 'aggregate_no_property');
  });
type Amount = z.infer<typeof amount>;

/** So much of one thing for each of another: contacts for each resolved case. No value where there is nothing of the one. */
export default defineComputed({
  name: 'ratio',
  label: { en: 'Ratio', 'zh-Hans': '比率' },
  schema: z.strictObject({
    ratio: z.strictObject({
      of: amount,
      per: amount,
      /** The divisor counts as so much at the least; without it there is no value where it is 0. */
      atLeast: z.number().min(0.000_001).max(1e9).optional(),
    }),
  }),
  example: {
    ratio: {
      of: { event: 'Live Chat Conversation Started', within: '90d' },
      per: {
        event: 'Live Chat Conversation Ended',
        aggregate: { fn: 'distinct_count', property: 'conversation_id' },
        within: '90d',
      },
      atLeast: 1,
    },
  },
  bind: ({ ratio: { of, per, atLeast } }) => ({
    mentions: { events: [selectorOf(of), selectorOf(per)] },
    value(query) {
      const [dividend, part] = [measured(of, query), measured(per, query)];
      const divisor = atLeast === undefined ? part.number : sql`greatest(${part.number}, ${param(atLeast, 'float8')})`;
      const quotient = sql`nullif(${dividend.number}, 0) / nullif(${divisor}, 0)`;
      return { value: sql`to_jsonb(${rounded(quotient)})`, horizon: earliest([dividend.horizon, part.horizon]) };
    },
    explanation: (query) =>
      sql`jsonb_build_object('of', ${measured(of, query).number}, 'per', ${measured(per, query).number})`,
  }),
});

function measured({ aggregate, ...events }: Amount, query: ConditionQuery): { number: Sql; horizon: Sql } {
  const { field, horizon } = new Happened(events, query).aggregate(aggregate?.fn ?? 'count', aggregate?.property);
  return { number: sql`coalesce(${field.number}, 0)::float8`, horizon };
}
