import { compared } from '../compared';
import { defineHelper } from '../helper';

export default defineHelper({
  name: 'gt',
  label: { en: 'Whether a number or a date is greater', 'zh-Hans': '数字或日期是否大于' },
  example: '{{#gt situation.count 3}}Yes.{{else}}No.{{/gt}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => compared(a, b, (left, right) => left > right),
});
