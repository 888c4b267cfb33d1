import { defineAction } from '../action';

export default defineAction({
  key: 'replace-or-refund',
  label: { en: 'Replace or refund', 'zh-Hans': '换货或退款', de: 'Ersetzen oder erstatten' },
  effect: {
    en: 'Offer both and let them choose.',
    'zh-Hans': '同时提供两种方案，由客户选择。',
    de: 'Beides anbieten und wählen lassen.',
  },
});
