import { defineAction } from '../action';

export default defineAction({
  key: 'fix-payment',
  label: { en: 'Help with the payment', 'zh-Hans': '协助付款', de: 'Bei der Zahlung helfen' },
  effect: {
    en: 'Say what failed and send a way to pay that works.',
    'zh-Hans': '说明失败原因，并提供可行的付款方式。',
    de: 'Sagen, was fehlschlug, und einen Weg schicken, der geht.',
  },
});
