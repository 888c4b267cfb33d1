import { defineFigure } from '../figure';

export const timeToHuman = defineFigure({
  name: 'time_to_human',
  label: { en: 'Time to human', 'zh-Hans': '人工响应时长' },
  formula: {
    en: 'From the first message of the customer to the first public reply of a person; a bot is no person, a note is no reply. Of conversations that got one; half of them waited less than the median, nine of ten less than the ninth decile. Counts on the day of the customer’s first message.',
    'zh-Hans':
      '从客户首条消息到首次人工公开答复的时长；机器人不算人工，内部备注不算答复。仅统计得到人工答复的会话；一半会话短于中位数，九成短于 P90。归入客户首条消息当日。',
  },
  kind: 'duration',
  good: 'low',
  of: ({ askedAt, humanReplyAt }) =>
    askedAt === null || humanReplyAt === null ? null : { at: askedAt, value: humanReplyAt - askedAt },
});
