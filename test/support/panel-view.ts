import type { PersonView } from '../../plugins/empathy/domain/panel/view';

const minute = 60_000;
const day = 24 * 60 * minute;

/** A customer of whom every part of the panel has something to say. @param now epoch milliseconds */
export function fullView(now: number): PersonView {
  const line = (minutesAgo: number, channel: PersonView['contacts']['latest'][number]['channel']) => ({
    ...{ channel, openedAt: now - minutesAgo * minute, status: 'resolved', handoffs: 0, reopened: 0, rating: null },
    ...{ topic: null, outcome: null, agent: 'Priya', team: 'Billing', firstReplyAt: null, resolvedAt: null },
  });
  const conversation = { ...line(12, 'web'), status: 'open', handoffs: 2, topic: 'router' };
  return {
    ...{ state: 'known', profileId: '019364a0-0000-7000-8000-000000000001', at: now },
    who: {
      ...{ name: 'Joe Carter', email: 'joe@example.com', phone: '+15550100001', place: 'Pune, IN', language: 'en' },
      ...{ since: now - 900 * day, lastSeen: now - minute, orders: 7, value: 1842.5, currency: 'EUR' },
      quadrant: {
        label: 'High value, complex',
        why: 'Among the best tenth of customers; two hand-offs and three topics',
      },
      segments: [
        { key: 'vip', name: 'VIP', since: now - 90 * day },
        { key: 'at-risk', name: 'High value at risk', since: now - 2 * day },
      ],
      accounts: [{ name: 'Carter Networks', plan: 'Business' }],
    },
    conversation,
    situations: [
      {
        ...{ key: 'searching', name: 'Searched without success', severity: 78, since: now - 42 * minute },
        evidence:
          '3 searches since 14:02, last for “router no internet”; read “Reset your router”, which did not help.',
      },
      {
        ...{ key: 'late', name: 'Delivery late', severity: 55, since: now - day },
        evidence: 'N-20418 was promised for yesterday.',
      },
    ],
    greeting: {
      id: 'g1',
      text: 'Hi Joe, I see that you have tried to reset your router and looked up error 651. Let us go straight to what comes next, so you do not have to explain it all again.',
      why: 'He searched for 30 minutes and read two articles before he wrote.',
    },
    actions: [
      {
        id: 'a1',
        text: 'Send a replacement router today',
        why: 'The reset did not help 8 of 10 customers with error 651.',
      },
      { id: 'a2', text: 'Offer to call back', why: 'Two hand-offs so far; people of this value prefer the phone.' },
    ],
    scripts: [
      {
        ...{ id: 's1', title: 'Router does not connect', why: 'Fits “Searched without success” and web chat.' },
        text: 'I am sorry that the reset did not help. I have a replacement ready for you: shall it go to the same address?',
      },
      {
        ...{ id: 's2', title: 'Late delivery, apology', why: 'Fits “Delivery late”.' },
        text: 'Your parcel should have been with you yesterday. I have asked the carrier and will write to you by 17:00.',
      },
    ],
    summary: {
      asked: [{ text: 'The router does not connect since yesterday', at: now - 12 * minute, by: 'Joe' }],
      tried: [{ text: 'Reset by the article; restart by the help line', at: now - 9 * minute, by: 'Tom' }],
      promised: [{ text: 'A call back before 16:00', at: now - 6 * minute, by: 'Priya' }],
    },
    frustration: {
      value: 72,
      lines: [
        { label: 'Handed over twice', points: 30 },
        { label: 'Help did not help', points: 22 },
        { label: 'Waits for 12 minutes', points: 14 },
        { label: 'Thanked the agent', points: -4 },
      ],
    },
    contacts: {
      ...{ total: 9, recent: 3, handoffsBeforeResolution: 1.3 },
      ratings: [2, 4, 5].map((rating, index) => ({ rating, at: now - index * 9 * day, channel: 'web' })),
      latest: [
        conversation,
        {
          ...line(9 * 1_440, 'email'),
          topic: 'invoice',
          rating: 2,
          handoffs: 1,
          outcome: 'Invoice corrected and sent again',
        },
        { ...line(40 * 1_440, 'web'), topic: 'delivery', rating: 4 },
      ],
    },
    orders: [
      {
        ...{ id: 'N-20418', stage: 'shipped', since: now - 5 * day, placedAt: now - 6 * day, total: 249.9 },
        ...{ currency: 'EUR', items: ['Router AX 5400', 'Cable'], expectedAt: now - day, isLate: true },
      },
    ],
    renewals: [{ trait: 'renews_at', account: 'Carter Networks', plan: 'Business', at: now + 9 * day }],
    story: [
      storyLine(1, 'chat', 'Live Chat Message Sent', 'It still does not work'),
      storyLine(6, 'chat', 'Conversation Handed Over', 'Billing', true),
      storyLine(9, 'chat', 'Live Chat Message Received', 'Please restart it once more'),
      storyLine(12, 'chat', 'Live Chat Message Sent', 'The router does not connect since yesterday'),
      storyLine(28, 'help', 'Article Rated', 'Reset your router', true),
      storyLine(30, 'help', 'Article Viewed', 'Reset your router'),
      { ...storyLine(34, 'help', 'Help Searched', 'error 651'), times: 3 },
      storyLine(3_000, 'email', 'Email Opened', 'Your order is on its way'),
      storyLine(7_600, 'shop', 'Order Shipped', 'N-20418'),
      storyLine(9_000, 'shop', 'Order Completed', 'N-20418'),
      storyLine(60_000, 'shop', 'Payment Failed', 'card_expired', true),
      storyLine(90_000, 'web', 'Pricing', '/pricing'),
    ],
    duplicates: [{ reviewId: 'r1', name: 'J. Carter', profileId: null, kind: 'phone', at: now - day }],
  };

  function storyLine(
    minutesAgo: number,
    channel: NonNullable<PersonView['story']>[number]['channel'],
    name: string,
    detail: string,
    isBad = false,
  ) {
    return { at: now - minutesAgo * minute, channel, name, detail, isBad, times: 1 };
  }
}
