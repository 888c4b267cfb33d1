import { defineHelper } from '../helper';
import { dateText } from '../dates';

export default defineHelper({
  name: 'date',
  label: {
    en: 'Day, in the customer’s zone; style: short, long, weekday',
    'zh-Hans': '日期，按客户时区；style 可为 short、long、weekday',
  },
  example: 'It comes on {{date situation.due style="weekday"}}.',
  gives: 'It comes on Monday, November 30.',
  arguments: [1, 1],
  named: ['style'],
  run: ([at], context, { style }) => dateText(at, style === 'short' || style === 'weekday' ? style : 'long', context),
});
