import type { Intent } from '../intent';

/** Paying, and what goes wrong with it. */
export const payment: Intent = {
  key: 'payment',
  label: { en: 'Payment', 'zh-Hans': '支付', de: 'Zahlung' },
  en: {
    phrases: `payment failed, failed payment, card declined, declined my card, was declined, payment method,
      charged twice, double charge*, pay by, pay with, instalment*, installment*, bank transfer, direct debit,
      credit card, debit card, top up, top-up, pending payment, pending transfer, transfer failed,
      cash withdrawal, not been credited, unauthorised charge`,
    words: `pay, paid, payment*, charge, charged, charges, card, transfer*, transaction*, withdraw*, deposit, cheque,
      paypal, balance, atm, cash, beneficiary, recipient`,
  },
  de: {
    phrases: `zahlung fehlgeschlagen, karte abgelehnt, zahlungsmethode, zahlungsart, doppelt abgebucht, in raten,
      ratenzahlung, per rechnung zahlen, lastschrift, überweisung, kreditkarte`,
    words: `zahlung*, zahlen, bezahl*, abgebucht, abbuchung*, karte, kasse, paypal, konto belastet`,
  },
  zh: {
    phrases: `付款失败, 支付失败, 扣了两次, 扣了我两次, 重复扣, 重复扣款, 分期, 付款方式, 支付方式, 信用卡, 刷卡, 转账,
      支付页面`,
    words: `付款, 支付, 扣款, 扣费, 付钱, 银行卡`,
  },
};
