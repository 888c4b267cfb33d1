import { defineTexts } from '@rapport/sdk/admin';

export const texts = defineTexts({
  none: {
    en: 'Nothing has left yet. What became of its messages is shown here as soon as the first one has.',
    'zh-Hans': '尚未发出任何消息。发出后，这里会显示效果。',
  },
  download: { en: 'Download the tables', 'zh-Hans': '下载表格' },
  few: {
    en: '{count, plural, one {Only one message} other {Only # messages}} so far: by chance alone such shares may be several points off.',
    'zh-Hans': '目前仅 {count} 条消息：样本较少，比例可能因偶然相差数个百分点。',
  },

  sent: { en: 'Sent', 'zh-Hans': '已发送' },
  delivered: { en: 'Delivered', 'zh-Hans': '已送达' },
  opened: { en: 'Opened', 'zh-Hans': '已打开' },
  clicked: { en: 'Clicked', 'zh-Hans': '已点击' },
  converted: { en: 'Reached the goal', 'zh-Hans': '达成目标' },
  unsubscribed: { en: 'Unsubscribed', 'zh-Hans': '已退订' },
  bounced: { en: 'Came back', 'zh-Hans': '被退回' },
  complained: { en: 'Called it spam', 'zh-Hans': '标为垃圾邮件' },

  funnel: { en: 'From sent to the goal', 'zh-Hans': '从发送到达成目标' },
  share: { en: '{share} of those sent', 'zh-Hans': '占已发送的 {share}' },
  told: {
    en: 'Delivered is what the provider told, or what was opened. Opens and clicks are counted of topics that are tracked; what scanners did is left out.',
    'zh-Hans': '“已送达”以服务商回报或被打开为准。打开与点击仅统计开启追踪的主题；扫描程序的行为不计入。',
  },
  goal: {
    en: 'Goal: “{event}” within {days, plural, one {# day} other {# days}} of the message.',
    'zh-Hans': '目标：收到消息后 {days} 天内发生“{event}”。',
  },
  goalStep: {
    en: 'A goal is reached by a step “Goal” within seven days of the last message.',
    'zh-Hans': '最后一条消息后七天内到达“目标”步骤即为达成。',
  },
  noGoal: { en: 'It has no goal.', 'zh-Hans': '未设目标。' },

  lift: { en: 'Against the control group', 'zh-Hans': '与对照组对比' },
  liftUnknown: {
    en: 'One of the two groups is empty: there is nothing to compare.',
    'zh-Hans': '其中一组没有人，无法对比。',
  },
  liftMore: {
    en: '{points} points more of those who got it reached the goal (between {low} and {high}, with 95 % confidence).',
    'zh-Hans': '收到消息者的达成率高 {points} 个百分点（95% 置信区间 {low} 至 {high}）。',
  },
  liftFewer: {
    en: '{points} points fewer of those who got it reached the goal (between {low} and {high}, with 95 % confidence).',
    'zh-Hans': '收到消息者的达成率低 {points} 个百分点（95% 置信区间 {low} 至 {high}）。',
  },
  liftOpen: {
    en: 'Between {low} and {high} points more reached the goal: not yet distinguishable from no effect.',
    'zh-Hans': '达成率差异在 {low} 至 {high} 个百分点之间：尚无法与“无效果”区分。',
  },
  group: { en: 'Group', 'zh-Hans': '分组' },
  people: { en: 'Customers', 'zh-Hans': '客户' },
  rate: { en: 'Share', 'zh-Hans': '比例' },
  got: { en: 'Got it', 'zh-Hans': '收到' },
  heldOut: { en: 'Held out to compare with', 'zh-Hans': '对照组（未发送）' },
  liftChart: {
    en: 'Difference in points, from {low} to {high}; 0 is no effect',
    'zh-Hans': '差异（百分点），{low} 至 {high}；0 表示无效果',
  },

  overTime: { en: '{figure} by day', 'zh-Hans': '每日{figure}' },
  figure: { en: 'Figure', 'zh-Hans': '指标' },

  arms: { en: 'By text', 'zh-Hans': '按文案' },
  steps: { en: 'By step', 'zh-Hans': '按步骤' },
  locales: { en: 'By language', 'zh-Hans': '按语言' },
  channels: { en: 'By channel', 'zh-Hans': '按渠道' },
  arm: { en: 'Text', 'zh-Hans': '文案' },
  step: { en: 'Step', 'zh-Hans': '步骤' },
  locale: { en: 'Language', 'zh-Hans': '语言' },
  channel: { en: 'Channel', 'zh-Hans': '渠道' },
  noLocale: { en: 'Without a language', 'zh-Hans': '未指定语言' },
  liftFirst: { en: 'Against the first', 'zh-Hans': '与第一项对比' },
  liftRange: { en: '{low} to {high} points', 'zh-Hans': '{low} 至 {high} 个百分点' },

  surveys: { en: 'What people answered', 'zh-Hans': '问卷回答' },
  allMessages: { en: 'All messages together', 'zh-Hans': '全部消息合计' },
  nps: { en: 'Recommendation (NPS)', 'zh-Hans': '推荐度（NPS）' },
  csat: { en: 'Satisfaction (CSAT)', 'zh-Hans': '满意度（CSAT）' },
  npsSays: {
    en: '{value}: those who score 9 or 10 less those who score 0 to 6, of a hundred (between {low} and {high}, with 95 % confidence).',
    'zh-Hans': '{value}：每百人中打 9–10 分者减去打 0–6 分者（95% 置信区间 {low} 至 {high}）。',
  },
  csatSays: {
    en: '{value} scored 4 or 5 (between {low} and {high}, with 95 % confidence).',
    'zh-Hans': '{value} 打 4 或 5 分（95% 置信区间 {low} 至 {high}）。',
  },
  answers: { en: '{count, plural, one {# answer} other {# answers}}', 'zh-Hans': '{count} 份回答' },
  fewAnswers: {
    en: 'Few answers so far: look at the range, not at the figure.',
    'zh-Hans': '回答较少：请看区间而非数值本身。',
  },
  scoreCount: {
    en: '{score}: {count, plural, one {# answer} other {# answers}}',
    'zh-Hans': '{score} 分：{count} 份回答',
  },
});
