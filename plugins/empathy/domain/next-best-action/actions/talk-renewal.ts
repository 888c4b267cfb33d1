import { defineAction, troubles } from '../action';

export default defineAction({
  key: 'talk-renewal',
  label: { en: 'Talk about the renewal', 'zh-Hans': '沟通续费', de: 'Über die Verlängerung sprechen' },
  effect: {
    en: 'Ask what they still need before it renews.',
    'zh-Hans': '在续费前了解客户需求。',
    de: 'Vor der Verlängerung fragen, was noch gebraucht wird.',
  },
  notDuring: troubles,
});
