import { defineHelper } from '../helper';
import { isThere } from '../value';

export default defineHelper({
  name: 'not',
  label: { en: 'Whether it is not there', 'zh-Hans': '是否无值' },
  example: '{{#if (not customer.phone)}}May we have a number?{{/if}}',
  gives: 'May we have a number?',
  arguments: [1, 1],
  takesMissing: true,
  run: ([value]) => !isThere(value),
});
