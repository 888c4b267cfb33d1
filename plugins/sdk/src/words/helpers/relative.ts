import { defineHelper } from '../helper';
import { relativeText } from '../dates';

export default defineHelper({
  name: 'relative',
  label: { en: 'How long ago, or how long until', 'zh-Hans': '相对时间' },
  example: 'You wrote {{relative situation.since}}.',
  gives: 'You wrote 28 minutes ago.',
  arguments: [1, 1],
  run: ([at], context) => relativeText(at, context),
});
