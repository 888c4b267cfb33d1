import type { ConversationRecord } from '@rapport/sdk';
import { contactsOf } from './contacts';

const day = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00Z');
const conversation = (daysAgo: number, more: Partial<ConversationRecord> = {}): ConversationRecord => ({
  ...{ publicId: `c${daysAgo}`, connection: 'support', externalId: `${daysAgo}`, leafId: 1, channel: 'chat' },
  ...{ status: 'open', team: null, agent: null, handoffs: 0, openedAt: now - daysAgo * day, firstReplyAt: null },
  ...{ resolvedAt: null, reopened: 0, rating: null, topic: null, outcome: null, lastWriter: null, lastWrittenAt: null },
  ...more,
});

test('contacts of the month, the mean of hand-offs before resolution, and ratings, newest first', () => {
  const contacts = contactsOf(
    [
      conversation(40, { handoffs: 9, resolvedAt: now - 39 * day, rating: 5 }),
      conversation(3, { handoffs: 2, resolvedAt: now - 2 * day, rating: 2 }),
      conversation(10, { handoffs: 1, resolvedAt: now - 9 * day }),
      conversation(0),
    ],
    null,
    now,
  );
  expect(contacts).toMatchObject({ total: 4, recent: 3, handoffsBeforeResolution: 1.5 });
  expect(contacts.ratings).toEqual([
    { rating: 2, at: now - 2 * day, channel: 'chat' },
    { rating: 5, at: now - 39 * day, channel: 'chat' },
  ]);
  expect(contacts.latest.map(({ openedAt }) => (now - openedAt) / day)).toEqual([0, 3, 10, 40]);
});

test('the conversation that is open counts, and is none of the earlier ones', () => {
  const contacts = contactsOf([conversation(0), conversation(3), conversation(2, { rating: 4 })], 'c2', now);
  expect(contacts.latest.map(({ openedAt }) => (now - openedAt) / day)).toEqual([0, 3]);
  expect(contacts).toMatchObject({ total: 3, recent: 3, ratings: [{ rating: 4 }] });
  const many = Array.from({ length: 9 }, (_, n) => conversation(n));
  expect(contactsOf(many, 'c0', now).latest).toHaveLength(5);
});

test('whoever never wrote has no mean', () => {
  expect(contactsOf([], null, now)).toMatchObject({ total: 0, recent: 0, handoffsBeforeResolution: null, ratings: [] });
});
