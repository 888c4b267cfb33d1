import type { Intent } from '../intent';

/** Money comes back. */
export const refund: Intent = {
  key: 'refund',
  label: { en: 'Refund', 'zh-Hans': '退款', de: 'Erstattung' },
  en: {
    phrases: `refund, refunds, refunded, money back, get my money, credit me back, reimburse*, chargeback, credit note`,
    words: `credited back, compensation, compensate`,
  },
  de: {
    phrases: `erstattung*, erstatte*, geld zurück, rückerstatt*, gutschrift`,
    words: `entschädigung, rückzahlung`,
  },
  zh: {
    phrases: `退款, 退钱, 退给我, 把钱退, 退费, 款项退`,
    words: `赔偿, 补偿`,
  },
};
