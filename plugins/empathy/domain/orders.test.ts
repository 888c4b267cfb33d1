import { openOrders, type OrderEvent, renewals } from './orders';

const day = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00Z');
const event = (name: string, daysAgo: number, properties: OrderEvent['properties'] = {}): OrderEvent => ({
  ...{ name, at: now - daysAgo * day },
  properties: { order_id: 'A1', ...properties },
});
const placed = event('Order Completed', 6, {
  ...{ total: 129.9, currency: 'EUR' },
  products: [{ name: 'Tent' }, { name: 'Mat' }],
});
const shipped = event('Order Shipped', 5, { expected_at: '2026-11-21T18:00:00Z' });

test.each([
  { title: 'only placed', events: [placed], expected: { stage: 'placed', isLate: false, expectedAt: null } },
  { title: 'on its way', events: [placed, shipped], expected: { stage: 'shipped', isLate: false } },
  {
    title: 'promised for yesterday',
    events: [placed, event('Order Shipped', 5, { expected_at: '2026-11-19T18:00:00Z' })],
    expected: { stage: 'shipped', isLate: true },
  },
  {
    title: 'said to be late: the new promise counts',
    events: [placed, shipped, event('Delivery Delayed', 1, { new_expected_at: '2026-11-25T18:00:00Z' })],
    expected: { stage: 'delayed', isLate: true, expectedAt: Date.parse('2026-11-25T18:00:00Z') },
  },
  {
    title: 'comes back after it was delivered',
    events: [placed, shipped, event('Order Delivered', 3), event('Return Requested', 2)],
    expected: { stage: 'returning', isLate: false },
  },
])('an order $title', ({ events, expected }) => {
  for (const told of [events, [...events].reverse(), [...events, ...events]]) {
    expect(openOrders(told, now)).toEqual([expect.objectContaining({ id: 'A1', total: 129.9, ...expected })]);
  }
});

test.each([
  ['delivered', [placed, shipped, event('Order Delivered', 1)]],
  ['cancelled', [placed, event('Order Cancelled', 1)]],
  ['refunded', [placed, shipped, event('Order Delivered', 5), event('Order Returned', 4), event('Order Refunded', 1)]],
  ['placed long ago by a shop that tells no more', [event('Order Completed', 40)]],
  ['without a number', [{ ...placed, properties: { total: 5 } }]],
  ['in the future', [event('Order Completed', -1)]],
])('nobody waits for an order that is %s', (_title, events) => {
  expect(openOrders(events, now)).toEqual([]);
});

test('of many orders the latest changes come first, a bounded number', () => {
  const many = Array.from({ length: 9 }, (_, index) => event('Order Completed', index + 1, { order_id: `B${index}` }));
  expect(openOrders(many, now).map(({ id }) => id)).toEqual(['B0', 'B1', 'B2', 'B3', 'B4']);
});

test('renewals of the customer and of accounts that are near, the next first', () => {
  const owners: Parameters<typeof renewals>[0] = [
    { account: null, traits: { 'Renewal Date': '2026-12-20', plan: 'gold', birthday: '1990-11-21' } },
    { account: 'Bergfreunde', traits: { renews_at: '2026-11-26', plan: 'Business' } },
    { account: 'Later', traits: { renews_at: '2027-11-26' } },
    { account: 'Broken', traits: { renews_at: 'soon', trialEnds: true } },
  ];
  expect(renewals(owners, now)).toEqual([
    { trait: 'renews_at', account: 'Bergfreunde', plan: 'Business', at: Date.parse('2026-11-26') },
    { trait: 'Renewal Date', account: null, plan: 'gold', at: Date.parse('2026-12-20') },
  ]);
});
