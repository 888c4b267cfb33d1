import { defineAction, troubles } from '../action';

export default defineAction({
  key: 'welcome',
  label: { en: 'Welcome', 'zh-Hans': '欢迎新客户', de: 'Willkommen heißen' },
  effect: {
    en: 'Greet as somebody new, and say where help is.',
    'zh-Hans': '以新客户身份问候，并告知如何获得帮助。',
    de: 'Als neu begrüßen und sagen, wo es Hilfe gibt.',
  },
  notDuring: troubles,
});
