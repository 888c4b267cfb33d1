import type { ExportLanguage } from '@rapport/sdk';

type Words = Readonly<Record<ExportLanguage, string>>;

/** What the readable export calls its parts. A column without a word here shows its own name. */
export const exportWords = {
  title: { en: 'Your data', 'zh-Hans': '您的个人数据' },
  about: {
    en: 'Everything that is stored about you, as of',
    'zh-Hans': '系统中保存的关于您的全部数据，截至',
  },
  times: { en: 'All times are in UTC.', 'zh-Hans': '所有时间均为世界协调时 (UTC)。' },
  contents: { en: 'Contents', 'zh-Hans': '目录' },
  nothing: { en: 'Nothing is stored here.', 'zh-Hans': '此处没有数据。' },
  yes: { en: 'yes', 'zh-Hans': '是' },
  no: { en: 'no', 'zh-Hans': '否' },
} as const satisfies Record<string, Words>;

export const sectionWords = {
  profiles: { en: 'Profiles', 'zh-Hans': '客户档案' },
  identifiers: { en: 'Identifiers', 'zh-Hans': '标识' },
  traits: { en: 'Traits', 'zh-Hans': '属性' },
  accounts: { en: 'Organisations', 'zh-Hans': '所属组织' },
  events: { en: 'Events', 'zh-Hans': '事件' },
  conversations: { en: 'Conversations', 'zh-Hans': '会话' },
  merges: { en: 'Joined profiles', 'zh-Hans': '合并记录' },
  reviews: { en: 'Questions about identity', 'zh-Hans': '身份核对' },
  rejectedEvents: { en: 'Refused events', 'zh-Hans': '被拒绝的事件' },
  audit: { en: 'Who looked at or changed this data', 'zh-Hans': '谁查看或修改过这些数据' },
} as const satisfies Record<string, Words>;
export type CoreSection = keyof typeof sectionWords;

export const columnWords: Readonly<Record<string, Words>> = {
  at: { en: 'Time', 'zh-Hans': '时间' },
  type: { en: 'Type', 'zh-Hans': '类型' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  kind: { en: 'Kind', 'zh-Hans': '种类' },
  key: { en: 'Trait', 'zh-Hans': '属性' },
  value: { en: 'Value', 'zh-Hans': '值' },
  source: { en: 'Source', 'zh-Hans': '来源' },
  verified: { en: 'Verified', 'zh-Hans': '已验证' },
  retired: { en: 'Former', 'zh-Hans': '已停用' },
  firstSeen: { en: 'First seen', 'zh-Hans': '首次出现' },
  lastSeen: { en: 'Last seen', 'zh-Hans': '最近出现' },
  createdAt: { en: 'Created', 'zh-Hans': '创建时间' },
  receivedAt: { en: 'Received', 'zh-Hans': '接收时间' },
  openedAt: { en: 'Opened', 'zh-Hans': '开始时间' },
  firstReplyAt: { en: 'First reply', 'zh-Hans': '首次回复' },
  resolvedAt: { en: 'Resolved', 'zh-Hans': '解决时间' },
  profileId: { en: 'Profile', 'zh-Hans': '档案编号' },
  accountId: { en: 'Organisation', 'zh-Hans': '组织' },
  connection: { en: 'System', 'zh-Hans': '系统' },
  since: { en: 'Since', 'zh-Hans': '起始时间' },
  traits: { en: 'Traits', 'zh-Hans': '属性' },
  properties: { en: 'Details', 'zh-Hans': '详情' },
  context: { en: 'Circumstances', 'zh-Hans': '环境信息' },
  identifiers: { en: 'Identifiers', 'zh-Hans': '标识' },
  messageId: { en: 'Message', 'zh-Hans': '消息编号' },
  conversationId: { en: 'Conversation', 'zh-Hans': '会话编号' },
  channel: { en: 'Channel', 'zh-Hans': '渠道' },
  status: { en: 'State', 'zh-Hans': '状态' },
  team: { en: 'Team', 'zh-Hans': '团队' },
  agent: { en: 'Agent', 'zh-Hans': '客服' },
  handoffs: { en: 'Hand-overs', 'zh-Hans': '转接次数' },
  rating: { en: 'Rating', 'zh-Hans': '评分' },
  topic: { en: 'Topic', 'zh-Hans': '主题' },
  outcome: { en: 'Outcome', 'zh-Hans': '结果' },
  evidence: { en: 'Evidence', 'zh-Hans': '依据' },
  actor: { en: 'By', 'zh-Hans': '操作者' },
  action: { en: 'Action', 'zh-Hans': '操作' },
  details: { en: 'Details', 'zh-Hans': '详情' },
  undoneAt: { en: 'Undone', 'zh-Hans': '撤销时间' },
  undoneBy: { en: 'Undone by', 'zh-Hans': '撤销者' },
  decidedAt: { en: 'Decided', 'zh-Hans': '决定时间' },
  decidedBy: { en: 'Decided by', 'zh-Hans': '决定者' },
  reason: { en: 'Reason', 'zh-Hans': '原因' },
  code: { en: 'Reason', 'zh-Hans': '原因' },
  body: { en: 'Content', 'zh-Hans': '内容' },
};
