import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';

/** What was told of an order; times are epoch milliseconds. */
export type OrderEvent = { readonly name: string; readonly at: number; readonly properties: JsonObject };

export const orderStages = ['placed', 'shipped', 'delayed', 'returning'] as const;
/** `returning`: the customer sends something back and waits for the money. */
export type OrderStage = (typeof orderStages)[number];

export type OpenOrder = {
  readonly id: string;
  readonly stage: OrderStage;
  /** Since when it is in its stage. */
  readonly since: number;
  /** Null where its beginning was not told. */
  readonly placedAt: number | null;
  readonly total: number | null;
  /** ISO 4217. */
  readonly currency: string | null;
  /** Names of the products, in the order's own order. */
  readonly items: readonly string[];
  /** When it was promised last. */
  readonly expectedAt: number | null;
  /** It was promised for before now, or said to be late. */
  readonly isLate: boolean;
};

type Course = { readonly stage: OrderStage | 'closed' };
/** Names of the Segment spec (ecommerce v2) and the usual ones beside them. */
const courses: Readonly<Record<string, Course>> = {
  'Order Completed': { stage: 'placed' },
  'Order Placed': { stage: 'placed' },
  'Order Paid': { stage: 'placed' },
  'Order Shipped': { stage: 'shipped' },
  'Order Fulfilled': { stage: 'shipped' },
  'Delivery Delayed': { stage: 'delayed' },
  'Order Delivered': { stage: 'closed' },
  'Order Cancelled': { stage: 'closed' },
  'Return Requested': { stage: 'returning' },
  'Order Returned': { stage: 'returning' },
  'Order Refunded': { stage: 'closed' },
};
export const orderEventNames = Object.keys(courses);

/**
 * Orders that somebody still waits for, the latest change first. The latest event of an order says where it stands. An order that
 * was only placed counts for `placedDaysMax` days: many shops never tell that something arrived.
 * @param events in any order; each may be told twice
 */
export function openOrders(
  events: readonly OrderEvent[],
  now: number,
  { placedDaysMax = 30, ordersMax = 5 }: { readonly placedDaysMax?: number; readonly ordersMax?: number } = {},
): OpenOrder[] {
  const byOrder = new Map<string, OrderEvent[]>();
  for (const event of [...events].sort((a, b) => a.at - b.at)) {
    const id = text(event.properties['order_id']);
    if (id === null || courses[event.name] === undefined || event.at > now) continue;
    byOrder.set(id, [...(byOrder.get(id) ?? []), event]);
  }
  return [...byOrder]
    .flatMap(([id, course]) => openOrder(id, course, now) ?? [])
    .filter(({ stage, since }) => stage === 'returning' || now - since < placedDaysMax * dayMilliseconds)
    .sort((a, b) => b.since - a.since)
    .slice(0, ordersMax);
}

const dayMilliseconds = 86_400_000;

function openOrder(id: string, course: readonly OrderEvent[], now: number): OpenOrder | null {
  const latest = course.at(-1);
  const stage = latest === undefined ? undefined : courses[latest.name]?.stage;
  if (latest === undefined || stage === undefined || stage === 'closed') return null;
  const placed = course.find(({ name }) => courses[name]?.stage === 'placed');
  const expectedAt = latestOf(course, ({ properties }) =>
    timeOf(properties['new_expected_at'] ?? properties['expected_at']),
  );
  return {
    ...{ id, stage, since: latest.at, placedAt: placed?.at ?? null },
    total: latestOf(course, ({ name, properties }) =>
      courses[name]?.stage === 'placed' ? number(properties['total'] ?? properties['revenue']) : null,
    ),
    currency: latestOf(course, ({ properties }) => text(properties['currency'])),
    items: placed === undefined ? [] : itemsOf(placed.properties['products']),
    expectedAt,
    isLate: stage !== 'returning' && (stage === 'delayed' || (expectedAt !== null && expectedAt < now)),
  };
}

function latestOf<T>(course: readonly OrderEvent[], of: (event: OrderEvent) => T | null): T | null {
  for (const event of [...course].reverse()) {
    const value = of(event);
    if (value !== null) return value;
  }
  return null;
}

function itemsOf(products: Json | undefined): string[] {
  if (!Array.isArray(products)) return [];
  return products.flatMap((one) => (isJsonObject(one) ? (text(one['name']) ?? []) : []));
}

export type Renewal = {
  /** The trait that says so. */
  readonly trait: string;
  /** Whose: an account's name, or null where it is the customer's own. */
  readonly account: string | null;
  readonly plan: string | null;
  readonly at: number;
};

/** Keys without case, `_` and `-`. */
const renewalTraits = new Set([
  ...['renewsat', 'renewson', 'renewaldate', 'renewalat', 'renewal', 'contractrenewsat', 'contractends', 'contractend'],
  ...['subscriptionrenewsat', 'subscriptionends', 'memberuntil', 'trialends', 'trialendsat'],
]);

/** What is renewed, or ends, within `daysMax` days or was due in the last week; the next first. */
export function renewals(
  owners: readonly { readonly account: string | null; readonly traits: JsonObject }[],
  now: number,
  daysMax = 60,
): Renewal[] {
  return owners
    .flatMap(({ account, traits }) =>
      Object.entries(traits).flatMap(([trait, value]) => {
        const at = renewalTraits.has(trait.toLowerCase().replace(/[\s_-]/g, '')) ? timeOf(value) : null;
        return at === null ? [] : [{ trait, account, plan: text(traits['plan']), at }];
      }),
    )
    .filter(({ at }) => at > now - 7 * dayMilliseconds && at < now + daysMax * dayMilliseconds)
    .sort((a, b) => a.at - b.at);
}

function text(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}

function number(value: Json | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** ISO 8601 or epoch milliseconds. */
function timeOf(value: Json | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
