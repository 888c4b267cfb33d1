import { limits, param, sql } from '@rapport/sdk';
import type { Sql } from '@rapport/sdk';
import { z } from 'zod';
import type { Field } from '../field';
import { defineOperator } from '../operator';
import { scalar, type Scalar } from '../text';
import { equals } from './eq';

export const scalars = z.array(scalar).min(1).max(limits.conditionValuesMax);

export function isOneOf(field: Field, values: readonly Scalar[], fold: (text: Sql) => Sql): Sql {
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  const truths = values.filter((value) => typeof value === 'boolean');
  const folded = fold(sql`t`);
  return [
    sql`coalesce(${field.number} = any(${param(numbers, 'float8[]')}), false)`,
    sql`coalesce(${fold(field.text)} = any(array(select ${folded} from unnest(${param(texts, 'text[]')}) as t)), false)`,
    ...[...new Set(truths)].map((truth) => sql`coalesce(${equals(field, truth, fold)}, false)`),
  ]
    .filter((_, index) => (index === 0 ? numbers.length > 0 : index === 1 ? texts.length > 0 : true))
    .reduce((all, one) => sql`${all} or ${one}`);
}

export default defineOperator({
  name: 'in',
  label: { en: 'is one of', 'zh-Hans': '属于' },
  types: ['text', 'number'],
  control: 'values',
  value: scalars,
  example: ['DE', 'AT'],
  takesIgnoreCase: true,
  test: (field, values, { fold }) => sql`(${isOneOf(field, values, fold)})`,
});
