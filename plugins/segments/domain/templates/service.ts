import type { SegmentTemplate } from '../template';

/** Who needs help, or did not get it. */
export const service: readonly SegmentTemplate[] = [
  {
    key: 'searching-without-success',
    group: 'service',
    name: { en: 'Searched for help without success', 'zh-Hans': '自助查找未果' },
    description: {
      en: 'Searched the help centre three times or more within half an hour, and rated no article helpful: reach out first.',
      'zh-Hans': '半小时内在帮助中心搜索三次及以上，且没有觉得任何文章有用：主动提供帮助。',
    },
    definition: {
      all: [
        { event: 'Help Searched', count: { op: 'gte', value: 3 }, within: '30m' },
        {
          not: {
            event: 'Article Rated',
            where: [{ property: 'helpful', op: 'eq', value: true }],
            within: '30m',
          },
        },
      ],
    },
  },
  {
    key: 'repeat-contact',
    group: 'service',
    name: { en: 'Repeat contact', 'zh-Hans': '重复咨询' },
    description: {
      en: 'Three conversations or more within a week: the first answer did not solve it.',
      'zh-Hans': '一周内发起三次及以上会话：首次答复未能解决问题。',
    },
    definition: { event: 'Live Chat Conversation Started', count: { op: 'gte', value: 3 }, within: '7d' },
  },
  {
    key: 'handed-over-twice',
    group: 'service',
    name: { en: 'Handed over twice', 'zh-Hans': '多次转接' },
    description: {
      en: 'Two hand-overs or more within two days: nobody wants to tell it again.',
      'zh-Hans': '两天内被转接两次及以上：避免让客户再次复述问题。',
    },
    definition: { event: 'Conversation Handed Over', count: { op: 'gte', value: 2 }, within: '2d' },
  },
  {
    key: 'detractors',
    group: 'service',
    name: { en: 'Detractors', 'zh-Hans': '不满意客户' },
    description: {
      en: 'The latest rating of a conversation within 90 days was 1 or 2.',
      'zh-Hans': '最近90天内最后一次会话评分为1或2分。',
    },
    definition: {
      event: 'Conversation Rated',
      last: [{ property: 'rating', op: 'lte', value: 2 }],
      within: '90d',
    },
  },
  {
    key: 'promoters',
    group: 'service',
    name: { en: 'Promoters', 'zh-Hans': '推荐者' },
    description: {
      en: 'Rated 5 at least twice within half a year and never below 4: ask them for a review.',
      'zh-Hans': '半年内至少两次评5分，且从未低于4分：可邀请其评价推荐。',
    },
    definition: {
      all: [
        {
          event: 'Conversation Rated',
          where: [{ property: 'rating', op: 'eq', value: 5 }],
          count: { op: 'gte', value: 2 },
          within: '180d',
        },
        {
          not: {
            event: 'Conversation Rated',
            where: [{ property: 'rating', op: 'lt', value: 4 }],
            within: '180d',
          },
        },
      ],
    },
  },
  {
    key: 'silent-after-complaint',
    group: 'service',
    name: { en: 'Silent after a complaint', 'zh-Hans': '投诉后沉默' },
    description: {
      en: 'Rated 1 or 2 between 14 and 90 days ago and did not order within 14 days after it.',
      'zh-Hans': '14至90天前评分为1或2分，之后14天内没有下单。',
    },
    definition: {
      sequence: [
        { event: 'Conversation Rated', where: [{ property: 'rating', op: 'lte', value: 2 }] },
        { not: { event: 'Order Completed' }, within: '14d' },
      ],
      within: '90d',
    },
  },
  {
    key: 'late-delivery',
    group: 'service',
    name: { en: 'Waits for a late delivery', 'zh-Hans': '等待延迟的配送' },
    description: {
      en: 'A delivery was delayed within the last week and has not arrived within two days: tell them before they ask.',
      'zh-Hans': '最近一周内配送延迟，且两天内仍未送达：在客户询问前主动告知。',
    },
    definition: {
      sequence: [{ event: 'Delivery Delayed' }, { not: { event: 'Order Delivered' }, within: '2d' }],
      within: '7d',
    },
  },
];
