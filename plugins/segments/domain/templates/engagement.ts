import type { SegmentTemplate } from '../template';

/** Who listens, and who does not. */
export const engagement: readonly SegmentTemplate[] = [
  {
    key: 'engaged-readers',
    group: 'engagement',
    name: { en: 'Reads our e-mails', 'zh-Hans': '活跃邮件读者' },
    description: {
      en: 'Clicked in an e-mail within 30 days, or opened three or more.',
      'zh-Hans': '30天内点击过邮件，或打开三封及以上。',
    },
    definition: {
      any: [
        { event: 'Email Link Clicked', within: '30d' },
        { event: 'Email Opened', count: { op: 'gte', value: 3 }, within: '30d' },
      ],
    },
  },
  {
    key: 'e-mail-fatigue',
    group: 'engagement',
    name: { en: 'Tired of e-mail', 'zh-Hans': '邮件疲劳' },
    description: {
      en: 'Got five e-mails or more within 60 days and opened none: write less, or by another channel.',
      'zh-Hans': '60天内收到五封及以上邮件但一封未打开：减少发送，或改用其他渠道。',
    },
    definition: {
      all: [
        { event: 'Email Delivered', count: { op: 'gte', value: 5 }, within: '60d' },
        { not: { event: 'Email Opened', within: '60d' } },
      ],
    },
  },
  {
    key: 'signed-up-without-order',
    group: 'engagement',
    name: { en: 'Signed up, never ordered', 'zh-Hans': '注册未下单' },
    description: {
      en: 'Signed up a week ago or longer, within 60 days, and has not ordered yet.',
      'zh-Hans': '7至60天前注册，至今没有下单。',
    },
    definition: {
      all: [
        { event: ['Signed Up', 'Account Created'], within: { from: '-60d', to: '-7d' } },
        { event: 'Order Completed', count: { op: 'eq', value: 0 } },
      ],
    },
  },
  {
    key: 'weekly-regulars',
    group: 'engagement',
    name: { en: 'Comes every week', 'zh-Hans': '每周到访' },
    description: {
      en: 'Viewed a product in each of the last four weeks.',
      'zh-Hans': '最近四周每周都浏览过商品。',
    },
    definition: { periods: { length: '1w', last: 4 }, event: 'Product Viewed' },
  },
  {
    key: 'trial-ending',
    group: 'engagement',
    name: { en: 'Trial without a subscription', 'zh-Hans': '试用未转化' },
    description: {
      en: 'Started a trial within 30 days and did not subscribe within 14 days after it.',
      'zh-Hans': '30天内开始试用，之后14天内没有订阅。',
    },
    definition: {
      sequence: [
        { event: 'Trial Started' },
        { not: { event: ['Subscription Started', 'Subscription Renewed'] }, within: '14d' },
      ],
      within: '30d',
    },
  },
];
