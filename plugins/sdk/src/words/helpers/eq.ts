import { defineHelper } from '../helper';

export default defineHelper({
  name: 'eq',
  label: { en: 'Whether it equals', 'zh-Hans': '是否等于' },
  example: '{{#eq situation.count 4}}Yes.{{else}}No.{{/eq}}',
  gives: 'Yes.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([a, b]) => a === b,
});
