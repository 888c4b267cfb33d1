import { defineHelper } from '../helper';
import { numberFormat } from '../formatters';
import { numberOf } from '../value';

export default defineHelper({
  name: 'number',
  label: { en: 'A number as the language writes it', 'zh-Hans': '数字，按语言习惯书写' },
  example: 'You have {{number computed.points}} points.',
  gives: 'You have 1,250 points.',
  arguments: [1, 1],
  run: ([value], { locale }) => {
    const number = numberOf(value);
    return number === undefined ? undefined : numberFormat(locale, { maximumFractionDigits: 2 }).format(number);
  },
});
