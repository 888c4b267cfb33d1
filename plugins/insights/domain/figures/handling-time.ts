import { defineFigure } from '../figure';

export const handlingTime = defineFigure({
  name: 'handling_time',
  label: { en: 'Handling time', 'zh-Hans': '处理时长' },
  formula: {
    en: 'Time in which the conversation was open, from its beginning to its latest resolution: snoozed, with a bot (pending) and resolved stretches are left out. Of resolved conversations that a person answered; half of them took less than the median, nine of ten less than the ninth decile. Counts on the day of the latest resolution.',
    'zh-Hans':
      '会话从开始到最近一次解决之间处于“打开”状态的时长，不含暂停、机器人处理（待定）与已解决的时段。仅统计有人工答复且已解决的会话；一半会话短于中位数，九成短于 P90。归入最近一次解决当日。',
  },
  kind: 'duration',
  good: 'low',
  of: ({ humanReplyAt, resolvedAt, openMilliseconds }) =>
    humanReplyAt === null || resolvedAt === null ? null : { at: resolvedAt, value: openMilliseconds },
});
