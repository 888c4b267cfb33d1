import { defineTexts } from '@rapport/sdk/admin';

/** What became of one message, and why: the same words wherever it is told. */
export const texts = defineTexts({
  planned: { en: 'Waiting', 'zh-Hans': '等待发送' },
  deferred: { en: 'Put off', 'zh-Hans': '已推迟' },
  claimed: { en: 'Being sent', 'zh-Hans': '正在发送' },
  handed: { en: 'Sent', 'zh-Hans': '已发送' },
  delivered: { en: 'Delivered', 'zh-Hans': '已送达' },
  bounced: { en: 'Bounced', 'zh-Hans': '被退回' },
  complained: { en: 'Reported as spam', 'zh-Hans': '被举报为垃圾信息' },
  failed: { en: 'Failed', 'zh-Hans': '发送失败' },
  withheld: { en: 'Withheld', 'zh-Hans': '未发送' },
  cancelled: { en: 'Cancelled', 'zh-Hans': '已取消' },
  expired: { en: 'Too late', 'zh-Hans': '已过期' },
  unknown: { en: 'Perhaps sent', 'zh-Hans': '结果未知' },
  unknownWhy: {
    en: 'The connection was lost while it was on its way: it may have arrived, and is not sent twice.',
    'zh-Hans': '发送途中连接中断：可能已经送达，因此不会重复发送。',
  },
  expiredWhy: { en: 'Nobody got to it in time.', 'zh-Hans': '未能在有效期内发送。' },
  topic_archived: { en: 'The topic is archived', 'zh-Hans': '主题已归档' },
  no_consent: { en: 'Did not agree to this topic', 'zh-Hans': '未同意接收此主题' },
  suppressed: { en: 'The address is blocked', 'zh-Hans': '地址已被屏蔽' },
  no_address: { en: 'Has no address for this channel', 'zh-Hans': '没有该渠道可用的地址' },
  frequency_cap: { en: 'Got enough messages lately', 'zh-Hans': '近期收到的消息已达上限' },
  quiet_hours: { en: 'Quiet hours', 'zh-Hans': '免打扰时段' },
  open_conversation: { en: 'Has an open conversation', 'zh-Hans': '有未解决的会话' },
  bad_rating: { en: 'Gave a bad rating lately', 'zh-Hans': '近期给出过差评' },
  control_group: { en: 'In the control group', 'zh-Hans': '属于对照组' },
  duplicate_address: { en: 'Somebody else got it at the same address', 'zh-Hans': '同一地址已有他人收到' },
  exit_met: { en: 'No longer in the audience', 'zh-Hans': '已不在目标人群中' },
  sandbox: {
    en: 'The sandbox is on, and this address is not listed in it',
    'zh-Hans': '沙盒模式已开启，且该地址不在名单中',
  },
  until: { en: '{why}; asked again {when}', 'zh-Hans': '{why}；{when} 再次检查' },
  provider: { en: 'The provider says: {code}', 'zh-Hans': '服务商返回：{code}' },
});
