import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'delivery-late',
  name: { en: 'Delivery is late', 'zh-Hans': '配送延误' },
  description: {
    en: 'Says so before the customer asks, and hands over who is still waiting after three days.',
    'zh-Hans': '在客户询问之前主动告知；三天后仍未送达的转交客服。',
  },
  definition: {
    entry: { event: 'Delivery Delayed', key: 'order_id' },
    exit: [{ event: 'Order Delivered' }, { event: 'Order Cancelled' }],
    start: 'tell',
    steps: {
      tell: { kind: 'send', channel: 'email', template: 'delivery-late', topic: 'orders', next: 'arrives' },
      arrives: { kind: 'wait', for: '3d', next: 'agent' },
      agent: {
        kind: 'hand_over',
        note: 'The delivery is late and has not arrived three days after we said so.',
        next: 'end',
      },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
