import { defineAction, troubles } from '../action';

export default defineAction({
  key: 'thank',
  label: { en: 'Say thank you', 'zh-Hans': '表示感谢', de: 'Danke sagen' },
  effect: {
    en: 'A personal word from a person.',
    'zh-Hans': '由专人送上感谢。',
    de: 'Ein persönliches Wort von einem Menschen.',
  },
  notDuring: troubles,
});
