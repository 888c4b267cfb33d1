import { defineAction } from '../action';

export default defineAction({
  key: 'own-the-case',
  label: { en: 'Own the case', 'zh-Hans': '全程负责', de: 'Den Fall übernehmen' },
  effect: {
    en: 'One named person keeps it until it is solved; nobody hands it over again.',
    'zh-Hans': '由一名专员负责到底，不再转接。',
    de: 'Eine benannte Person behält ihn bis zur Lösung; niemand reicht weiter.',
  },
  fits: { 'valuable-complex': 1.3, 'modest-complex': 1.1 },
});
