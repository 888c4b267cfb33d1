import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Topics', 'zh-Hans': '订阅主题' },
  subtitle: {
    en: 'What people may be written to about, in the order in which they are asked. They say yes or no to each.',
    'zh-Hans': '可以就哪些主题联系客户，按询问顺序排列。客户可逐项同意或拒绝。',
  },
  create: { en: 'New topic', 'zh-Hans': '新建主题' },
  none: {
    en: 'There is no topic yet. Make one for what people need (orders, security), and one for each thing that they may want (news, offers).',
    'zh-Hans': '还没有主题。请为必要通知（订单、安全）以及客户可能感兴趣的内容（新闻、优惠）分别创建主题。',
  },
  order: { en: 'Order', 'zh-Hans': '顺序' },
  name: { en: 'Name', 'zh-Hans': '名称' },
  kind: { en: 'Kind', 'zh-Hans': '类型' },
  basis: { en: 'What it takes', 'zh-Hans': '发送条件' },
  tracking: { en: 'Opens and clicks', 'zh-Hans': '打开与点击' },
  actions: { en: 'Actions', 'zh-Hans': '操作' },
  MARKETING: { en: 'Marketing', 'zh-Hans': '营销' },
  TRANSACTIONAL: { en: 'Needed', 'zh-Hans': '事务性' },
  kindMarketing: {
    en: 'Only for who agreed; with caps, quiet hours and a link to unsubscribe.',
    'zh-Hans': '仅发送给同意的客户；受频率上限与免打扰时段限制，并附退订链接。',
  },
  kindTransactional: {
    en: 'For whoever ordered or asked, whatever he agreed to. Never use it for advertising.',
    'zh-Hans': '发送给下单或咨询的客户，无需同意。切勿用于广告。',
  },
  OPT_IN: { en: 'They said yes', 'zh-Hans': '客户已同意' },
  DOUBLE_OPT_IN: { en: 'They said yes, twice', 'zh-Hans': '客户已二次确认' },
  OPT_OUT: { en: 'They did not say no', 'zh-Hans': '客户未拒绝' },
  basisOptIn: {
    en: 'A yes by your server, by a login, or by a colleague who was told so. What somebody only typed does not count.',
    'zh-Hans': '由服务器、登录或同事记录的同意。仅由他人填写的不算。',
  },
  basisDoubleOptIn: {
    en: 'A yes by a link that was sent to the address: so it is theirs for certain.',
    'zh-Hans': '通过发送到该地址的链接确认同意，可确保地址属于本人。',
  },
  basisOptOut: {
    en: 'Everybody, until they say no. Only where the law allows it, such as for your own customers.',
    'zh-Hans': '默认发送给所有人，直到其拒绝。仅限法律允许的情形，例如现有客户。',
  },
  askedNothing: { en: 'Nothing', 'zh-Hans': '无需条件' },
  tracked: { en: 'Followed', 'zh-Hans': '追踪' },
  untracked: { en: 'Not followed', 'zh-Hans': '不追踪' },
  trackedLabel: { en: 'Follow opens and clicks', 'zh-Hans': '追踪打开与点击' },
  trackedHint: {
    en: 'Links then lead over Rapport, and a picture tells that the mail was opened.',
    'zh-Hans': '链接将经由 Rapport 跳转，并通过图片得知邮件被打开。',
  },
  on: { en: 'On', 'zh-Hans': '开' },
  off: { en: 'Off', 'zh-Hans': '关' },
  up: { en: 'Further up: {name}', 'zh-Hans': '上移：{name}' },
  down: { en: 'Further down: {name}', 'zh-Hans': '下移：{name}' },
  edit: { en: 'Edit: {name}', 'zh-Hans': '编辑：{name}' },
  editTitle: { en: 'Edit “{name}”', 'zh-Hans': '编辑“{name}”' },
  archive: { en: 'Archive: {name}', 'zh-Hans': '归档：{name}' },
  archiveTitle: { en: 'Archive “{name}”?', 'zh-Hans': '归档“{name}”？' },
  archiveAction: { en: 'Archive it', 'zh-Hans': '归档' },
  archiveText: {
    en: 'Nothing of it is sent any more, also what is planned; new broadcasts do not offer it, and customers are not asked about it. What people said of it stays. When it is offered again, what is not yet due goes after all.',
    'zh-Hans':
      '此主题的消息（包括已计划的）将不再发送；新的群发不再提供它，也不再询问客户。已有的同意记录会保留。恢复后，尚未到期的消息仍会发送。',
  },
  archiveWaiting: {
    en: '{count, plural, =0 {No message of it waits.} =10000 {10,000 messages of it or more wait: they will be withheld.} one {# message of it waits: it will be withheld.} other {# messages of it wait: they will be withheld.}}',
    'zh-Hans':
      '{count, plural, =0 {没有等待发送的消息。} =10000 {有 10,000 条或更多消息等待发送，将不再发出。} other {有 # 条消息等待发送，将不再发出。}}',
  },
  archiveUses: {
    en: 'These name it, and go on without sending it: {names}.',
    'zh-Hans': '以下活动引用了它，将继续运行但不再发送：{names}。',
  },
  restore: { en: 'Offer it again: {name}', 'zh-Hans': '恢复：{name}' },
  archived: { en: 'Archived', 'zh-Hans': '已归档' },
  nameEn: { en: 'Name in English', 'zh-Hans': '英文名称' },
  nameZh: { en: 'Name in Chinese', 'zh-Hans': '中文名称' },
  nameHint: { en: 'Customers read it.', 'zh-Hans': '客户可见。' },
  descriptionEn: { en: 'What it is about, in English', 'zh-Hans': '英文说明' },
  descriptionZh: { en: 'What it is about, in Chinese', 'zh-Hans': '中文说明' },
  key: { en: 'Key', 'zh-Hans': '标识' },
  keyHint: {
    en: 'By which campaigns and the API name it. It stays.',
    'zh-Hans': '供活动与 API 引用，创建后不可更改。',
  },
  keyWrong: {
    en: 'Lower case letters, digits, - and _; a letter first.',
    'zh-Hans': '仅限小写字母、数字、- 和 _，且以字母开头。',
  },
  save: { en: 'Save', 'zh-Hans': '保存' },
  saved: { en: 'Saved.', 'zh-Hans': '已保存。' },
});
