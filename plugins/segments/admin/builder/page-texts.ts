import { defineTexts } from '@rapport/sdk/admin';

export const pageTexts = defineTexts({
  back: { en: 'Segments', 'zh-Hans': '分群' },
  choose: { en: 'Choose a template', 'zh-Hans': '选择模板' },
  chooseHint: {
    en: 'Each opens in the editor, where you change what you like.',
    'zh-Hans': '选择后在编辑器中打开，可自由修改。',
  },
  newTitle: { en: 'New segment', 'zh-Hans': '新建分群' },
  gone: { en: 'There is no such segment to edit.', 'zh-Hans': '没有可编辑的分群。' },
  editTitle: { en: 'Edit: {name}', 'zh-Hans': '编辑：{name}' },
  description: { en: 'Description', 'zh-Hans': '描述' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  conditions: { en: 'Conditions', 'zh-Hans': '条件' },
  json: { en: 'JSON', 'zh-Hans': 'JSON' },
  view: { en: 'How it is written', 'zh-Hans': '编辑方式' },
  saved: { en: 'Saved as a draft.', 'zh-Hans': '已保存为草稿。' },
  published: { en: 'Published. It is being built.', 'zh-Hans': '已发布，正在构建。' },
});
