import { compared } from '../compared';
import { defineHelper } from '../helper';

export default defineHelper({
  name: 'lte',
  label: { en: 'Whether a number or a date is at most', 'zh-Hans': '数字或日期是否不大于' },
  example: '{{#lte situation.count 4}}Yes.{{else}}No.{{/lte}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => compared(a, b, (left, right) => left <= right),
});
