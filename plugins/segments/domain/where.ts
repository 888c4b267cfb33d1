import { fault, type Language, limits, param, parsePath, pathOf, pathText, type Sql, sql, verdict } from '@rapport/sdk';
import { z } from 'zod';
import { checkComparison, comparisonSentence, comparisonShape, operatorOf } from './comparison';
import { below, type Field, jsonField, numberField } from './field';
import { earliest, every } from './horizon';
import type { Surroundings, Test } from './operator';

const comparison = z
  .strictObject({ property: pathText.optional(), context: pathText.optional(), ...comparisonShape })
  .superRefine((one, context) => {
    if ((one.property === undefined) === (one.context === undefined))
      context.addIssue({ code: 'custom', path: ['property'], ...fault('property_or_context') });
    checkComparison(one, context);
  });
export type WhereComparison = z.infer<typeof comparison>;

/** All of them hold, for one and the same event; those that go through the same list, for one and the same element of it. */
export const where = z.array(comparison).min(1).max(limits.definitionConditionsMax);
export type Where = z.infer<typeof where>;

/** Where no clock can be: a history, a sequence. */
export const timelessWhere = where.superRefine((list, context) =>
  list.forEach((one, index) => checkTimeless(one, context, index)),
);
function checkTimeless(one: WhereComparison, context: Parameters<typeof checkComparison>[1], index: number): void {
  if (operatorOf(one).isTimed) checkComparison(one, context, { timed: false, at: [index] });
}

/** Comparisons of one element of an object: paths begin at it. */
export type ElementComparison = {
  readonly path: string;
  readonly comparison: Omit<WhereComparison, 'property' | 'context'>;
};

/** @returns null where everything passes */
export function testEvent(list: Where | undefined, surroundings: Surroundings): Test | null {
  if (list === undefined) return null;
  const roots = [
    { value: sql`e.properties`, isProperty: true, of: list.filter((one) => one.property !== undefined) },
    { value: sql`e.context`, isProperty: false, of: list.filter((one) => one.context !== undefined) },
  ];
  const tests = roots.flatMap(({ value, isProperty, of }) =>
    testObject(
      value,
      of.map((one) => ({ path: one.property ?? one.context ?? '', comparison: one })),
      surroundings,
      isProperty ? mainNumber : undefined,
    ),
  );
  return allOf(tests);
}

/**
 * Asked for the number `revenue`, an event answers with its main number: revenue, or where it names none, total, value, price.
 * It stands in the indexes.
 */
export function mainNumber(path: string): Field | null {
  return path === 'revenue' ? numberField(sql`e.value`) : null;
}

/** The field at a path that goes through no list. */
export function fieldAt(value: Sql, path: string): Field {
  return jsonField(below(value, pathOf(path)[0] ?? []));
}

/** A property of an event as an aggregate reads it: its number may be the main number. */
export function propertyField(path: string): Field {
  const field = fieldAt(sql`e.properties`, path);
  const main = mainNumber(path);
  return main === null ? field : { ...field, number: main.number };
}

/** One test for each comparison, and one for all that go through the same list. */
export function testObject(
  value: Sql,
  comparisons: readonly ElementComparison[],
  surroundings: Surroundings,
  special?: (path: string) => Field | null,
): Test[] {
  const byList = new Map<string, ElementComparison[]>();
  for (const one of comparisons) {
    const lists = pathOf(one.path).slice(0, -1);
    const key = JSON.stringify(lists);
    byList.set(key, [...(byList.get(key) ?? []), one]);
  }
  return [...byList.values()].flatMap((group): Test[] => {
    const lists = pathOf(group[0]?.path ?? '').slice(0, -1);
    if (lists.length === 0) {
      return group.map(({ path, comparison: one }) => {
        const main = special?.(path);
        const field = fieldAt(value, path);
        return operatorOf(one).test(
          main === null || main === undefined ? field : { ...field, number: main.number },
          one,
          surroundings,
        );
      });
    }
    return [testElements(value, lists, group, surroundings)];
  });
}

/** Some element passes all. Of a list that is empty or none, what is not there is looked at: then only "is not" passes. */
function testElements(
  value: Sql,
  lists: readonly (readonly string[])[],
  group: readonly ElementComparison[],
  surroundings: Surroundings,
): Test {
  let from = sql``;
  let element = value;
  lists.forEach((keys, depth) => {
    const list = below(element, keys);
    const alias = aliases[depth] ?? sql`x0`;
    from = sql`${from}${depth === 0 ? sql`` : sql`, lateral `}jsonb_array_elements(
      case when jsonb_typeof(${list}) = 'array' and ${list} <> '[]' then ${list} else '[null]' end) as ${alias}`;
    element = alias;
  });
  const tests = group.map(({ path, comparison: one }) =>
    operatorOf(one).test(jsonField(below(element, pathOf(path).at(-1) ?? [])), one, surroundings),
  );
  const all = allOf(tests) ?? { truth: sql`true`, horizon: null };
  if (all.horizon === null) return { truth: sql`exists (select from ${from} where ${all.truth})`, horizon: null };
  // As verdicts: any element is the greatest of them.
  const best = sql`(select max(${verdict(all.truth, all.horizon)}) from ${from})`;
  return { truth: sql`${best} > 0`, horizon: sql`abs(${best})` };
}

const aliases = [sql`x0`, sql`x1`, sql`x2`, sql`x3`, sql`x4`, sql`x5`, sql`x6`, sql`x7`, sql`x8`, sql`x9`];

export function allOf(tests: readonly Test[]): Test | null {
  const truth = every(tests.map((test) => test.truth));
  return truth === null ? null : { truth, horizon: earliest(tests.map((test) => test.horizon)) };
}

export function whereSentence(list: Where | undefined, language: Language): string {
  if (list === undefined) return '';
  const parts = list.map((one) => `${one.property ?? one.context ?? ''} ${comparisonSentence(one, language)}`);
  return language === 'en' ? ` where ${parts.join(' and ')}` : `（${parts.join('，且 ')}）`;
}

/** The path without lists: for aggregates. */
export const plainPath = pathText.refine((text) => (parsePath(text)?.length ?? 1) === 1, fault('path_list'));
export const valueParam = (value: number): Sql => param(value, 'float8');
