import type { DemoCall } from './call';
import { perform } from './cast/tale';
import { tales } from './cast/tales';
import { day } from './clock';
import { createCustomer } from './customer';
import { faultyCalls } from './faults';
import { Random } from './random';
import { Story } from './story';

/** Another number for another company: what was sent of the old one stays. */
export const demoSeed = 'nordlicht-2';
export const demoCustomers = 300;
export const demoDays = 90;

/** Customers from this number on came after the first 90 days: a hundred numbers for each day. */
export const arrivalsFrom = 5_000_000;
const arrivalsOfDay = 100;
const arrivalsMax = 40;

/** An outdoor shop. Everything in it is a function of these; times in epoch milliseconds. */
export type Company = {
  readonly seed: string;
  /** Where the first 90 days end: when the demo came into this data. */
  readonly since: number;
  readonly customers: number;
};

export function openedAt({ since }: Company): number {
  return since - demoDays * day;
}

/** One customer of it, and all that he began by `to`. */
export function tellStory(company: Company, index: number, to: number): Story {
  const { seed } = company;
  const customer = createCustomer(seed, index);
  return new Story(seed, customer, openedAt(company)).tell(to);
}

/**
 * All that happened after `from` and until `to`, in the order of time. What was answered for one span is the same in any other
 * that holds it, and with more customers.
 */
export function callsBetween(company: Company, from: number, to: number): DemoCall[] {
  const { seed, since } = company;
  const opened = openedAt(company);
  const calls = [
    ...tales.flatMap((tale) => perform(tale, seed, opened, since)),
    ...faultyCalls(seed, opened, to),
    ...arrivals(company, to).flatMap((story) => story.diary.calls),
  ];
  for (let index = 0; index < company.customers; index++) calls.push(...tellStory(company, index, to).diary.calls);
  return inSpan(calls, from, to);
}

/** After `from`, until `to`, in the order of time: calls of one moment stay in the order of their writing. */
export function inSpan(calls: readonly DemoCall[], from: number, to: number): DemoCall[] {
  return calls.filter(({ at }) => at > from && at <= to).sort((a, b) => a.at - b.at);
}

/** New customers keep coming as they did, each with his first visit on the day that his number says. */
function arrivals({ seed, since, customers }: Company, to: number): Story[] {
  const perDay = Math.min(arrivalsMax, Math.max(1, Math.round(customers / demoDays)));
  const stories: Story[] = [];
  for (let dayNumber = 0; since + dayNumber * day <= to; dayNumber++) {
    for (let place = 0; place < perDay; place++) {
      const index = arrivalsFrom + dayNumber * arrivalsOfDay + place;
      const random = new Random(`${seed} story ${index}`);
      const joined = since + dayNumber * day + random.between(0, day);
      stories.push(new Story(seed, createCustomer(seed, index), since, random, joined).tell(to));
    }
  }
  return stories;
}
