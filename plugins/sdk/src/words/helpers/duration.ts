import { defineHelper } from '../helper';
import { durationText } from '../dates';

export default defineHelper({
  name: 'duration',
  label: { en: 'A length of time, given in milliseconds', 'zh-Hans': '时长，输入为毫秒' },
  example: 'You have waited {{duration situation.waited}}.',
  gives: 'You have waited 14 minutes.',
  arguments: [1, 1],
  run: ([length], { locale }) => durationText(length, locale),
});
