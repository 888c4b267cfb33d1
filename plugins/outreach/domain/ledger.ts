/**
 * What becomes of a message that somebody is to get:
 *
 *   planned -> claimed        a worker took it, with a lease: nobody else looks at it
 *   claimed -> deferred       quiet hours, a conversation, the provider: not before `due_at`, and then everything is asked again
 *   claimed -> withheld       something stands against it (`reasons`)
 *   claimed -> handed         the provider has it, and answers for it
 *   claimed -> failed         nobody has it, and trying again would not help
 *   claimed -> unknown        it was on its way when the worker died, or the connection was lost: it may have arrived, or not
 *   claimed -> planned        the lease ran out before it was on its way
 *   handed -> delivered, bounced, complained      as the provider tells later
 *   planned, deferred -> cancelled                its journey went on without it, or its campaign was cancelled
 *   planned, deferred -> expired                  nobody got to it in time
 *
 * Between the two writes around a hand-over lies the one moment that cannot be atomic. Whatever else dies, dies before or after it.
 */
export const messageStates = [
  'planned',
  'deferred',
  'claimed',
  'handed',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'withheld',
  'cancelled',
  'expired',
  'unknown',
] as const;
export type MessageState = (typeof messageStates)[number];

/** Who goes first: an order's confirmation never waits behind a broadcast of a million. */
export const priorities = { transactional: 0, journey: 1, broadcast: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

/** Urgent is what somebody waits for. A broadcast goes beside it: each has claims and a worker's loop of its own. */
export const prioritiesOf = {
  urgent: [priorities.transactional, priorities.journey],
  bulk: [priorities.broadcast],
} as const;
export type Urgency = keyof typeof prioritiesOf;
