import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Computed traits and scores', 'zh-Hans': '计算属性与评分' },
  subtitle: {
    en: 'What is worked out of what customers do, kept right for everybody.',
    'zh-Hans': '由客户行为自动计算，并对所有客户保持更新。',
  },
  segments: { en: 'Segments', 'zh-Hans': '分群' },
  create: { en: 'New computed trait', 'zh-Hans': '新建计算属性' },
  none: {
    en: 'None yet. One adds up what customers spend; a score gives points for what they do.',
    'zh-Hans': '还没有计算属性。可汇总客户消费，或按行为为客户评分。',
  },
  name: { en: 'Name', 'zh-Hans': '名称' },
  description: { en: 'Description', 'zh-Hans': '描述' },
  kind: { en: 'Kind', 'zh-Hans': '类型' },
  profiles: { en: 'Customers with a value', 'zh-Hans': '有值的客户' },
  usedBy: { en: 'Used by', 'zh-Hans': '被引用于' },
  state: { en: 'State', 'zh-Hans': '状态' },
  DRAFT: { en: 'Draft', 'zh-Hans': '草稿' },
  PUBLISHED: { en: 'Live', 'zh-Hans': '已发布' },
  building: { en: 'Being worked out', 'zh-Hans': '正在计算' },
  failing: { en: 'Failing', 'zh-Hans': '异常' },
});
