import { defineHelper } from '../helper';

export default defineHelper({
  name: 'ne',
  label: { en: 'Whether it differs from', 'zh-Hans': '是否不等于' },
  example: '{{#ne situation.count 0}}Yes.{{else}}No.{{/ne}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => a !== b,
});
