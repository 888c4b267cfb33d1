import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { demoDays, generateCompany } from './company';
import { createCustomer } from './customer';
import { day } from './diary';

const end = Date.parse('2026-11-20T00:00:00Z');

test('the company is the same in every run, and each of its calls has an id of its own', () => {
  const calls = generateCompany(end);
  expect(generateCompany(end)).toEqual(calls);
  expect(new Set(calls.map((call) => call.messageId)).size).toBe(calls.length);
  expect(calls.length).toBeGreaterThan(5_000);
});

test('everything happened within the 90 days, in order', () => {
  const times = generateCompany(end, 50).map((call) => call.at);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(0)).toBeGreaterThanOrEqual(end - demoDays * day);
  expect(times.at(-1)).toBeLessThanOrEqual(end);
});

test('fewer customers are the first of them', () => {
  const few = generateCompany(end, 20);
  const all = new Map(generateCompany(end).map((call) => [call.messageId, call]));
  for (const call of few) expect(all.get(call.messageId)).toEqual(call);
});

test('there is something of everything', () => {
  const calls = generateCompany(end);
  const names = new Set(calls.map(({ say }) => (say.type === 'track' ? say.event : say.type)));
  expect([...names].sort()).toMatchInlineSnapshot(`
    [
      "Article Rated",
      "Article Viewed",
      "Checkout Started",
      "Conversation Handed Over",
      "Conversation Rated",
      "Email Delivered",
      "Email Link Clicked",
      "Email Opened",
      "Help Searched",
      "Live Chat Conversation Ended",
      "Live Chat Conversation Started",
      "Live Chat Message Received",
      "Live Chat Message Sent",
      "Order Completed",
      "Order Refunded",
      "Product Added",
      "Product List Viewed",
      "Product Reviewed",
      "Product Viewed",
      "Products Searched",
      "Return Requested",
      "Signed In",
      "Signed Up",
      "Unsubscribed",
      "alias",
      "group",
      "identify",
      "page",
    ]
  `);
});

test('phone numbers are valid, addresses lead nowhere, names are not shared', () => {
  const customers = Array.from({ length: 300 }, (_, index) => createCustomer('any', index));
  for (const { phone } of customers)
    expect([phone, parsePhoneNumberFromString(phone)?.isPossible()]).toEqual([phone, true]);
  for (const { email } of customers) expect(email).toMatch(/^[a-z]+\.[a-z]+\.\d+@mailbox\.example$/);
  expect(new Set(customers.map(({ email }) => email)).size).toBe(300);
  expect(new Set(customers.map(({ phone }) => phone)).size).toBe(300);
});
