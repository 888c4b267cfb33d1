import { sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { isOneOf, scalars } from './in';

export default defineOperator({
  name: 'not_in',
  label: { en: 'is none of', 'zh-Hans': '不属于' },
  types: ['text', 'number'],
  control: 'values',
  value: scalars,
  example: ['DE', 'AT'],
  takesIgnoreCase: true,
  negates: true,
  test: (field, values, { fold }) => sql`(${isOneOf(field, values, fold)})`,
});
