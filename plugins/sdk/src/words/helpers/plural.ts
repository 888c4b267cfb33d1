import { defineHelper } from '../helper';
import { numberFormat, pluralRules } from '../formatters';
import { numberOf } from '../value';

export default defineHelper({
  name: 'plural',
  label: {
    en: 'The right form for a number; # is the number. Forms: zero, one, two, few, many, other',
    'zh-Hans': '按数量选择词形，# 为数字。词形：zero、one、two、few、many、other',
  },
  example: 'You tried {{plural situation.count one="# article" other="# articles"}}.',
  gives: 'You tried 4 articles.',
  arguments: [1, 1],
  named: ['zero', 'one', 'two', 'few', 'many', 'other'],
  run: ([count], { locale }, forms) => {
    const number = numberOf(count);
    if (number === undefined) return undefined;
    const form =
      (number === 0 ? forms['zero'] : undefined) ?? forms[pluralRules(locale).select(number)] ?? forms['other'];
    return typeof form === 'string' ? form.replaceAll('#', numberFormat(locale).format(number)) : undefined;
  },
});
