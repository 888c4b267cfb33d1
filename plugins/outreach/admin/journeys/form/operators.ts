import { defineTexts } from '@rapport/sdk/admin/pure';

/** Comparisons of a property, as the API names them. */
export const operators = [
  ...(['eq', 'ne', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte'] as const),
  ...(['contains', 'not_contains', 'starts_with', 'ends_with', 'exists', 'not_exists'] as const),
];

/** How they read between a property and a value. */
export const operatorTexts = defineTexts({
  eq: { en: 'is', 'zh-Hans': '等于' },
  ne: { en: 'is not', 'zh-Hans': '不等于' },
  in: { en: 'is one of', 'zh-Hans': '属于' },
  not_in: { en: 'is none of', 'zh-Hans': '不属于' },
  gt: { en: 'is more than', 'zh-Hans': '大于' },
  gte: { en: 'is at least', 'zh-Hans': '不小于' },
  lt: { en: 'is less than', 'zh-Hans': '小于' },
  lte: { en: 'is at most', 'zh-Hans': '不大于' },
  contains: { en: 'contains', 'zh-Hans': '包含' },
  not_contains: { en: 'does not contain', 'zh-Hans': '不包含' },
  starts_with: { en: 'starts with', 'zh-Hans': '开头是' },
  ends_with: { en: 'ends with', 'zh-Hans': '结尾是' },
  exists: { en: 'is there', 'zh-Hans': '存在' },
  not_exists: { en: 'is not there', 'zh-Hans': '不存在' },
});
