import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Sources', 'zh-Hans': '数据源' },
  subtitle: {
    en: 'Where events come from: websites, apps, servers. Each has a write key.',
    'zh-Hans': '事件的来源：网站、应用、服务器。每个数据源都有一个写入密钥。',
  },
  create: { en: 'Create a source', 'zh-Hans': '创建数据源' },
  search: { en: 'Search by name', 'zh-Hans': '按名称搜索' },
  clear: { en: 'Clear search', 'zh-Hans': '清除搜索' },
  none: {
    en: 'There is no source yet. Create one, and copy the lines that send its first event.',
    'zh-Hans': '还没有数据源。请先创建一个，然后复制代码发送第一个事件。',
  },
  noneFound: { en: 'No source has this in its name.', 'zh-Hans': '没有名称匹配的数据源。' },
  more: { en: 'Show more', 'zh-Hans': '显示更多' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  kind: { en: 'Kind', 'zh-Hans': '类型' },
  BROWSER: { en: 'Browser', 'zh-Hans': '浏览器' },
  SERVER: { en: 'Server', 'zh-Hans': '服务器' },
  lastEvent: { en: 'Last event', 'zh-Hans': '最近事件' },
  never: { en: 'never', 'zh-Hans': '从未' },
  days30: { en: '30 days', 'zh-Hans': '30 天' },
  waiting: { en: 'Rejected', 'zh-Hans': '被拒' },
  state: { en: 'State', 'zh-Hans': '状态' },
  on: { en: 'On', 'zh-Hans': '启用' },
  off: { en: 'Off', 'zh-Hans': '停用' },
  rotating: { en: 'Rotating its key', 'zh-Hans': '密钥轮换中' },
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  back: { en: 'All sources', 'zh-Hans': '全部数据源' },
  gone: { en: 'There is no such source (any more).', 'zh-Hans': '没有这个数据源（或已被删除）。' },
  overview: { en: 'Live', 'zh-Hans': '实时' },
  rejected: { en: 'Rejected events', 'zh-Hans': '被拒事件' },
  rejectedCount: { en: 'Rejected events ({count})', 'zh-Hans': '被拒事件（{count}）' },
  setUp: { en: 'Set up', 'zh-Hans': '接入' },
  settings: { en: 'Settings', 'zh-Hans': '设置' },
});

/** Beyond 1,000 the server does not count. */
export const countedMax = 1_000;
