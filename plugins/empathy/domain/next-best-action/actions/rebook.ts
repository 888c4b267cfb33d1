import { defineAction } from '../action';

export default defineAction({
  key: 'rebook',
  label: { en: 'Offer a new appointment', 'zh-Hans': '重新预约', de: 'Neuen Termin anbieten' },
  effect: {
    en: 'Two concrete times, one click away.',
    'zh-Hans': '提供两个具体时间，一键预约。',
    de: 'Zwei konkrete Zeiten, einen Klick entfernt.',
  },
});
