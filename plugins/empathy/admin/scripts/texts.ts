import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Scripts', 'zh-Hans': '话术' },
  subtitle: {
    en: 'What agents can say in each situation, and what it says to whom. A sentence with a missing value is left out.',
    'zh-Hans': '客服在各种情境下可用的话术，以及对不同客户的实际效果。缺值的句子会整句省略。',
  },
  write: { en: 'Write a script', 'zh-Hans': '撰写话术' },
  edit: { en: 'Edit', 'zh-Hans': '编辑' },
  search: { en: 'Search scripts', 'zh-Hans': '搜索话术' },
  channel: { en: 'Channel', 'zh-Hans': '渠道' },
  anyChannel: { en: 'Any channel', 'zh-Hans': '全部渠道' },
  CHAT: { en: 'Chat', 'zh-Hans': '聊天' },
  EMAIL: { en: 'E-mail', 'zh-Hans': '邮件' },
  PHONE: { en: 'Phone', 'zh-Hans': '电话' },
  SMS: { en: 'Text message', 'zh-Hans': '短信' },
  tone: { en: 'Tone', 'zh-Hans': '语气' },
  anyTone: { en: 'Any tone', 'zh-Hans': '全部语气' },
  NEUTRAL: { en: 'Neutral', 'zh-Hans': '中性' },
  FRIENDLY: { en: 'Friendly', 'zh-Hans': '亲切' },
  FORMAL: { en: 'Formal', 'zh-Hans': '正式' },
  language: { en: 'Language', 'zh-Hans': '语言' },
  anyLanguage: { en: 'Any language', 'zh-Hans': '全部语言' },
  situationHint: { en: 'Key of a situation', 'zh-Hans': '情境标识' },
  anySituation: { en: 'any situation', 'zh-Hans': '任何情境' },
  list: { en: 'Published scripts', 'zh-Hans': '已发布的话术' },
  none: {
    en: 'No published script fits. Change the filters, or write one.',
    'zh-Hans': '没有符合条件的已发布话术。请调整筛选条件，或撰写一条。',
  },
  preview: { en: 'What it says', 'zh-Hans': '实际效果' },
  sample: { en: 'As if all facts of the situation were known', 'zh-Hans': '假设情境信息齐全' },
  leftOut: {
    en: '{count, plural, =0 {Nothing is left out.} one {One value is missing:} other {# values are missing:}}',
    'zh-Hans': '{count, plural, =0 {没有省略内容。} other {缺少 # 个值：}}',
  },
  how: { en: 'How it came about', 'zh-Hans': '生成过程' },
  howHint: {
    en: 'Values are marked; what is struck through is left out, with the value that is missing.',
    'zh-Hans': '已标出取值；划线部分被省略，并标出缺少的值。',
  },
  fault: { en: '{field}, line {line}: {message}', 'zh-Hans': '{field} 第 {line} 行：{message}' },
});
