import type { JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import type { Api } from './api';

type Plan = { readonly name: string; readonly mode: 'REPORT' | 'REJECT'; readonly schema: JsonObject };

const text = { type: 'string', minLength: 1 } as const;
const money = { type: 'number', minimum: 0 } as const;

const plans: readonly Plan[] = [
  {
    name: 'Order Completed',
    mode: 'REPORT',
    schema: {
      type: 'object',
      required: ['order_id', 'revenue', 'currency', 'products'],
      properties: {
        order_id: text,
        revenue: money,
        total: money,
        shipping: money,
        currency: { enum: ['EUR', 'CHF', 'GBP', 'USD', 'CNY', 'AED'] },
        products: { type: 'array' },
      },
    },
  },
  {
    name: 'Product Reviewed',
    mode: 'REJECT',
    schema: {
      type: 'object',
      required: ['product_id', 'rating'],
      properties: { product_id: text, rating: { type: 'integer', minimum: 1, maximum: 5 } },
    },
  },
];

/** Before the first event: what the door shall hold events to. */
export async function writePlans(api: Api): Promise<void> {
  const mutation = 'mutation ($input: SaveTrackingPlanInput!) { saveTrackingPlan(input: $input) { plan { version } } }';
  for (const plan of plans) {
    const input = { type: 'TRACK', expectedVersion: 0, ...plan };
    // Whoever has written another one meanwhile keeps it.
    await api.ask(mutation, { input }, z.unknown(), ['plan_changed']);
  }
}

const notes: Readonly<Record<string, readonly [owner: string, description: string, deprecated?: true]>> = {
  'Order Completed': [
    'Order service, Theo',
    'The order is paid. Revenue is without shipping and tax, in the currency of the order.',
  ],
  'Order Shipped': [
    'Order service, Theo',
    'The parcel has left the warehouse in Leipzig; expected_at is what the customer was told.',
  ],
  'Delivery Delayed': [
    'Order service, Theo',
    'The carrier says that the promised day cannot be kept. Reason to write before the customer does.',
  ],
  'Order Refunded': ['Order service, Theo', 'Money went back; total is what was refunded.'],
  'Product Reviewed': ['Shop team, Lena', 'A review of 1 to 5. Others are rejected: they came from the old page.'],
  'Cart Viewed': ['Shop team, Lena', 'Sent by the old cart page only, as one large text. Do not build on it.', true],
  'Help Searched': ['CX, Mara', 'Search in the help centre; results is 0 where nothing was found.'],
  'Article Rated': ['CX, Mara', 'Was it helpful? A no within half an hour of a search is a reason to offer a chat.'],
  'Live Chat Conversation Started': ['CX, Mara', 'Somebody opened a chat. The subject is the topic he chose.'],
  'Conversation Handed Over': [
    'CX, Mara',
    'Another agent took over, and the customer explains it again. Not in the Segment spec.',
  ],
  'Conversation Rated': ['CX, Mara', 'CSAT, 1 to 5, asked after the end of a chat.'],
  'Email Opened': ['Marketing, Emil', 'From the mailing tool; opens of mail scanners are not taken out yet.'],
  'Subscription Renewed': ['Marketing, Emil', 'A year of the Nordlicht Club, or of a business contract.'],
  'Payment Failed': ['Finance, Ruth', 'A renewal could not be charged; it is tried again after three days.'],
};

const views: readonly { readonly name: string; readonly definition: JsonObject }[] = [
  view('What they bought', ['trait:country', 'orders', 'value', 'firstSeen', 'lastSeen']),
  view('Club and newsletter', ['trait:membership', 'trait:newsletter', 'trait:language', 'lastSeen']),
  view('Companies', ['trait:company', 'trait:email', 'orders', 'value', 'lastSeen']),
  view('Everybody called Schmidt', ['trait:email', 'trait:address', 'lastSeen'], 'schmidt'),
];

function view(name: string, columns: string[], search = ''): { name: string; definition: JsonObject } {
  return { name, definition: { search, searchIn: null, columns } };
}

const names = z.object({
  catalogue: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string(), name: z.string() }) })) }),
});

/** Once the events are there: notes of the catalogue's owners, and views of the list of customers. */
export async function furnish(api: Api): Promise<void> {
  const found = await api.ask('{ catalogue(first: 100) { edges { node { id name } } } }', {}, names);
  const describe =
    'mutation ($input: DescribeEventNameInput!) { describeEventName(input: $input) { eventName { id } } }';
  for (const { node } of found?.catalogue.edges ?? []) {
    const note = notes[node.name];
    if (note === undefined) continue;
    const [owner, description, deprecated = false] = note;
    await api.ask(describe, { input: { eventName: node.id, description, owner, deprecated } }, z.unknown());
  }
  const create = 'mutation ($input: CreateSavedViewInput!) { createSavedView(input: $input) { savedView { id } } }';
  for (const one of views) await api.ask(create, { input: { page: 'customers', shared: true, ...one } }, z.unknown());
}
