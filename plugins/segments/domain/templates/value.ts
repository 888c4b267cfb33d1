import type { JsonObject } from '@rapport/sdk';
import type { NeededComputed, SegmentTemplate } from '../template';

const lifetimeValue: NeededComputed = {
  key: 'lifetime_value',
  name: { en: 'Lifetime value', 'zh-Hans': '累计消费额' },
  definition: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' } },
};
const rfm: NeededComputed = {
  key: 'rfm',
  name: { en: 'RFM score', 'zh-Hans': 'RFM 评分' },
  definition: { rfm: {}, event: 'Order Completed', property: 'revenue', within: '730d' },
};
const bought = { event: 'Order Completed' };
/** More than one contact in 30 days, or a hand-over: the case is not a simple one. */
const complex: JsonObject = {
  any: [
    { event: 'Live Chat Conversation Started', count: { op: 'gte', value: 2 }, within: '30d' },
    { event: 'Conversation Handed Over', within: '30d' },
  ],
};
const contacted = { event: 'Live Chat Conversation Started', within: '30d' };
const isValuable = { computed: lifetimeValue.key, op: 'gte', value: 500 };

/** What customers bring, and what serving them takes. */
export const value: readonly SegmentTemplate[] = [
  {
    key: 'high-value-at-risk',
    group: 'value',
    name: { en: 'High value at risk', 'zh-Hans': '高价值流失风险' },
    description: {
      en: 'Spent 500 or more so far, but ordered nothing for 90 days or rated 1 or 2 within 30.',
      'zh-Hans': '累计消费500及以上，但90天未下单，或30天内评分为1或2分。',
    },
    definition: {
      all: [
        isValuable,
        {
          any: [
            { not: { ...bought, within: '90d' } },
            {
              event: 'Conversation Rated',
              where: [{ property: 'rating', op: 'lte', value: 2 }],
              within: '30d',
            },
          ],
        },
      ],
    },
    needs: [lifetimeValue],
  },
  {
    key: 'rfm-champions',
    group: 'value',
    name: { en: 'RFM champions', 'zh-Hans': 'RFM 核心客户' },
    description: {
      en: 'Among the best two fifths of buyers by how lately, how often and for how much they buy.',
      'zh-Hans': '最近购买时间、频次与金额三项均位居前五分之二。',
    },
    definition: { computed: rfm.key, op: 'matches', value: '^[45][45][45]$' },
    needs: [rfm],
  },
  {
    key: 'rfm-cannot-lose',
    group: 'value',
    name: { en: 'RFM: once the best, now silent', 'zh-Hans': 'RFM 重要挽留客户' },
    description: {
      en: 'Among the best two fifths by how often and how much, and the last two fifths by how lately.',
      'zh-Hans': '频次与金额位居前五分之二，但最近购买时间位于后五分之二。',
    },
    definition: { computed: rfm.key, op: 'matches', value: '^[12][45][45]$' },
    needs: [rfm],
  },
  {
    key: 'vip',
    group: 'value',
    name: { en: 'VIP', 'zh-Hans': 'VIP 客户' },
    description: {
      en: 'Spent 1,000 or more within a year, on three orders or more.',
      'zh-Hans': '一年内消费1000及以上，且下单三次及以上。',
    },
    definition: {
      all: [
        { ...bought, aggregate: { fn: 'sum', property: 'revenue' }, op: 'gte', value: 1_000, within: '365d' },
        { ...bought, count: { op: 'gte', value: 3 }, within: '365d' },
      ],
    },
  },
  {
    key: 'valuable-and-complex',
    group: 'value',
    name: { en: 'Quadrant: high value, complex case', 'zh-Hans': '象限：高价值·复杂问题' },
    description: {
      en: 'Spent 500 or more, and the case took several contacts or a hand-over: a named, experienced person.',
      'zh-Hans': '消费500及以上，且问题经多次联系或转接：应由资深专员一对一处理。',
    },
    definition: { all: [isValuable, complex] },
    needs: [lifetimeValue],
  },
  {
    key: 'valuable-and-simple',
    group: 'value',
    name: { en: 'Quadrant: high value, simple case', 'zh-Hans': '象限：高价值·简单问题' },
    description: {
      en: 'Spent 500 or more and asked once: a quick, personal answer.',
      'zh-Hans': '消费500及以上，仅咨询一次：快速而有温度的答复。',
    },
    definition: { all: [isValuable, contacted, { not: complex }] },
    needs: [lifetimeValue],
  },
  {
    key: 'modest-and-complex',
    group: 'value',
    name: { en: 'Quadrant: modest value, complex case', 'zh-Hans': '象限：一般价值·复杂问题' },
    description: {
      en: 'Spent less than 500, and the case is complex: find what makes it so, others will have it too.',
      'zh-Hans': '消费不足500，但问题复杂：找出根因，其他客户也可能遇到。',
    },
    definition: { all: [{ not: isValuable }, complex] },
    needs: [lifetimeValue],
  },
  {
    key: 'modest-and-simple',
    group: 'value',
    name: { en: 'Quadrant: modest value, simple case', 'zh-Hans': '象限：一般价值·简单问题' },
    description: {
      en: 'Spent less than 500 and asked once: good self-service is the kindest answer.',
      'zh-Hans': '消费不足500，仅咨询一次：完善的自助服务是最好的答复。',
    },
    definition: { all: [{ not: isValuable }, contacted, { not: complex }] },
    needs: [lifetimeValue],
  },
];
