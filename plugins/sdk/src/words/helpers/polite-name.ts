import { defineHelper } from '../helper';
import { personName, politeName } from '../names';

export default defineHelper({
  name: 'politeName',
  label: {
    en: 'Polite form (Ms Lopez, Frau Lopez, 王女士); the whole name where the gender is not known',
    'zh-Hans': '敬称（Ms Lopez、Frau Lopez、王女士）；性别未知时用全名',
  },
  example: 'May we call {{politeName}} back?',
  gives: 'May we call Ms Lopez back?',
  arguments: [0, 0],
  run: (_args, { customer, locale }) => politeName(personName(customer), locale),
});
