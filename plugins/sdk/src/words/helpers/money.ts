import { defineHelper } from '../helper';
import { numberFormat } from '../formatters';
import { cleanText, numberOf } from '../value';

const currencies = new Set(Intl.supportedValuesOf('currency'));

export default defineHelper({
  name: 'money',
  label: {
    en: 'An amount with its currency: the second argument, else the customer’s; without one nothing is said',
    'zh-Hans': '金额与货币：第二个参数，否则取客户的货币；没有货币时不显示',
  },
  example: 'We have refunded {{money situation.amount "EUR"}}.',
  gives: 'We have refunded €19.90.',
  arguments: [1, 2],
  run: ([amount, given], { customer, currency: ofText, locale }) => {
    const number = numberOf(amount);
    const currency = cleanText(given ?? ofText ?? customer['currency'])?.toUpperCase();
    if (number === undefined || currency === undefined || !currencies.has(currency)) return undefined;
    return numberFormat(locale, { style: 'currency', currency }).format(number);
  },
});
