import { defineAction } from '../action';

export default defineAction({
  key: 'ask-what-was-missing',
  label: { en: 'Ask what was missing', 'zh-Hans': '询问不足之处', de: 'Fragen, was fehlte' },
  effect: {
    en: 'One open question about the last time; the answer is written down.',
    'zh-Hans': '就上次体验提一个开放式问题并记录回答。',
    de: 'Eine offene Frage zum letzten Mal; die Antwort wird notiert.',
  },
  fits: { 'modest-simple': 0.8 },
});
