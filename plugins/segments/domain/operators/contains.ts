import { param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { text } from '../text';

export default defineOperator({
  name: 'contains',
  label: { en: 'contains', 'zh-Hans': '包含' },
  types: ['text'],
  control: 'text',
  value: text(2_000),
  example: 'berlin',
  takesIgnoreCase: true,
  test: (field, value, { fold }) => sql`strpos(${fold(field.text)}, ${fold(param(value, 'text'))}) > 0`,
});
