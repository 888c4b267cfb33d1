import { defineHelper } from '../helper';
import { dateText } from '../dates';

export default defineHelper({
  name: 'time',
  label: { en: 'Time of day, in the customer’s zone', 'zh-Hans': '时间，按客户时区' },
  example: 'We saw it at {{time situation.since}}.',
  gives: 'We saw it at 3:02 PM.',
  arguments: [1, 1],
  run: ([at], context) => dateText(at, 'time', context),
});
