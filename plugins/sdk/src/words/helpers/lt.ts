import { compared } from '../compared';
import { defineHelper } from '../helper';

export default defineHelper({
  name: 'lt',
  label: { en: 'Whether a number or a date is less', 'zh-Hans': '数字或日期是否小于' },
  example: '{{#lt situation.count 5}}Yes.{{else}}No.{{/lt}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => compared(a, b, (left, right) => left < right),
});
