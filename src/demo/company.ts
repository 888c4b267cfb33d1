import type { DemoCall } from './call';
import { createCustomer } from './customer';
import { day } from './diary';
import { tellStory } from './story';

const demoSeed = 'nordlicht-1';
export const demoCustomers = 300;
export const demoDays = 90;

/**
 * All that the customers of an outdoor shop did in the 90 days before `end` (epoch milliseconds), in the order of time.
 * The same for the same seed and end; with fewer customers it is the first of them.
 */
export function generateCompany(end: number, customers: number = demoCustomers, seed: string = demoSeed): DemoCall[] {
  const from = end - demoDays * day;
  const calls: DemoCall[] = [];
  for (let index = 0; index < customers; index++) {
    calls.push(...tellStory(seed, createCustomer(seed, index), from, end));
  }
  // A stable sort: calls of one moment stay in the order of their customer's story.
  return calls.sort((a, b) => a.at - b.at);
}
