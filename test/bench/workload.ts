/**
 * The people and the events of the ingest benches: 500-byte calls of a server-side SDK, each with a user id and a device.
 *
 * Of ten users eight are known before the load begins; one is new; and one is known twice, as a user and as an anonymous
 * device, until the first event of the load names both: then the two profiles merge. Bodies are built from text, because
 * a load generator that serialises JSON would take the processor from what it measures.
 */
export type Population = { readonly users: number };

type UserClass = 'known' | 'new' | 'merging';

function classOf(user: number): UserClass {
  return user % 10 === 8 ? 'new' : user % 10 === 9 ? 'merging' : 'known';
}

const names = ['Product Viewed', 'Product Added', 'Product List Viewed', 'Email Opened', 'Order Completed'] as const;
const firstNames = ['Ada', 'Grace', 'Linus', 'Margaret', 'Edsger', 'Barbara', 'Alan', 'Radia'] as const;
const lastNames = ['Lovelace', 'Hopper', 'Torvalds', 'Hamilton', 'Dijkstra', 'Liskov', 'Turing', 'Perlman'] as const;

export function userId(user: number): string {
  return `user-${String(user).padStart(8, '0')}`;
}

function anonymousId(user: number): string {
  return `4f3c2b1a-7d6e-4f50-a1b2-${String(user).padStart(12, '0')}`;
}

export function isoTime(time: number): string {
  return new Date(time).toISOString();
}

/** Calls that make the population what it is before the load: `[text, text]` for those who are known twice. */
export function seedCalls(user: number, time: string): string[] {
  const kind = classOf(user);
  if (kind === 'new') return [];
  const both = `"userId":"${userId(user)}","anonymousId":"${anonymousId(user)}"`;
  if (kind === 'known') return [identify(`seed-${user}`, both, user, time)];
  return [
    identify(`seed-${user}`, `"userId":"${userId(user)}"`, user, time),
    track(`seed-anonymous-${user}`, `"anonymousId":"${anonymousId(user)}"`, user, time),
  ];
}

/** Event `sequence` of a load: one in twenty writes traits, the others do not. */
export function loadCall(user: number, messageId: string, sequence: number, time: string): string {
  const who = `"userId":"${userId(user)}","anonymousId":"${anonymousId(user)}"`;
  return sequence % 20 === 7 ? identify(messageId, who, user, time) : track(messageId, who, sequence, time);
}

export function batchBody(calls: readonly string[], sentAt: string): string {
  return `{"batch":[${calls.join(',')}],"sentAt":"${sentAt}"}`;
}

const context =
  '"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"locale":"de-DE","page":{"path":"/shop"}}';

function track(messageId: string, who: string, sequence: number, time: string): string {
  const name = names[sequence % names.length] ?? names[0];
  const product = sequence % 977;
  return (
    `{"type":"track","messageId":"${messageId}",${who},"event":"${name}","timestamp":"${time}",` +
    `"properties":{"product_id":"p-${product}","sku":"SKU-${product}-XL","category":"Shoes","name":"Trail Runner",` +
    `"brand":"Acme","price":${20 + (sequence % 80)}.5,"quantity":1,"currency":"EUR","position":${sequence % 24}},${context}}`
  );
}

function identify(messageId: string, who: string, user: number, time: string): string {
  const first = firstNames[user % firstNames.length] ?? '';
  const last = lastNames[(user >> 3) % lastNames.length] ?? '';
  return (
    `{"type":"identify","messageId":"${messageId}",${who},"timestamp":"${time}",` +
    `"traits":{"email":"user${user}@customers.example","firstName":"${first}","lastName":"${last}","country":"DE",` +
    `"plan":"premium","newsletter":true,"lastVisit":"${time}"},${context}}`
  );
}

/** A sequence that visits users evenly and in no order: the same for the same seed (a linear congruence modulo 2^31). */
export class UserSequence {
  private state: number;

  constructor(
    private readonly users: number,
    seed: number,
  ) {
    this.state = (seed * 2654435761) % 2147483647 || 1;
  }

  next(): number {
    this.state = (this.state * 48271) % 2147483647;
    return this.state % this.users;
  }
}
