import { defineHelper } from '../helper';
import { listText } from '../lists';

export default defineHelper({
  name: 'list',
  label: {
    en: 'Several things in one sentence; of objects a field; type="or"',
    'zh-Hans': '在一句话里列出多项；对象可取字段；type="or"',
  },
  example: 'You read {{list situation.articles}}.',
  gives: 'You read Reset your router, Error 651, and Cables.',
  arguments: [1, 1],
  named: ['field', 'type'],
  run: ([items], { locale }, { field, type }) =>
    listText(items, {
      locale,
      field: typeof field === 'string' ? field : null,
      type: type === 'or' ? 'disjunction' : 'conjunction',
    }),
});
