import { type ConditionKind, type ConditionOption, type Json, limits } from '@rapport/sdk';
import { z } from 'zod';
import { aggregates } from './aggregates';
import { computedKinds } from './computed';
import { operators } from './operators';

/** Units of the short form of durations, `30d`: the exact ones first. */
const durations = [
  { name: 'm', isExact: true, label: { en: 'minutes', 'zh-Hans': '分钟' } },
  { name: 'h', isExact: true, label: { en: 'hours', 'zh-Hans': '小时' } },
  { name: 'd', isExact: true, label: { en: 'days', 'zh-Hans': '天' } },
  { name: 'w', isExact: true, label: { en: 'weeks', 'zh-Hans': '周' } },
  { name: 'mo', isExact: false, label: { en: 'months', 'zh-Hans': '个月' } },
  { name: 'y', isExact: false, label: { en: 'years', 'zh-Hans': '年' } },
];

/** By the name of a kind: lists from which its fields are chosen. */
export type KindOptions = ReadonlyMap<string, Readonly<Record<string, readonly ConditionOption[]>>>;

/** The whole language as data: a form builder needs nothing else. */
export function describeLanguage(kinds: readonly ConditionKind[], options: KindOptions) {
  return {
    conditions: kinds.map(({ name, otherKeys, label, example, schema }) => ({
      ...{ name, otherKeys, label, example },
      schema: jsonSchema(schema),
      options: options.get(name) ?? {},
    })),
    operators: operators.map(({ schema, example, ...one }) => ({
      ...{ name: one.name, label: one.label, types: one.types, control: one.control },
      ...{ takesIgnoreCase: one.takesIgnoreCase, isTimed: one.isTimed, example: example ?? null },
      schema: jsonSchema(schema),
    })),
    aggregates: aggregates.map(({ name, label, needsProperty, result }) => ({ name, label, needsProperty, result })),
    computed: computedKinds.map(({ name, label, example, schema }) => ({
      ...{ name, label, example },
      schema: jsonSchema(schema),
    })),
    durations,
    limits: { depth: limits.definitionDepthMax, conditions: limits.definitionConditionsMax },
  };
}

/** What a JSON Schema cannot say of it (checks in code) is left out: `segmentCheck` says it. */
function jsonSchema(schema: z.ZodType): Json {
  return z.json().parse(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }));
}
