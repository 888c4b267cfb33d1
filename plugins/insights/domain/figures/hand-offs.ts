import { defineFigure } from '../figure';

export const handOffs = defineFigure({
  name: 'hand_offs',
  label: { en: 'Hand-offs before resolution', 'zh-Hans': '解决前转接次数' },
  formula: {
    en: 'Hand-overs from one agent, team or bot to another before the first resolution, as a mean over conversations that were resolved. A first assignment is none; a new team and a new agent at once are one. Counts on the day (in the breakdown by month: the month) of the first resolution.',
    'zh-Hans':
      '首次解决前在坐席、团队或机器人之间的转接次数，对已解决会话取平均。首次分配不计；同时更换团队与坐席计一次。归入首次解决当日（按月查看时为当月）。',
  },
  kind: 'mean',
  good: 'low',
  of: ({ firstResolvedAt, handOvers }) => (firstResolvedAt === null ? null : { at: firstResolvedAt, value: handOvers }),
});
