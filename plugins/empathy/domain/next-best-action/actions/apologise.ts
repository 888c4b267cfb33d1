import { defineAction } from '../action';

export default defineAction({
  key: 'apologise',
  label: { en: 'Apologise, and say for what', 'zh-Hans': '真诚致歉', de: 'Sich entschuldigen, und wofür' },
  effect: {
    en: 'Name what went wrong before anything else.',
    'zh-Hans': '先说明哪里做得不好。',
    de: 'Zuerst benennen, was schiefging.',
  },
});
