import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'abandoned-cart',
  name: { en: 'Abandoned cart', 'zh-Hans': '购物车挽回' },
  description: {
    en: 'Two reminders of what is still in the cart; buying ends it.',
    'zh-Hans': '两次提醒购物车中的商品，下单即结束。',
  },
  definition: {
    entry: { event: 'Product Added', key: 'cart_id' },
    exit: [{ event: 'Order Completed', key: false }],
    start: 'quiet',
    steps: {
      quiet: {
        kind: 'wait_for',
        any: [
          { event: 'Product Added', restart: true },
          { event: 'Cart Viewed', restart: true },
          { event: 'Product Removed', next: 'end' },
        ],
        timeout: { after: '2h', next: 'remind' },
      },
      remind: { kind: 'send', channel: 'email', template: 'cart', topic: 'offers', next: 'wait' },
      wait: { kind: 'wait', for: '1d', next: 'again' },
      again: { kind: 'send', channel: 'email', template: 'cart-again', topic: 'offers', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
