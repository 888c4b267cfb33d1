import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  all: { en: 'All of these are true', 'zh-Hans': '以下全部满足' },
  any: { en: 'At least one of these is true', 'zh-Hans': '以下满足任意一项' },
  notAll: { en: 'Not all of these are true', 'zh-Hans': '以下并非全部满足' },
  none: { en: 'None of these is true', 'zh-Hans': '以下均不满足' },
  groupMeans: { en: 'How these are joined', 'zh-Hans': '组合方式' },
  add: { en: 'Add a condition', 'zh-Hans': '添加条件' },
  addGroup: { en: 'Add a group', 'zh-Hans': '添加条件组' },
  emptyGroup: { en: 'Nothing here yet.', 'zh-Hans': '暂无条件。' },
  is: { en: 'is true', 'zh-Hans': '满足' },
  isNot: { en: 'is not true', 'zh-Hans': '不满足' },
  negation: { en: 'True or not true', 'zh-Hans': '满足或不满足' },
  kind: { en: 'Kind of condition', 'zh-Hans': '条件类型' },
  duplicate: { en: 'Duplicate', 'zh-Hans': '复制' },
  remove: { en: 'Remove', 'zh-Hans': '删除' },
  up: { en: 'Move up', 'zh-Hans': '上移' },
  down: { en: 'Move down', 'zh-Hans': '下移' },
  drag: { en: 'Drag to another place', 'zh-Hans': '拖动到其他位置' },
  condition: { en: 'Condition {number}', 'zh-Hans': '条件 {number}' },
  group: { en: 'Group', 'zh-Hans': '条件组' },
});
