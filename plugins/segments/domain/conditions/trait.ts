import {
  type ConditionQuery,
  defineCondition,
  durationWords,
  exactDurationText,
  fault,
  type FaultCode,
  millisecondsOf,
  param,
  pathOf,
  pathText,
  type Sql,
  sql,
  verdict,
} from '@rapport/sdk';
import { z } from 'zod';
import { checkComparison, comparisonSentence, comparisonShape, operatorOf } from '../comparison';
import { below, jsonField } from '../field';
import { ms } from '../instant';
import type { Surroundings, Test } from '../operator';
import { allOf, testObject } from '../where';

const elementComparison = z
  .strictObject({ property: pathText, ...comparisonShape })
  .superRefine((one, context) => checkComparison(one, context));

const schema = z
  .strictObject({
    trait: pathText,
    ...comparisonShape,
    op: z.string().optional(),
    /** Of a list (`interests[]`): one element passes all of these. */
    where: z.array(elementComparison).min(1).max(20).optional(),
    /** Without a break for at least so long. */
    heldFor: exactDurationText.optional(),
    /** Days are those of the profile's own zone. */
    zone: z.literal('profile').optional(),
  })
  .superRefine((one, context) => {
    const complain = (key: string, code: FaultCode): void =>
      context.addIssue({ code: 'custom', path: [key], ...fault(code) });
    if (one.op === undefined) {
      if (one.where === undefined) complain('op', 'operator_missing');
      else if (!one.trait.endsWith('[]')) complain('trait', 'trait_no_list');
      return;
    }
    if (one.where !== undefined) complain('where', 'operator_or_where');
    checkComparison({ ...one, op: one.op }, context, { timed: one.heldFor === undefined });
  });
type TraitCondition = z.infer<typeof schema>;

/** What is known of the customer. */
export default defineCondition({
  name: 'trait',
  label: { en: 'Trait', 'zh-Hans': '属性' },
  schema,
  example: { trait: 'country', op: 'in', value: ['DE', 'AT'] },
  mentions: ({ trait, zone, heldFor }) => ({
    traits: [keyOf(trait), ...(zone === 'profile' ? ['timezone'] : [])],
    events: heldFor === undefined ? [] : [{ types: ['identify'] }],
  }),
  verdict(condition, query) {
    const test = testOf(condition, query.trait(keyOf(condition.trait)), query);
    if (condition.heldFor === undefined) return verdict(test.truth, test.horizon);
    const held = sql`(${heldSince(condition, query)} + ${param(millisecondsOf(condition.heldFor), 'float8')})`;
    return sql`(case when (${test.truth}) is not true then '-Infinity'::float8
      when ${held} <= ${query.now} then 'Infinity' else -${held} end)`;
  },
  evidence(condition, query) {
    const value = below(query.trait(keyOf(condition.trait)), pathOf(condition.trait)[0]?.slice(1) ?? []);
    return condition.heldFor === undefined
      ? sql`jsonb_build_object('value', ${value})`
      : sql`jsonb_build_object('value', ${value}, 'since', to_timestamp(${heldSince(condition, query)} / 1000))`;
  },
  sentence(condition, language) {
    const en = language === 'en';
    const compared =
      condition.op === undefined
        ? (condition.where ?? [])
            .map((one) => `${one.property} ${comparisonSentence(one, language)}`)
            .join(en ? ' and ' : '，且 ')
        : comparisonSentence({ ...condition, op: condition.op }, language);
    const held = condition.heldFor === undefined ? '' : durationWords(condition.heldFor, language);
    const sentence =
      condition.op === undefined
        ? en
          ? `one of ${condition.trait} has ${compared}`
          : `${condition.trait}中有一项满足 ${compared}`
        : `${condition.trait} ${compared}`;
    return held === '' ? sentence : en ? `${sentence} for at least ${held}` : `${sentence}，且至少持续${held}`;
  },
});

const keyOf = (trait: string): string => pathOf(trait)[0]?.[0] ?? '';

/** @param value jsonb, of the trait's first key */
function testOf(condition: TraitCondition, value: Sql, query: ConditionQuery): Test {
  const surroundings: Surroundings = { now: query.now, zone: query.zone(condition.zone ?? 'workspace') };
  const [keys = [], ...lists] = pathOf(condition.trait);
  if (lists.length === 0 && condition.op !== undefined) {
    const comparison = { ...condition, op: condition.op };
    return operatorOf(comparison).test(jsonField(below(value, keys.slice(1))), comparison, surroundings);
  }
  const comparisons =
    condition.op === undefined
      ? (condition.where ?? []).map((one) => ({ path: joinPaths(condition.trait, one.property), comparison: one }))
      : [{ path: condition.trait, comparison: { ...condition, op: condition.op } }];
  // The key stands in an object again, so that all paths begin alike.
  const object = sql`jsonb_build_object(${param(keyOf(condition.trait), 'text')}, ${value})`;
  return allOf(testObject(object, comparisons, surroundings)) ?? { truth: sql`false`, horizon: null };
}

const joinPaths = (list: string, inside: string): string => `${list}${/^[[]/.test(inside) ? '' : '.'}${inside}`;

/**
 * Since when the comparison holds without a break: the first write after the last one for which it did not hold. Of traits that
 * nobody ever wrote, since the profile is there. Epoch ms.
 */
function heldSince(condition: TraitCondition, query: ConditionQuery): Sql {
  const key = param(keyOf(condition.trait), 'text');
  const holds = testOf(condition, sql`(e.properties -> ${key})`, query).truth;
  const writes = sql`event e where ${query.isOwnEvent({ types: ['identify'] })} and e.properties ? ${key}`;
  const broken = sql`(select max(e.occurred_at) from ${writes} and (${holds}) is not true)`;
  const began = sql`(select min(e.occurred_at) from ${writes} and ${holds} and e.occurred_at > coalesce(${broken}, '-infinity'))`;
  return ms(sql`coalesce(${began}, ${broken}, ${query.createdAt})`);
}
