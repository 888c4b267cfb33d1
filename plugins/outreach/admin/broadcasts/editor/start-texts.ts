import { defineTexts } from '@rapport/sdk/admin';

export const startTexts = defineTexts({
  title: { en: 'Send “{name}”?', 'zh-Hans': '发送“{name}”？' },
  numbers: {
    en: '{sent, plural, =0 {Nobody gets it} one {# customer gets it} other {# customers get it}} now, {later, plural, =0 {nobody} other {#}} later, {withheld, plural, =0 {nobody} other {#}} not at all.',
    'zh-Hans': '现在 {sent} 人会收到，{later} 人稍后收到，{withheld} 人不会收到。',
  },
  numbersSample: {
    en: 'Of {audience} customers about {sent} get it now, {later} later, {withheld} not at all.',
    'zh-Hans': '{audience} 位客户中，现在约 {sent} 人会收到，{later} 人稍后收到，{withheld} 人不会收到。',
  },
  askedAgain: {
    en: 'Everything is asked again right before each message goes. What is out cannot be taken back.',
    'zh-Hans': '每条消息发送前会再次检查。已发出的无法撤回。',
  },
  needsApproval: {
    en: 'Somebody else has to approve it first; until then nothing of it leaves.',
    'zh-Hans': '须先由他人审批；批准前不会发送。',
  },
  ask: { en: 'Ask for approval', 'zh-Hans': '申请审批' },
  when: { en: 'When', 'zh-Hans': '何时' },
  now: { en: 'Now', 'zh-Hans': '立即' },
  later: { en: 'At a time', 'zh-Hans': '定时' },
  at: { en: 'Date and time, by this computer’s clock', 'zh-Hans': '日期和时间（按本机时区）' },
  past: { en: 'A time to come is needed.', 'zh-Hans': '请选择将来的时间。' },
  sendNow: { en: 'Send it now', 'zh-Hans': '立即发送' },
  schedule: { en: 'Schedule it', 'zh-Hans': '确定排期' },
});
