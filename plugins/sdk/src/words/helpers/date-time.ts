import { defineHelper } from '../helper';
import { dateText } from '../dates';

export default defineHelper({
  name: 'dateTime',
  label: { en: 'Day and time, in the customer’s zone', 'zh-Hans': '日期与时间，按客户时区' },
  example: 'It began on {{dateTime situation.since}}.',
  gives: 'It began on November 29 at 3:02 PM.',
  arguments: [1, 1],
  run: ([at], context) => dateText(at, 'dateTime', context),
});
