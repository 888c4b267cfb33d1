import { defineHelper } from '../helper';
import { isThere } from '../value';

export default defineHelper({
  name: 'fallback',
  label: { en: 'The first of its arguments that is there', 'zh-Hans': '第一个有值的参数' },
  example: 'It is about {{fallback situation.product "your order"}}.',
  gives: 'It is about your order.',
  arguments: [1, 6],
  run: (args) => args.find((value) => value === 0 || isThere(value)),
});
