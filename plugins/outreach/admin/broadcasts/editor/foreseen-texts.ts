import { defineTexts } from '@rapport/sdk/admin';

export const foreseenTexts = defineTexts({
  title: { en: 'If it were sent now', 'zh-Hans': '如果现在发送' },
  unfinished: {
    en: 'Choose an audience, a channel, a topic and a template: then you see here who gets it, and who does not and why.',
    'zh-Hans': '选择人群、渠道、主题和模板后，这里会显示谁会收到、谁不会以及原因。',
  },
  nobody: { en: 'Nobody is in the audience.', 'zh-Hans': '目标人群为空。' },
  headline: { en: '{sent} of {audience} get it now', 'zh-Hans': '{audience} 人中有 {sent} 人现在会收到' },
  headlineSample: {
    en: 'About {sent} of {audience} get it now',
    'zh-Hans': '{audience} 人中约有 {sent} 人现在会收到',
  },
  sample: {
    en: 'Between {low} and {high}, with 95 % certainty: {looked} of them, drawn at random, were looked at one by one. Before each message is sent it is looked at again.',
    'zh-Hans': '95% 的把握在 {low} 到 {high} 之间：随机抽取了 {looked} 人逐一检查。每条消息发送前会再次检查。',
  },
  sent: {
    en: '{count, plural, one {# gets it now} other {# get it now}}',
    'zh-Hans': '{count} 人现在会收到',
  },
  later_quiet_hours: {
    en: '{count, plural, one {# has quiet hours: gets it after them} other {# have quiet hours: they get it after them}}',
    'zh-Hans': '{count} 人处于免打扰时段，结束后收到',
  },
  later_open_conversation: {
    en: '{count, plural, one {# has an open conversation: gets it} other {# have an open conversation: they get it}} {hours, plural, =0 {when it ends} =24 {a day after it ends} one {# hour after it ends} other {# hours after it ends}}',
    'zh-Hans': '{count} 人有未解决的会话，结束 {hours} 小时后收到',
  },
  later_bad_rating: {
    en: '{count, plural, one {# gave a bad rating lately: gets it some days later} other {# gave a bad rating lately: they get it some days later}}',
    'zh-Hans': '{count} 人近期给出过差评，数日后收到',
  },
  topic_archived: {
    en: '{count, plural, one {# gets nothing} other {# get nothing}}: the topic is archived',
    'zh-Hans': '{count} 人不会收到：主题已归档',
  },
  no_consent: {
    en: '{count, plural, one {# did not agree to this topic} other {# did not agree to this topic}}',
    'zh-Hans': '{count} 人未同意接收此主题',
  },
  suppressed: {
    en: '{count, plural, one {# is blocked: unsubscribed, bounced or complained} other {# are blocked: unsubscribed, bounced or complained}}',
    'zh-Hans': '{count} 人的地址已被屏蔽（退订、退回或投诉）',
  },
  no_address: {
    en: '{count, plural, one {# has no address for this channel} other {# have no address for this channel}}',
    'zh-Hans': '{count} 人没有该渠道可用的地址',
  },
  frequency_cap: {
    en: '{count, plural, one {# got enough messages lately} other {# got enough messages lately}}',
    'zh-Hans': '{count} 人近期收到的消息已达上限',
  },
  quiet_hours: {
    en: '{count, plural, one {# has quiet hours until it is too late} other {# have quiet hours until it is too late}}',
    'zh-Hans': '{count} 人的免打扰时段结束前消息已过期',
  },
  open_conversation: {
    en: '{count, plural, one {# has an open conversation for longer than the message is good} other {# have an open conversation for longer than the message is good}}',
    'zh-Hans': '{count} 人有未解决的会话，等待期间消息会过期',
  },
  bad_rating: {
    en: '{count, plural, one {# gave a bad rating lately, and the message expires before the rest is over} other {# gave a bad rating lately, and the message expires before the rest is over}}',
    'zh-Hans': '{count} 人近期给出过差评，等待期间消息会过期',
  },
  control_group: {
    en: '{count, plural, one {# is in the control group} other {# are in the control group}}',
    'zh-Hans': '{count} 人属于对照组',
  },
  duplicate_address: {
    en: '{count, plural, one {# shares the address of somebody who gets it} other {# share the address of somebody who gets it}}',
    'zh-Hans': '{count} 人与已收到者使用同一地址',
  },
  expired: { en: '{count} would get it too late', 'zh-Hans': '{count} 人收到时已过期' },
  exit_met: {
    en: '{count, plural, one {# is in a segment that is left out} other {# are in a segment that is left out}}',
    'zh-Hans': '{count} 人属于被排除的分群',
  },
  sandbox: {
    en: '{count, plural, one {# is not listed in the sandbox, which is on} other {# are not listed in the sandbox, which is on}}',
    'zh-Hans': '沙盒已开启，{count} 人不在名单中',
  },
  otherReason: { en: '{count}: {reason}', 'zh-Hans': '{count} 人：{reason}' },
});
