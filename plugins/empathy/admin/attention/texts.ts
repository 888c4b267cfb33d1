import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  title: { en: 'Who needs us now', 'zh-Hans': '待关注客户' },
  subtitle: {
    en: 'Customers in a situation, the most severe first: reach out before they have to ask.',
    'zh-Hans': '处于某种情境的客户，最紧急的在前：在客户开口之前主动联系。',
  },
  none: { en: 'Nobody needs you at the moment.', 'zh-Hans': '目前没有需要关注的客户。' },
  noneIn: { en: 'Nobody is in this situation at the moment.', 'zh-Hans': '目前没有客户处于该情境。' },
  noneDefined: {
    en: 'No situations are defined yet. They are set up on the page “Situations”.',
    'zh-Hans': '尚未定义情境，请在“情境”页面设置。',
  },
  toSituations: { en: 'Situations', 'zh-Hans': '情境' },
  filter: { en: 'Situation', 'zh-Hans': '情境' },
  every: { en: 'All situations', 'zh-Hans': '全部情境' },
  severity: { en: 'Severity', 'zh-Hans': '严重程度' },
  customer: { en: 'Customer', 'zh-Hans': '客户' },
  why: { en: 'What happened', 'zh-Hans': '发生了什么' },
  since: { en: 'Since', 'zh-Hans': '开始于' },
  next: { en: 'What to do', 'zh-Hans': '建议行动' },
  open: { en: 'Open conversation', 'zh-Hans': '进行中的会话' },
  openVia: { en: 'Open conversation ({channel})', 'zh-Hans': '进行中的会话（{channel}）' },
  take: { en: 'Doing it', 'zh-Hans': '采纳' },
  takeLabel: { en: 'Doing it: {action}', 'zh-Hans': '采纳：{action}' },
  dismiss: { en: 'Not this', 'zh-Hans': '不采纳' },
  dismissLabel: { en: 'Not this: {action}', 'zh-Hans': '不采纳：{action}' },
  taken: { en: 'Noted: doing it', 'zh-Hans': '已记录：采纳' },
  dismissed: { en: 'Noted: not this', 'zh-Hans': '已记录：不采纳' },
  gone: { en: 'This customer is gone.', 'zh-Hans': '该客户已不存在。' },
});
