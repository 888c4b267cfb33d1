import { defineHelper } from '../helper';
import { salutationOf } from '../salutation';

export default defineHelper({
  name: 'salutation',
  label: {
    en: 'Greeting by name and hour; there is always one. Scripts begin with it by themselves',
    'zh-Hans': '按姓名与时段问候，始终有内容。话术会自动以它开头',
  },
  example: '{{salutation}}.',
  gives: 'Good afternoon, Kim.',
  arguments: [0, 0],
  run: (_args, { customer, ...options }) => salutationOf(customer, options).text,
});
