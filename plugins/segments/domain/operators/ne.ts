import { defineOperator } from '../operator';
import { scalar } from '../text';
import { equals } from './eq';

export default defineOperator({
  name: 'ne',
  label: { en: 'is not', 'zh-Hans': '不等于' },
  types: ['text', 'number', 'boolean'],
  control: 'value',
  value: scalar,
  example: 'DE',
  takesIgnoreCase: true,
  negates: true,
  test: (field, value, { fold }) => equals(field, value, fold),
});
