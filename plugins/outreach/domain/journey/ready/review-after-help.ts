import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'review-after-help',
  name: { en: 'Review after a resolved conversation', 'zh-Hans': '会话解决后邀请评价' },
  description: {
    en: 'Asks for a review two days after help that worked; a new conversation ends it.',
    'zh-Hans': '问题解决两天后邀请评价；若又发起会话则结束。',
  },
  definition: {
    entry: { event: 'Conversation Resolved' },
    exit: [{ event: 'Conversation Opened' }],
    start: 'wait',
    steps: {
      wait: { kind: 'wait', for: '2d', next: 'happy' },
      happy: { kind: 'branch', when: [{ segment: 'rated-badly', next: 'end' }], otherwise: 'ask' },
      ask: { kind: 'send', channel: 'email', template: 'review', topic: 'feedback', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
