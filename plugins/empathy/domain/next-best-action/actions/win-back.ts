import { defineAction } from '../action';

export default defineAction({
  key: 'win-back',
  label: { en: 'Win back', 'zh-Hans': '挽回客户', de: 'Zurückgewinnen' },
  effect: {
    en: 'A personal word about why they left, without an offer in the first sentence.',
    'zh-Hans': '就其离开原因进行个性化沟通，开头不谈优惠。',
    de: 'Ein persönliches Wort zum Grund, ohne Angebot im ersten Satz.',
  },
  fits: { 'valuable-complex': 1.2, 'valuable-simple': 1.2, 'modest-simple': 0.8 },
});
