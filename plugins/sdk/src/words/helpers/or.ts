import { defineHelper } from '../helper';
import { isThere } from '../value';

export default defineHelper({
  name: 'or',
  label: { en: 'Whether one is there', 'zh-Hans': '是否至少一个有值' },
  example: '{{#if (or customer.vip situation.since)}}At once.{{/if}}',
  gives: 'At once.',
  arguments: [2, 6],
  takesMissing: true,
  run: (args) => args.some(isThere),
});
