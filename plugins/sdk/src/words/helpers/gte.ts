import { compared } from '../compared';
import { defineHelper } from '../helper';

export default defineHelper({
  name: 'gte',
  label: { en: 'Whether a number or a date is at least', 'zh-Hans': '数字或日期是否不小于' },
  example: '{{#gte situation.count 4}}Yes.{{else}}No.{{/gte}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => compared(a, b, (left, right) => left >= right),
});
