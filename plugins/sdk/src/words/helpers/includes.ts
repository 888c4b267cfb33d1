import { defineHelper } from '../helper';

export default defineHelper({
  name: 'includes',
  label: { en: 'Whether a list holds it', 'zh-Hans': '列表是否包含' },
  example: '{{#includes situation.articles "Cables"}}You have read about cables.{{/includes}}',
  gives: 'You have read about cables.',
  arguments: [2, 2],
  takesMissing: true,
  run: ([list, value]) => Array.isArray(list) && list.some((item) => item === value),
});
