import { defineHelper } from '../helper';
import { isThere } from '../value';

export default defineHelper({
  name: 'and',
  label: { en: 'Whether all are there', 'zh-Hans': '是否全部有值' },
  example: '{{#if (and situation.since (gt situation.count 1))}}Again.{{/if}}',
  gives: 'Again.',
  arguments: [2, 6],
  takesMissing: true,
  run: (args) => args.every(isThere),
});
