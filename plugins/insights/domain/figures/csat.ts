import { defineFigure } from '../figure';

/** As Chatwoot reckons it: ratings of 4 and 5 of all (app/javascript/dashboard/store/modules/csat.js). */
const satisfiedFrom = 4;

export const csat = defineFigure({
  name: 'csat',
  label: { en: 'Satisfaction (CSAT)', 'zh-Hans': '满意度（CSAT）' },
  formula: {
    en: 'Ratings of 4 or 5 / all ratings. Each conversation counts once, with its latest rating, on the day of that rating.',
    'zh-Hans': '4 分或 5 分的评价数 / 全部评价数。每个会话只计一次，取最近一次评价，归入评价当日。',
  },
  kind: 'share',
  good: 'high',
  of: ({ rating }) => (rating === null ? null : { at: rating.at, value: rating.value >= satisfiedFrom ? 1 : 0 }),
});
