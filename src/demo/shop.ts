import type { JsonObject } from '@rapport/sdk';
import type { Who } from './call';
import { atLocalHour, day, hour, minute } from './clock';
import type { Diary } from './diary';
import { phrases } from './phrases/by-language';
import { priceIn, productIn, type Currency, type Product } from './products';
import type { Support } from './support';

const carriers: readonly [string, ...string[]] = ['DHL', 'GLS', 'UPS', 'SF Express'];

export type Order = {
  readonly id: string;
  readonly currency: Currency;
  readonly products: readonly [Product, ...Product[]];
  /** Of each; 1 where nothing is said. */
  readonly quantity?: number;
};

/** An order as Segment's `Order Completed` describes it. */
export function orderProperties({ id, currency, products, quantity = 1 }: Order): JsonObject {
  const revenue = products.reduce((sum, { price }) => sum + quantity * priceIn(currency, price), 0);
  const shipping = priceIn(currency, revenue > priceIn(currency, 100) ? 0 : 5);
  return {
    order_id: id,
    checkout_id: `ck-${id}`,
    revenue,
    shipping,
    tax: Math.round(revenue * 19) / 100,
    total: revenue + shipping,
    currency,
    products: products.map((one, position) => ({ ...productIn(currency, one), quantity, position: position + 1 })),
  };
}

export type Delivery = { readonly orderId: string; readonly arrivedAt: number; readonly daysLate: number };

/** From the warehouse to the door, one in six late. What is late is said two days before it comes. */
export function deliver(
  { diary, random, customer }: Support,
  who: Who,
  orderedAt: number,
  order: Order,
  daysLate = random.chance(1 / 6) ? random.integer(2, 6) : 0,
): Delivery {
  const zone = customer.country.timezone;
  const parcel = { order_id: order.id, carrier: random.pick(carriers), tracking_number: `NL${random.digits(10)}` };
  const shippedAt = atLocalHour('Europe/Berlin', orderedAt + day, 8) + random.between(0, 6 * hour);
  const promised = atLocalHour(zone, shippedAt + 3 * day, 18);
  const expected_at = new Date(promised).toISOString();
  diary.track('shop', shippedAt, who, 'Order Shipped', { ...parcel, expected_at });
  const arrivedAt = promised + daysLate * day - random.between(minute, 8 * hour);
  if (daysLate > 0) {
    const new_expected_at = new Date(promised + daysLate * day).toISOString();
    const delay = { ...parcel, expected_at, new_expected_at, days_late: daysLate };
    diary.track('shop', promised - 3 * hour, who, 'Delivery Delayed', delay);
  }
  const delivered = { ...parcel, on_time: daysLate === 0, days_late: daysLate };
  diary.track('shop', arrivedAt, who, 'Order Delivered', delivered);
  return { orderId: order.id, arrivedAt, daysLate };
}

/** Sends the first thing back, and has the money eight days later. */
export function returnOne(diary: Diary, who: Who, at: number, order: Order, reason: string): void {
  const [product] = order.products;
  const part = { order_id: order.id, product_id: product.product_id, product: product.name, reason };
  diary.track('shop', at, who, 'Return Requested', part);
  const total = priceIn(order.currency, product.price);
  const refund = { order_id: order.id, total, currency: order.currency };
  const products = [{ ...productIn(order.currency, product), quantity: 1 }];
  diary.track('shop', at + 8 * day, who, 'Order Refunded', { ...refund, products });
}

export function review({ diary, random, customer }: Support, who: Who, at: number, order: Order): void {
  const { product_id, name } = random.pick(order.products);
  const rating = random.pick([1, 2, 3, 4, 4, 5, 5, 5]);
  const { good, bad } = phrases[customer.country.language].reviews;
  const review_body = random.pick(rating >= 4 ? good : bad);
  diary.track('shop', at, who, 'Product Reviewed', {
    product_id,
    name,
    review_id: `r-${order.id}`,
    rating,
    review_body,
  });
}
