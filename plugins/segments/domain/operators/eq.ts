import { param, sql } from '@rapport/sdk';
import type { Sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import type { Field } from '../field';
import { scalar, type Scalar } from '../text';

/** Types are strict: 123 is not "123". */
export function equals(field: Field, value: Scalar, fold: (text: Sql) => Sql): Sql {
  if (typeof value === 'number') return sql`${field.number} = ${param(value, 'float8')}`;
  if (typeof value === 'string') return sql`${fold(field.text)} = ${fold(param(value, 'text'))}`;
  return sql`${field.json} = to_jsonb(${param(value, 'boolean')})`;
}

export default defineOperator({
  name: 'eq',
  label: { en: 'is', 'zh-Hans': '等于' },
  types: ['text', 'number', 'boolean'],
  control: 'value',
  value: scalar,
  example: 'DE',
  takesIgnoreCase: true,
  test: (field, value, { fold }) => equals(field, value, fold),
});
