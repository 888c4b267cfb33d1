import { type ConditionQuery, fault, type FaultCode, type Mentions, pathOf, sql } from '@rapport/sdk';
import { z } from 'zod';
import { aggregatesByName } from '../aggregates';
import { Happened } from '../happened';
import { selectorOf, selectorShape } from '../selector';
import { plainPath, where } from '../where';
import { window } from '../window';
import { type ComputedDefinition, defineComputed } from './kind';

export const eventAggregate = z
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
  });
type EventAggregate = z.infer<typeof eventAggregate>;

export function mentionsOf(definition: EventAggregate): Required<Pick<Mentions, 'events' | 'traits'>> {
  return { events: [selectorOf(definition)], traits: definition.zone === 'profile' ? ['timezone'] : [] };
}

/** Names of the properties whose own value it may have. */
export function shownBy({ aggregate: { property } }: EventAggregate): readonly string[] {
  return property === undefined ? [] : pathOf(property).flat();
}

export function valueOf(definition: EventAggregate, query: ConditionQuery): ReturnType<ComputedDefinition['value']> {
  const { fn, property } = definition.aggregate;
  const { field, horizon } = new Happened(definition, query).aggregate(fn, property);
  return { value: field.json, horizon };
}

/** Out of events: how many, how much, the last, the most frequent ... */
export default defineComputed({
  name: 'aggregate',
  label: { en: 'Out of events', 'zh-Hans': '由事件汇总' },
  schema: eventAggregate,
  example: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, within: '365d' },
  bind: (definition) => ({
    mentions: mentionsOf(definition),
    shows: shownBy(definition),
    value: (query) => valueOf(definition, query),
    explanation: (query) => sql`jsonb_build_object('count', ${new Happened(definition, query).count})`,
  }),
});
