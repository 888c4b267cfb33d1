import { defineTexts } from '@rapport/sdk/admin';

export const editorTexts = defineTexts({
  title: { en: 'Computed trait', 'zh-Hans': '计算属性' },
  back: { en: 'Computed traits and scores', 'zh-Hans': '计算属性与评分' },
  gone: { en: 'There is no such computed trait.', 'zh-Hans': '没有这个计算属性。' },
  create: { en: 'New computed trait', 'zh-Hans': '新建计算属性' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  description: { en: 'Description', 'zh-Hans': '描述' },
  kind: { en: 'Kind', 'zh-Hans': '类型' },
  profiles: { en: 'Customers with a value', 'zh-Hans': '有值的客户' },
  key: { en: 'Key', 'zh-Hans': '标识' },
  state: { en: 'State', 'zh-Hans': '状态' },
  fitted: { en: 'Learned from everybody', 'zh-Hans': '拟合参数' },
  remove: { en: 'Delete', 'zh-Hans': '删除' },
  removed: { en: 'Deleted.', 'zh-Hans': '已删除。' },
  sure: { en: 'Delete “{name}”?', 'zh-Hans': '删除“{name}”？' },
  sureText: { en: 'Nobody has it then. It cannot be taken back.', 'zh-Hans': '所有客户将失去该属性。此操作无法撤销。' },
  usedBy: { en: 'Used by', 'zh-Hans': '被引用于' },
  inUse: { en: '“{name}” is used', 'zh-Hans': '“{name}”正在使用中' },
  inUseText: {
    en: 'It cannot be deleted while these name it. Change them first.',
    'zh-Hans': '以下内容引用了它，无法删除。请先修改它们。',
  },
  saved: { en: 'Saved as a draft.', 'zh-Hans': '已保存为草稿。' },
  published: { en: 'Published. It is being worked out.', 'zh-Hans': '已发布，正在计算。' },
});
