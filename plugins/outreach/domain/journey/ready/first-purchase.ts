import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'first-purchase',
  name: { en: 'First purchase', 'zh-Hans': '首购跟进' },
  description: {
    en: 'Thanks for the first order, and helps to get the most of it.',
    'zh-Hans': '感谢首次下单，并帮助客户用好商品。',
  },
  definition: {
    entry: { event: 'Order Completed' },
    enters: 'once',
    start: 'thanks',
    steps: {
      thanks: { kind: 'send', channel: 'email', template: 'first-order', topic: 'orders', next: 'wait' },
      wait: { kind: 'wait', for: '7d', next: 'tips' },
      tips: { kind: 'send', channel: 'email', template: 'get-the-most', topic: 'onboarding', next: 'second' },
      second: {
        kind: 'wait_for',
        any: [{ event: 'Order Completed', next: 'again' }],
        timeout: { after: '30d', next: 'end' },
      },
      again: { kind: 'goal', name: 'second-order', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
