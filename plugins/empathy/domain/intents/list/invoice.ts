import type { Intent } from '../intent';

/** Papers about money. */
export const invoice: Intent = {
  key: 'invoice',
  label: { en: 'Invoice', 'zh-Hans': '发票', de: 'Rechnung' },
  en: {
    phrases: `invoice*, receipt*, billing statement, tax number, vat id, purchase order number`,
    words: `billing, bill, bills`,
  },
  de: {
    phrases: `rechnung*, beleg*, quittung*, ust-id, umsatzsteuer*, mahnung*`,
    words: `buchhaltung, abrechnung*`,
  },
  zh: {
    phrases: `发票, 开票, 收据, 账单, 税号, 抬头`,
    words: `财务`,
  },
};
