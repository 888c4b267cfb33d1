import { fault, type Language, locatedFaults, withInput } from '@rapport/sdk';
import { z } from 'zod';
import type { Comparison, Operator } from './operator';
import { operatorsByName } from './operators';

/** The keys of a comparison, to be spread into the object that says what is compared. */
export const comparisonShape = {
  op: z.string(),
  value: z.json().optional(),
  ignoreCase: z.boolean().optional(),
};

type Issue = ReturnType<typeof fault> & { readonly code: 'custom'; readonly path: (string | number)[] };
type Context = { addIssue(issue: Issue): void };

/** Reports what the operator says of its operand; paths are below `at`. */
export function checkComparison(
  comparison: Comparison,
  context: Context,
  options: { readonly timed?: boolean; readonly at?: readonly (string | number)[] } = {},
): void {
  const complain = (key: string, found: ReturnType<typeof fault>, more: readonly PropertyKey[] = []): void => {
    const below = more.map((step) => (typeof step === 'symbol' ? String(step) : step));
    context.addIssue({ code: 'custom', path: [...(options.at ?? []), key, ...below], ...found });
  };
  const operator = operatorsByName.get(comparison.op);
  if (operator === undefined) return complain('op', fault('operator_unknown'));
  if (operator.isTimed && options.timed === false) complain('op', fault('operator_timed'));
  if (comparison.ignoreCase !== undefined && !operator.takesIgnoreCase)
    complain('ignoreCase', fault('operator_no_text'));
  const { error } = operator.schema.safeParse(comparison.value, withInput);
  for (const { code, parameters, path } of locatedFaults(error?.issues ?? []))
    complain('value', fault(code, parameters), path);
}

/** @throws Error where there is none: a definition was checked before */
export function operatorOf(comparison: Comparison): Operator {
  const operator = operatorsByName.get(comparison.op);
  if (operator === undefined) throw new Error('not an operator');
  return operator;
}

export function comparisonSentence(comparison: Comparison, language: Language): string {
  return operatorOf(comparison).sentence(language, comparison);
}

/** A number compared with a number: counts, aggregates of events, points. */
export const numberComparison = z
  .strictObject({ op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between']), value: z.json() })
  .superRefine((comparison, context) => checkComparison(comparison, context));
export type NumberComparison = z.infer<typeof numberComparison>;

/** The same, decided here: for counts that are known without looking. */
export function holdsOf(count: number, comparison: NumberComparison): boolean {
  const { op, value } = comparison;
  if (op === 'between') return Array.isArray(value) && count >= Number(value[0]) && count <= Number(value[1]);
  const other = Number(value);
  if (op === 'eq') return count === other;
  if (op === 'ne') return count !== other;
  if (op === 'gt') return count > other;
  if (op === 'gte') return count >= other;
  return op === 'lt' ? count < other : count <= other;
}
