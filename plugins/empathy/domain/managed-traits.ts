import type { ManagedComputedTrait, ManagedSegment } from '@rapport/sdk';

const half = (every: string) => ({ decay: { every, factor: 0.5 } });
const rating = (op: string, value: number) => [{ property: 'rating', op, value }];
const contact = ['Live Chat Conversation Started', 'Conversation Reopened'];
const resolvedCases = {
  event: 'Live Chat Conversation Ended',
  aggregate: { fn: 'distinct_count', property: 'conversation_id' },
  within: '90d',
};

/**
 * Frustration, effort and value as computed traits: segments, journeys and the panel use them, and each line of the score explains
 * itself. Installed once; from then on they are the admins'.
 */
export const managedTraits: readonly ManagedComputedTrait[] = [
  {
    key: 'frustration',
    name: 'Frustration (0–100)',
    description:
      'Hand-offs before the resolution, repeat contacts, waiting, re-opened cases, bad ratings and words, self-service in vain. It decays with time; a good rating takes it back.',
    definition: {
      score: [
        { label: 'Hand-overs', points: 14, event: 'Conversation Handed Over', ...half('5d'), max: 42 },
        {
          label: 'Third contact within a week',
          points: 15,
          when: { event: contact, count: { op: 'gte', value: 3 }, within: '7d' },
        },
        { label: 'Case opened again', points: 15, event: 'Conversation Reopened', ...half('7d'), max: 30 },
        {
          label: 'Waits for more than an hour',
          points: 10,
          when: {
            conversation: { waitingSince: { op: 'exists' }, lastWrittenAt: { op: 'not_within_last', value: '1h' } },
          },
        },
        {
          label: 'Waits for more than a day',
          points: 15,
          when: {
            conversation: { waitingSince: { op: 'exists' }, lastWrittenAt: { op: 'not_within_last', value: '1d' } },
          },
        },
        {
          label: 'Bad ratings',
          points: 30,
          event: 'Conversation Rated',
          where: rating('lte', 2),
          ...half('14d'),
          max: 60,
        },
        {
          label: 'Negative words',
          points: 8,
          event: 'Live Chat Message Sent',
          where: [{ property: 'sentiment', op: 'lte', value: -0.3 }],
          ...half('2d'),
          max: 24,
        },
        { label: 'Help searched', points: 3, event: 'Help Searched', ...half('1d'), max: 15 },
        {
          label: 'Articles that did not help',
          points: 5,
          event: 'Article Rated',
          where: [{ property: 'helpful', op: 'eq', value: false }],
          ...half('2d'),
          max: 10,
        },
        {
          label: 'Articles that helped',
          points: -6,
          event: 'Article Rated',
          where: [{ property: 'helpful', op: 'eq', value: true }],
          ...half('1d'),
          max: 12,
        },
        {
          label: 'Good ratings',
          points: -25,
          event: 'Conversation Rated',
          where: rating('gte', 4),
          ...half('7d'),
          max: 50,
        },
      ],
      min: 0,
      max: 100,
    },
  },
  {
    key: 'effort',
    name: 'Effort: contacts for each resolved case',
    description: 'Conversations begun or opened again within 90 days, for each case that was resolved in that time.',
    definition: { ratio: { of: { event: contact, within: '90d' }, per: resolvedCases, atLeast: 1 } },
  },
  {
    key: 'handoffs_before_resolution',
    name: 'Hand-offs before resolution',
    description: 'Hand-overs within 90 days for each case that was resolved in that time.',
    definition: {
      ratio: { of: { event: 'Conversation Handed Over', within: '90d' }, per: resolvedCases, atLeast: 1 },
    },
  },
  {
    key: 'lifetime_value',
    name: 'Lifetime value',
    description: 'Revenue of all orders.',
    definition: { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' } },
  },
];

/** Who is of high value: what the quadrant asks. Its condition is edited like any other. */
export const highValue: ManagedSegment = {
  key: 'high-value',
  name: 'High value',
  description: 'Customers of high value, as the quadrant of value and complexity takes them.',
  definition: { computed: 'lifetime_value', op: 'gte', value: 500 },
};
