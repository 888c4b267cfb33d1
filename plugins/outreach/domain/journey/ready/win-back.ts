import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'win-back',
  name: { en: 'Win back', 'zh-Hans': '沉睡客户唤醒' },
  description: {
    en: 'Writes to who has not been here for long; half of them get an offer.',
    'zh-Hans': '联系长期未到访的客户，其中一半获得优惠。',
  },
  definition: {
    entry: { segment: 'lapsed' },
    whileMember: true,
    start: 'arms',
    steps: {
      arms: {
        kind: 'split',
        arms: [
          { name: 'words', share: 50, next: 'words' },
          { name: 'offer', share: 50, next: 'offer' },
        ],
      },
      words: {
        kind: 'send',
        channel: 'email',
        template: 'we-miss-you',
        topic: 'offers',
        withheld: 'exit',
        next: 'back',
      },
      offer: {
        kind: 'send',
        channel: 'email',
        template: 'we-miss-you-offer',
        topic: 'offers',
        withheld: 'exit',
        next: 'back',
      },
      back: {
        kind: 'wait_for',
        any: [{ event: 'Order Completed', next: 'won' }],
        timeout: { after: '14d', next: 'end' },
      },
      won: { kind: 'goal', name: 'ordered-again', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
