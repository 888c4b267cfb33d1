import { defineFigure } from '../figure';

export const abandonment = defineFigure({
  name: 'abandonment',
  label: { en: 'Abandonment', 'zh-Hans': '放弃率' },
  formula: {
    en: 'Conversations that ended without the answer the customer waited for (nobody replied, or a bot gave it to people and no person replied) / conversations in which the customer wrote and that were answered or ended. One that still waits does not count yet. Counts on the day of the customer’s first message.',
    'zh-Hans':
      '客户未等到答复便结束的会话数（无人答复，或机器人转人工后无人工答复）/ 客户发言且已得到答复或已结束的会话数。仍在等待的会话暂不计入。归入客户首条消息当日。',
  },
  kind: 'share',
  good: 'low',
  of({ askedAt, isAnswered, humanReplyAt, isPassedToPeople, firstResolvedAt }) {
    if (askedAt === null) return null;
    const gotAnswer = humanReplyAt !== null || (isAnswered && !isPassedToPeople);
    if (!gotAnswer && firstResolvedAt === null) return null;
    return { at: askedAt, value: gotAnswer ? 0 : 1 };
  },
});
