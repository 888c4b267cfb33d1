import type { SegmentTemplate } from '../template';

const bought = { event: 'Order Completed' };

/** Where a customer stands, from the first order to silence. */
export const lifecycle: readonly SegmentTemplate[] = [
  {
    key: 'new-customers',
    group: 'lifecycle',
    name: { en: 'New customers', 'zh-Hans': '新客户' },
    description: {
      en: 'First order within the last 30 days: welcome them and help them start.',
      'zh-Hans': '最近30天内首次下单：适合欢迎与上手引导。',
    },
    definition: { all: [{ ...bought, within: '30d' }, { not: { ...bought, within: { to: '-30d' } } }] },
  },
  {
    key: 'one-time-buyers',
    group: 'lifecycle',
    name: { en: 'First purchase, no second within 30 days', 'zh-Hans': '首购后30天未复购' },
    description: {
      en: 'Bought once, between 30 and 90 days ago, and not again since: the moment to ask what was missing.',
      'zh-Hans': '30至90天前仅购买过一次，此后未再购买：适合询问原因并促成复购。',
    },
    definition: {
      all: [
        { ...bought, count: { op: 'eq', value: 1 } },
        { ...bought, within: { from: '-90d', to: '-30d' } },
      ],
    },
  },
  {
    key: 'about-to-lapse',
    group: 'lifecycle',
    name: { en: 'About to lapse', 'zh-Hans': '即将流失' },
    description: {
      en: 'Ordered three times or more, but not for 60 to 120 days: they are cooling down.',
      'zh-Hans': '累计下单三次及以上，但已有60至120天未购买：正在降温的客户。',
    },
    definition: {
      all: [
        { ...bought, count: { op: 'gte', value: 3 } },
        { ...bought, within: { from: '-120d', to: '-60d' } },
        { not: { ...bought, within: '60d' } },
      ],
    },
  },
  {
    key: 'lapsed',
    group: 'lifecycle',
    name: { en: 'Lapsed', 'zh-Hans': '已流失' },
    description: {
      en: 'Bought before, but not for half a year: win them back, or let them rest.',
      'zh-Hans': '曾经购买，但已半年没有下单：可尝试唤回，或不再打扰。',
    },
    definition: { all: [bought, { not: { ...bought, within: '180d' } }] },
  },
  {
    key: 'won-back',
    group: 'lifecycle',
    name: { en: 'Won back', 'zh-Hans': '回流客户' },
    description: {
      en: 'Bought again within 30 days after half a year of silence: thank them before they vanish again.',
      'zh-Hans': '沉默半年后在最近30天内再次购买：及时致谢，避免再次流失。',
    },
    definition: {
      all: [
        { ...bought, within: '30d' },
        { ...bought, within: { to: '-210d' } },
        { not: { ...bought, within: { from: '-210d', to: '-30d' } } },
      ],
    },
  },
  {
    key: 'renewal-near',
    group: 'lifecycle',
    name: { en: 'Renewal within 30 days', 'zh-Hans': '30天内到期续费' },
    description: {
      en: 'The trait renews_at lies in the next 30 days.',
      'zh-Hans': '属性 renews_at 在未来30天内。',
    },
    definition: { trait: 'renews_at', op: 'within_next', value: '30d' },
  },
  {
    key: 'birthday-next-week',
    group: 'lifecycle',
    name: { en: 'Birthday within a week', 'zh-Hans': '一周内过生日' },
    description: {
      en: 'The day of the trait birthday comes round today or within the next seven days.',
      'zh-Hans': '属性 birthday 的日期在今天或未来七天内。',
    },
    definition: { trait: 'birthday', op: 'anniversary_within', value: '7d', zone: 'profile' },
  },
];
