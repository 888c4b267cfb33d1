import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { DemoCall } from './call';
import { tales } from './cast/tales';
import { day, helpdeskReads, localHour, minute, weekday } from './clock';
import { callsBetween, demoDays, openedAt, tellStory, type Company } from './company';
import { countries, fullName } from './countries';
import { createCustomer, type Customer } from './customer';

const since = Date.parse('2026-11-20T00:00:00Z');
const company: Company = { seed: 'any', since, customers: 300 };
const opened = openedAt(company);
const calls = callsBetween(company, opened, since);

function nameOf({ say }: DemoCall): string {
  return say.type === 'track' ? say.event : say.type;
}

test('the company is the same in every run, and each of its calls has an id of its own', () => {
  expect(callsBetween({ ...company }, opened, since)).toEqual(calls);
  expect(new Set(calls.map((call) => call.messageId)).size).toBe(calls.length);
  expect(calls.length).toBeGreaterThan(15_000);
});

test('everything happened within the span that is asked for, in order', () => {
  const times = calls.map((call) => call.at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(0)).toBeGreaterThanOrEqual(since - demoDays * day);
  expect(times.at(-1)).toBeLessThanOrEqual(since);
});

test('told in parts it is the same story: nothing is lost, doubled or changed by how far it is told', () => {
  const few = { ...company, customers: 40 };
  const end = since + 12 * day;
  const parts = [opened, since - 30 * day, since, since + 3.4 * day, end];
  const inParts = parts.slice(1).flatMap((to, index) => callsBetween(few, parts[index] ?? opened, to));
  expect(inParts).toEqual(callsBetween(few, opened, end));
  // It goes on after the 90 days, with customers who come new.
  const newcomers = new Set(callsBetween(few, since, end).flatMap(({ who }) => who.userId ?? []));
  expect([...newcomers].some((userId) => !few40(userId))).toBe(true);
});

function few40(userId: string): boolean {
  return Number(userId.replace('c-', '')) < 10_040;
}

test('fewer customers are the first of them', () => {
  const all = new Map(calls.map((call) => [call.messageId, call]));
  const ofFew = callsBetween({ ...company, customers: 20 }, opened, since);
  for (const call of ofFew) expect(all.get(call.messageId)).toEqual(call);
});

test('there is something of everything', () => {
  expect([...new Set(calls.map(nameOf))].sort()).toMatchInlineSnapshot(`
    [
      "",
      "Account Added User",
      "Account Created",
      "Article Rated",
      "Article Viewed",
      "Cart Viewed",
      "Checkout Started",
      "Consent Denied",
      "Consent Granted",
      "Conversation Handed Over",
      "Conversation Rated",
      "Delivery Delayed",
      "Email Delivered",
      "Email Link Clicked",
      "Email Opened",
      "Help Searched",
      "Invite Sent",
      "Live Chat Conversation Ended",
      "Live Chat Conversation Started",
      "Live Chat Message Received",
      "Live Chat Message Sent",
      "Order Completed",
      "Order Delivered",
      "Order Refunded",
      "Order Shipped",
      "Payment Failed",
      "Payment Info Entered",
      "Product Added",
      "Product List Viewed",
      "Product Reviewed",
      "Product Viewed",
      "Products Searched",
      "Return Requested",
      "Signed In",
      "Signed Up",
      "Subscription Cancelled",
      "Subscription Renewed",
      "Trial Ended",
      "Trial Started",
      "Unsubscribed",
      "alias",
      "group",
      "identify",
      "page",
    ]
  `);
  const bySource = new Set(calls.map(({ source }) => source));
  expect([...bySource].sort()).toEqual(['helpdesk', 'mail', 'shop', 'web']);
  expect(calls.filter(({ isFaulty }) => isFaulty).length).toBeGreaterThan(20);
});

test('help is searched with and without success, deliveries are late and on time', () => {
  const properties = (event: string) =>
    calls.flatMap(({ say }) => (say.type === 'track' && say.event === event ? [say.properties] : []));
  for (const [event, property, values] of [
    ['Article Rated', 'helpful', [true, false]],
    ['Order Delivered', 'on_time', [true, false]],
  ] as const) {
    expect(new Set(properties(event).map((one) => one[property]))).toEqual(new Set(values));
  }
  expect(properties('Help Searched').some(({ results }) => results === 0)).toBe(true);
  const currencies = new Set(properties('Order Completed').map(({ currency }) => currency));
  for (const currency of ['EUR', 'CHF', 'GBP', 'USD', 'CNY', 'AED']) expect(currencies).toContain(currency);
});

test('people are up by day, where they live; the helpdesk opens where the shop is', () => {
  const zones = new Map(countries.map(({ timezone }) => [timezone, { all: 0, awake: 0 }]));
  for (let index = 0; index < 300; index++) {
    const { customer, diary } = tellStory(company, index, since);
    const zone = zones.get(customer.country.timezone);
    if (zone === undefined) continue;
    const hours = diary.calls
      .filter(({ source }) => source === 'web')
      .map(({ at }) => localHour(customer.country.timezone, at));
    zone.all += hours.length;
    zone.awake += hours.filter((hour) => hour >= 6 && hour < 24).length;
  }
  for (const { all, awake } of zones.values()) expect(awake / all).toBeGreaterThan(0.8);
  const saturdayNight = Date.parse('2026-11-21T22:00:00+01:00');
  expect(new Date(helpdeskReads(saturdayNight)).toISOString()).toBe('2026-11-23T08:00:00.000Z');
  expect(weekday('Asia/Shanghai', saturdayNight)).toBe(0);
});

test('names are written as at home, phone numbers are valid, addresses lead nowhere', () => {
  const customers = Array.from({ length: 300 }, (_, index) => createCustomer('any', index));
  for (const { phone } of customers)
    expect([phone, parsePhoneNumberFromString(phone)?.isPossible()]).toEqual([phone, true]);
  for (const { email } of customers) expect(email).toMatch(/^[a-z]+\.[a-z]+\.\d+@mailbox\.example$/);
  expect(new Set(customers.map(({ email }) => email)).size).toBe(300);
  const names = customers.map(({ country, firstName, lastName }) => fullName(country, firstName, lastName)).join();
  for (const script of [/\p{Script=Han}/u, /\p{Script=Arabic}/u, /[äöüß]/]) expect(names).toMatch(script);
});

/** Customers at one place of every circle of 60. */
function pairs(first: number, second: number): [Customer, Customer][] {
  return [0, 60, 120, 180, 240].map((circle) => [
    createCustomer('any', circle + first),
    createCustomer('any', circle + second),
  ]);
}

test('some come by several ways and are one person: at least fifty merges', () => {
  const stories = Array.from({ length: 300 }, (_, index) => tellStory(company, index, since));
  const known = stories.filter(({ accountSince }) => accountSince !== null);
  const devices = known.map(({ loggedIn, guestDevices }) => new Set([...loggedIn, ...guestDevices]).size);
  expect(devices.filter((count) => count > 1).length).toBeGreaterThan(50);
  expect(known.filter(({ customer }) => customer.formerUserId !== null).length).toBeGreaterThan(2);
  const guests = stories.filter(({ accountSince, guestDevices }) => accountSince === null && guestDevices.size > 1);
  expect(guests.length).toBeGreaterThan(2);
});

test('others look like one person and are not: tablets, phones and names that two share, addresses that a stranger types', () => {
  for (const [one, other] of pairs(3, 4)) expect(one.sharedTablet).toEqual(other.sharedTablet);
  for (const [one, other] of pairs(6, 7)) expect(one.phone).toBe(other.phone);
  for (const [one, other] of pairs(12, 13))
    expect([one.firstName, one.lastName, one.city, one.email === other.email]).toEqual([
      other.firstName,
      other.lastName,
      other.city,
      false,
    ]);
  for (const [owner, typist] of pairs(9, 10)) expect(typist.typesAddressOf?.email).toBe(owner.email);
  for (const [one, colleague] of pairs(15, 16)) expect(one.company).toEqual(colleague.company);
  const tablets = pairs(3, 4).filter(([one, other]) =>
    [one, other].every((person) =>
      tellStory(company, person.index, since).loggedIn.has(one.sharedTablet?.anonymousId ?? ''),
    ),
  );
  expect(tablets.length).toBeGreaterThan(1);
});

test("Joe's half an hour: searches in vain, then a chat that is handed over twice and rated 1", () => {
  const joe = calls.filter(({ who, at }) => who.userId === 'c-1001' && at > since - 4 * 60 * minute);
  const searches = joe.filter((call) => nameOf(call) === 'Help Searched').map(({ at }) => at);
  expect(searches.length).toBe(8);
  expect(((searches.at(-1) ?? 0) - (searches[0] ?? 0)) / minute).toBeGreaterThan(24);
  expect(joe.filter((call) => nameOf(call) === 'Conversation Handed Over').length).toBe(2);
  expect(joe.find((call) => nameOf(call) === 'Conversation Rated')?.say).toMatchObject({ properties: { rating: 1 } });
});

test.each(tales.map(({ title, userId }) => [title, userId]))('a story of its own: %s', (_, userId) => {
  expect(calls.filter(({ who }) => who.userId === userId).length).toBeGreaterThan(8);
});
