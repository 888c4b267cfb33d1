import { defineFigure } from '../figure';
import { followUpDays } from '../measures';

export const firstContactResolution = defineFigure({
  name: 'first_contact_resolution',
  label: { en: 'First-contact resolution', 'zh-Hans': '首次联系解决率' },
  formula: {
    en: `Conversations resolved once, never opened again, and not followed by another one of the customer within ${followUpDays} days / conversations in which the customer wrote, was answered by a person or a bot, and that were resolved. Counts on the day of the first resolution; it can still fall for ${followUpDays} days.`,
    'zh-Hans': `一次解决、未重新打开，且客户在 ${followUpDays} 天内未再发起会话的会话数 / 客户发言、得到人工或机器人答复并已解决的会话数。归入首次解决当日，此后 ${followUpDays} 天内数值仍可能下降。`,
  },
  kind: 'share',
  good: 'high',
  of({ askedAt, isAnswered, firstResolvedAt, reopened, contactedAgain }) {
    if (askedAt === null || !isAnswered || firstResolvedAt === null) return null;
    return { at: firstResolvedAt, value: reopened === 0 && !contactedAgain ? 1 : 0 };
  },
});
