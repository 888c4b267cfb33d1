import { defineFigure } from '../figure';

export const routingAgreement = defineFigure({
  name: 'routing_agreement',
  label: { en: 'Routing agreement', 'zh-Hans': '路由推荐采纳率' },
  formula: {
    en: 'Conversations that the recommended agent has / conversations for which an agent was recommended and that somebody has. By the latest recommendation that was made, when it was opened or opened again, while nobody had it. Counts on the day of that recommendation.',
    'zh-Hans':
      '由推荐坐席接手的会话数 / 有推荐且已有人接手的会话数。以会话打开或重新打开且无人接手时的最近一次推荐为准。归入该次推荐当日。',
  },
  kind: 'share',
  good: 'high',
  of: ({ recommended, takenBy }) =>
    recommended === null || takenBy === null
      ? null
      : { at: recommended.at, value: recommended.agent === takenBy ? 1 : 0 },
});
