import type { SegmentTemplate } from '../template';

const bought = { event: 'Order Completed' };

/** On the way to an order, and what becomes of it. */
export const purchase: readonly SegmentTemplate[] = [
  {
    key: 'abandoned-cart',
    group: 'purchase',
    name: { en: 'Abandoned cart', 'zh-Hans': '弃购购物车' },
    description: {
      en: 'Put something into the cart within the last week and did not order within two hours after it.',
      'zh-Hans': '最近一周内加入购物车，之后两小时内没有下单。',
    },
    definition: { sequence: [{ event: 'Product Added' }, { not: bought, within: '2h' }], within: '7d' },
  },
  {
    key: 'abandoned-checkout',
    group: 'purchase',
    name: { en: 'Abandoned checkout', 'zh-Hans': '弃单（结账未完成）' },
    description: {
      en: 'Started to check out within the last three days and did not order within an hour: something got in the way.',
      'zh-Hans': '最近三天内开始结账，之后一小时内未完成下单：可能遇到了障碍。',
    },
    definition: { sequence: [{ event: 'Checkout Started' }, { not: bought, within: '1h' }], within: '3d' },
  },
  {
    key: 'browsed-without-buying',
    group: 'purchase',
    name: { en: 'Looks often, does not buy', 'zh-Hans': '频繁浏览未购买' },
    description: {
      en: 'Viewed five products or more within a week and ordered nothing in that time.',
      'zh-Hans': '一周内浏览商品五次及以上，但没有下单。',
    },
    definition: {
      all: [
        { event: 'Product Viewed', count: { op: 'gte', value: 5 }, within: '7d' },
        { not: { ...bought, within: '7d' } },
      ],
    },
  },
  {
    key: 'serial-returners',
    group: 'purchase',
    name: { en: 'Serial returners', 'zh-Hans': '频繁退货' },
    description: {
      en: 'Three returns or refunds or more within half a year: help them choose, before the next parcel.',
      'zh-Hans': '半年内退货或退款三次及以上：在下一次发货前帮助其选对商品。',
    },
    definition: {
      event: ['Return Requested', 'Order Refunded'],
      count: { op: 'gte', value: 3 },
      within: '180d',
    },
  },
  {
    key: 'failed-payment',
    group: 'purchase',
    name: { en: 'Failed payment, not paid since', 'zh-Hans': '付款失败且未补付' },
    description: {
      en: 'A payment failed within two weeks, and neither an order nor a renewal followed within three days.',
      'zh-Hans': '两周内付款失败，之后三天内没有下单或续费。',
    },
    definition: {
      sequence: [
        { event: 'Payment Failed' },
        { not: { event: ['Order Completed', 'Subscription Renewed'] }, within: '3d' },
      ],
      within: '14d',
    },
  },
  {
    key: 'large-basket',
    group: 'purchase',
    name: { en: 'A large order this month', 'zh-Hans': '本月大额订单' },
    description: {
      en: 'One order over 200 this month: worth a personal word.',
      'zh-Hans': '本月有单笔超过200的订单：值得专人致谢。',
    },
    definition: {
      ...bought,
      where: [{ property: 'revenue', op: 'gt', value: 200 }],
      within: { calendar: 'month' },
    },
  },
];
