import { defineTexts } from '@rapport/sdk/admin';

/** Of the list, and of a journey as a whole. */
export const texts = defineTexts({
  title: { en: 'Journeys', 'zh-Hans': '客户旅程' },
  subtitle: {
    en: 'Ways that customers go, step by step: what somebody does, a segment or a date begins them.',
    'zh-Hans': '客户逐步经历的路径：由客户行为、分群或日期触发。',
  },
  create: { en: 'New journey', 'zh-Hans': '新建旅程' },
  back: { en: 'Journeys', 'zh-Hans': '客户旅程' },
  gone: { en: 'There is no such journey (any more).', 'zh-Hans': '没有这个旅程（或已被删除）。' },
  search: { en: 'Search journeys', 'zh-Hans': '搜索旅程' },
  noneFound: { en: 'No journey has this in its name.', 'zh-Hans': '没有名称匹配的旅程。' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  state: { en: 'State', 'zh-Hans': '状态' },
  running: { en: 'In it now', 'zh-Hans': '进行中' },
  ended: { en: 'Ended', 'zh-Hans': '已结束' },
  sent: { en: 'Messages sent', 'zh-Hans': '已发送消息' },
  changed: { en: 'Changed', 'zh-Hans': '修改时间' },
  DRAFT: { en: 'Draft', 'zh-Hans': '草稿' },
  RUNNING: { en: 'Running', 'zh-Hans': '运行中' },
  PAUSED: { en: 'Paused', 'zh-Hans': '已暂停' },
  DONE: { en: 'Lets nobody in', 'zh-Hans': '已停止进入' },
  ready: { en: 'Ready to start from', 'zh-Hans': '从现成旅程开始' },
  readyHint: {
    en: 'Each opens as a draft of your own. Templates, topics and segments that it names are yours to make; what is missing is told while you draw.',
    'zh-Hans': '每个旅程都会作为草稿打开。其中引用的模板、主题和分群需自行创建，绘制时会提示缺少什么。',
  },
  empty: { en: 'Empty journey', 'zh-Hans': '空白旅程' },
  emptyHint: { en: 'Begins with nothing but its end.', 'zh-Hans': '从零开始绘制。' },
  none: {
    en: 'Nobody goes on a journey yet. Start from one of these, or from nothing.',
    'zh-Hans': '还没有旅程。可从下列现成旅程开始，或从空白开始。',
  },
  newTitle: { en: 'New journey', 'zh-Hans': '新建旅程' },
  open: { en: 'Create and draw it', 'zh-Hans': '创建并绘制' },
});
