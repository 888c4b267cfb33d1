import { type Json, type Language, type LocalizedText, type Sql, sql } from '@rapport/sdk';
import { z } from 'zod';
import type { Field } from './field';

/** Whether a value passes, and when time alone may change that (epoch milliseconds; null: never). */
export type Test = { readonly truth: Sql; readonly horizon: Sql | null };

/** What an operator needs besides the value. */
export type Surroundings = { readonly now: Sql; readonly zone: Sql };

/** How the operand is entered. */
export type FormControl =
  'none' | 'value' | 'values' | 'number' | 'text' | 'pattern' | 'range' | 'instant' | 'duration';
export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'list';

export type Operator = {
  readonly name: string;
  readonly label: LocalizedText;
  /** Types of values for which the builder offers it. */
  readonly types: readonly ValueType[];
  readonly control: FormControl;
  readonly schema: z.ZodType;
  readonly takesIgnoreCase: boolean;
  /** Its truth changes with time alone. */
  readonly isTimed: boolean;
  /** An operand for the docs and the tests; undefined where it takes none. */
  readonly example: Json | undefined;
  test(field: Field, comparison: Comparison, surroundings: Surroundings): Test;
  /** `{value}` stands for the operand. */
  sentence(language: Language, comparison: Comparison): string;
};

export type Comparison = {
  readonly op: string;
  readonly value?: Json | undefined;
  readonly ignoreCase?: boolean | undefined;
};

type OperatorSpec<S extends z.ZodType> = {
  readonly name: string;
  readonly label: LocalizedText;
  readonly types: readonly ValueType[];
  readonly control: FormControl;
  /** Of the operand. */
  readonly value: S;
  readonly example?: Json;
  readonly takesIgnoreCase?: boolean;
  readonly isTimed?: boolean;
  /** True for a missing value: `not_*`. */
  readonly negates?: boolean;
  readonly test: (
    field: Field,
    value: z.infer<S>,
    surroundings: Surroundings & { readonly fold: (text: Sql) => Sql },
  ) => Sql | Test;
};

/**
 * An operator: everything that is to be known of it.
 * @example see between.ts
 */
export function defineOperator<S extends z.ZodType>(spec: OperatorSpec<S>): Operator {
  return {
    name: spec.name,
    label: spec.label,
    types: spec.types,
    control: spec.control,
    schema: spec.value,
    takesIgnoreCase: spec.takesIgnoreCase === true,
    isTimed: spec.isTimed === true,
    example: spec.example,
    test(field, comparison, surroundings) {
      const fold = (text: Sql): Sql => (comparison.ignoreCase === true ? sql`lower(${text})` : text);
      const result = spec.test(field, spec.value.parse(comparison.value), { ...surroundings, fold });
      const test = 'truth' in result ? result : { truth: result, horizon: null };
      return spec.negates === true ? { ...test, truth: sql`((${test.truth}) is not true)` } : test;
    },
    sentence(language, comparison) {
      const operand = comparison.value === undefined ? '' : operandText(comparison.value, language);
      const words = operand === '' ? spec.label[language] : `${spec.label[language]} ${operand}`;
      return comparison.ignoreCase === true
        ? `${words}${language === 'en' ? ' (upper or lower case)' : '（不区分大小写）'}`
        : words;
    },
  };
}

/** Values as a person reads them: "DE", "AT". */
export function operandText(value: Json, language: Language): string {
  const quote = (one: Json): string =>
    typeof one === 'string' ? (language === 'en' ? `“${one}”` : `“${one}”`) : JSON.stringify(one);
  return Array.isArray(value) ? value.map(quote).join(language === 'en' ? ', ' : '、') : quote(value);
}

/** No operand. */
export const nothing = z.undefined();
