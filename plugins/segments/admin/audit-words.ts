import { defineAuditWords } from '@rapport/sdk/admin/pure';

const change = { group: 'change' } as const;
const exported = { group: 'export' } as const;
const administration = { group: 'administration' } as const;

export const auditWords = defineAuditWords({
  createSegment: { ...change, en: 'Created a segment', 'zh-Hans': '新建分群' },
  changeSegment: { ...change, en: 'Changed a segment', 'zh-Hans': '修改分群' },
  publishSegment: { ...change, en: 'Published a segment', 'zh-Hans': '发布分群' },
  pauseSegment: { ...change, en: 'Paused a segment', 'zh-Hans': '暂停分群' },
  retrySegment: { ...change, en: 'Tried a failed segment again', 'zh-Hans': '重试失败的分群' },
  removeSegment: { ...change, en: 'Removed a segment', 'zh-Hans': '移除分群' },
  addToSegment: { ...change, en: 'Put customers into a list', 'zh-Hans': '将客户加入名单' },
  removeFromSegment: { ...change, en: 'Took customers out of a list', 'zh-Hans': '将客户移出名单' },
  createComputedTrait: { ...change, en: 'Created a computed trait', 'zh-Hans': '新建计算属性' },
  changeComputedTrait: { ...change, en: 'Changed a computed trait', 'zh-Hans': '修改计算属性' },
  publishComputedTrait: { ...change, en: 'Published a computed trait', 'zh-Hans': '发布计算属性' },
  removeComputedTrait: { ...change, en: 'Removed a computed trait', 'zh-Hans': '移除计算属性' },
  'segment.export': { ...exported, en: 'Exported a segment', 'zh-Hans': '导出分群' },
  createSegmentWebhook: { ...administration, en: 'Created a webhook of a segment', 'zh-Hans': '新建分群 Webhook' },
  removeSegmentWebhook: { ...administration, en: 'Removed a webhook of a segment', 'zh-Hans': '移除分群 Webhook' },
});
