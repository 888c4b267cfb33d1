import type { JsonObject } from '@rapport/sdk';
import { story, type StoryEvent } from './story';

const at = Date.parse('2026-11-20T12:00:00Z');
const event = (type: StoryEvent['type'], name: string, properties: JsonObject = {}): StoryEvent => ({
  ...{ type, name, properties },
  occurredAt: at,
});

test.each([
  [event('page', 'Pricing', { path: '/pricing' }), { channel: 'web', detail: '/pricing', isBad: false }],
  [event('page', '', { path: '/cart' }), { channel: 'web', name: '/cart' }],
  [event('screen', 'Orders'), { channel: 'app', detail: null }],
  [event('track', 'Help Searched', { query: 'reset router' }), { channel: 'help', detail: 'reset router' }],
  [event('track', 'Article Rated', { title: 'Error 651', helpful: false }), { channel: 'help', isBad: true }],
  [
    event('track', 'Live Chat Message Sent', { message_body: 'It is broken' }),
    { channel: 'chat', detail: 'It is broken' },
  ],
  [event('track', 'Live Chat Message Sent', { channel: 'email' }), { channel: 'email' }],
  [event('track', 'Conversation Rated', { rating: 1 }), { channel: 'chat', detail: '1', isBad: true }],
  [event('track', 'Conversation Rated', { rating: 5 }), { isBad: false }],
  [event('track', 'Conversation Handed Over', { to: 'Billing' }), { channel: 'chat', detail: 'Billing', isBad: true }],
  [event('track', 'Payment Failed', { reason: 'card_expired' }), { channel: 'shop', isBad: true }],
  [event('track', 'Email Opened', { email_subject: 'News' }), { channel: 'email', detail: 'News' }],
  [event('track', 'Whatever'), { channel: 'other', detail: null }],
])('%j is told as a person would', (given, expected) => {
  expect(story([given])).toEqual([expect.objectContaining({ at, times: 1, ...expected })]);
});

test('who somebody is, is no line; the same again and again is one; the number of lines is bounded', () => {
  const searched = event('track', 'Help Searched', { query: 'router' });
  const lines = story([searched, event('identify', ''), searched, searched, event('page', 'Help'), searched]);
  expect(lines.map(({ name, times }) => `${name} ${times}`)).toEqual(['Help Searched 3', 'Help 1', 'Help Searched 1']);
  const many = Array.from({ length: 50 }, (_, index) => event('page', `Page ${index}`));
  expect(story(many, 10)).toHaveLength(10);
});

test('what is long is cut', () => {
  expect(story([event('track', 'X', { message_body: 'a'.repeat(500) })])[0]?.detail).toHaveLength(160);
});
