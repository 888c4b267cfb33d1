import { defineAction } from '../action';

export default defineAction({
  key: 'call-back',
  label: { en: 'Call back', 'zh-Hans': '主动回电', de: 'Zurückrufen' },
  effect: {
    en: 'A person calls, listens, and says what will be done.',
    'zh-Hans': '由专人致电、倾听，并说明将如何处理。',
    de: 'Ein Mensch ruft an, hört zu und sagt, was geschieht.',
  },
  fits: { 'valuable-complex': 1.3, 'valuable-simple': 1.1, 'modest-simple': 0.7 },
});
