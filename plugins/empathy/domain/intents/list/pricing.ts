import type { Intent } from '../intent';

/** What it costs. */
export const pricing: Intent = {
  key: 'pricing',
  label: { en: 'Prices and fees', 'zh-Hans': '价格与费用', de: 'Preise und Gebühren' },
  en: {
    phrases: `how much, what does it cost, price list, a quote, quote for, discount*, voucher*, promo code,
      discount code, coupon*, price increase, raised the price, extra fee, hidden fee*, late fee, fees, fee,
      exchange rate, price match, too expensive`,
    words: `price*, cost, costs, quote, cheaper, rate, rates`,
  },
  de: {
    phrases: `was kostet, wie teuer, wie viel kostet, angebot für, rabatt*, gutschein*, preiserhöhung*, zusatzgebühr*,
      gebühr*, zu teuer, preisliste, mahngebühr`,
    words: `preis*, kosten, kostet, angebot, günstiger`,
  },
  zh: {
    phrases: `多少钱, 价格, 报价, 优惠, 优惠码, 优惠券, 折扣, 打折, 涨价, 手续费, 额外费用, 滞纳金, 太贵, 收费标准`,
    words: `费用, 贵, 便宜`,
  },
};
