import { defineAction, troubles } from '../action';

export default defineAction({
  key: 'congratulate',
  label: { en: 'Congratulate', 'zh-Hans': '送上祝福', de: 'Gratulieren' },
  effect: {
    en: 'A line, no sale.',
    'zh-Hans': '一句祝福，不做推销。',
    de: 'Eine Zeile, kein Verkauf.',
  },
  notDuring: troubles,
});
