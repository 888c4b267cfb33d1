import { param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { text } from '../text';

export default defineOperator({
  name: 'starts_with',
  label: { en: 'starts with', 'zh-Hans': '开头是' },
  types: ['text'],
  control: 'text',
  value: text(2_000),
  example: 'VIP-',
  takesIgnoreCase: true,
  test: (field, value, { fold }) => sql`starts_with(${fold(field.text)}, ${fold(param(value, 'text'))})`,
});
