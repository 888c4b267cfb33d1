import { defineAction } from '../action';

export default defineAction({
  key: 'offer-help',
  label: { en: 'Offer help first', 'zh-Hans': '主动提供帮助', de: 'Zuerst Hilfe anbieten' },
  effect: {
    en: 'Write before they ask, with what they looked for.',
    'zh-Hans': '在客户询问前，针对其查找的内容主动联系。',
    de: 'Schreiben, bevor gefragt wird, mit dem, was gesucht wurde.',
  },
  fits: { 'modest-simple': 0.9 },
});
