import { fault, type FaultCode, pathOf, sql } from '@rapport/sdk';
import { z } from 'zod';
import { aggregatesByName } from '../aggregates';
import { Happened } from '../happened';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, where } from '../where';
import { window } from '../window';
import { defineComputed } from './kind';

/** Out of events: how many, how much, the last, the most frequent ... */
export default defineComputed({
  name: 'aggregate',
  label: { en: 'Out of events', 'zh-Hans': '由事件汇总' },
  schema: z
    .strictObject({
      ...selectorShape,
      where: where.optional(),
      within: window.optional(),
      zone: z.literal('profile').optional(),
      aggregate: z.strictObject({ fn: z.string(), property: plainPath.optional() }),
    })
    .superRefine(({ aggregate: { fn, property }, event, type }, context) => {
      const complain = (path: string[], code: FaultCode): void =>
        context.addIssue({ code: 'custom', path, ...fault(code) });
      const aggregate = aggregatesByName.get(fn);
      if (event === undefined && type === undefined) complain(['event'], 'event_missing');
      if (aggregate === undefined) complain(['aggregate', 'fn'], 'aggregate_unknown');
      else if (aggregate.needsProperty !== (property !== undefined))
        complain(
          ['aggregate', 'property'],
          aggregate.needsProperty ? 'aggregate_needs_property' : 'aggregate_no_property',
        );
    }),
  example: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: '365d' },
  bind: (definition) => ({
    mentions: { events: [selectorOf(definition)], traits: definition.zone === 'profile' ? ['timezone'] : [] },
    shows: definition.aggregate.property === undefined ? [] : pathOf(definition.aggregate.property).flat(),
    value(query) {
      const { field, horizon } = new Happened(definition, query).aggregate(
        definition.aggregate.fn,
        definition.aggregate.property,
      );
      return { value: field.json, horizon };
    },
    explanation: (query) => sql`jsonb_build_object('count', ${new Happened(definition, query).count})`,
  }),
});
