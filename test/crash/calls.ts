import { Random } from '../../src/demo/random';

/** One call as Segment's SDK takes it. */
export type LoadCall = {
  readonly type: 'identify' | 'track' | 'page';
  readonly messageId: string;
  readonly timestamp: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly traits?: Record<string, string | number>;
  readonly event?: string;
  readonly name?: string;
  readonly properties?: Record<string, string | number>;
};

const callsPerPerson = 25;
const millisecondsApart = 100;

/**
 * Verified calls about people who browse on two devices, log in, and leave an address: many merges, and no limit of identity
 * broken. Each has its own explicit time, so any order of arrival must end with the same customers (semantics 2).
 * @param round distinguishes rounds in one database: part of all ids
 */
export function createCalls(round: string, count: number, now: number): LoadCall[] {
  const random = new Random(round);
  const people = Math.max(Math.ceil(count / callsPerPerson), 1);
  const begin = now - count * millisecondsApart;
  return Array.from({ length: count }, (_, index) => {
    const person = `${round}-${random.integer(1, people)}`;
    const messageId = `${round}-${index}`;
    const common = { messageId, timestamp: new Date(begin + index * millisecondsApart).toISOString() };
    return { ...common, ...callOf(person, index, random) };
  });
}

function callOf(person: string, index: number, random: Random): Omit<LoadCall, 'messageId' | 'timestamp'> {
  const anonymousId = `${person}-device-${random.integer(1, 2)}`;
  const userId = `${person}-user`;
  const dice = random.next();
  if (dice < 0.35) return { type: 'page', anonymousId, name: 'Home', properties: { index } };
  if (dice < 0.6) return { type: 'track', anonymousId, event: 'Product Viewed', properties: { price: index % 90 } };
  if (dice < 0.75) return { type: 'track', userId, event: 'Order Completed', properties: { revenue: index % 200 } };
  if (dice < 0.85) return { type: 'identify', anonymousId, traits: { email: `${person}@example.com`, step: index } };
  return { type: 'identify', userId, anonymousId, traits: { plan: random.pick(['free', 'pro']), seen: index } };
}
