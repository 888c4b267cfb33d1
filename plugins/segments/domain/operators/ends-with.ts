import { param, sql } from '@rapport/sdk';
import { defineOperator } from '../operator';
import { text } from '../text';

export default defineOperator({
  name: 'ends_with',
  label: { en: 'ends with', 'zh-Hans': '结尾是' },
  types: ['text'],
  control: 'text',
  value: text(2_000),
  example: '.de',
  takesIgnoreCase: true,
  test(field, value, { fold }) {
    const ending = fold(param(value, 'text'));
    return sql`right(${fold(field.text)}, char_length(${ending})) = ${ending}`;
  },
});
