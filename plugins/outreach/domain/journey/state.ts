import { z } from 'zod';
import { seenEvent, type SeenEvent } from './selector';
import type { JsonObject } from '@rapport/sdk';

/**
 * Where one person stands in one run of a journey.
 *
 * He stands at a step, in its nth visit, and moves when something comes in: an event of his, an entry into a segment or an exit, the
 * time `until` which the step waits, what became of a message. A step that has nothing to wait for passes him on at once. So
 * he always stands at a step that waits, or has ended:
 *   finished   came to an exit step
 *   exit       an exit condition came true (`by`: which event or segment)
 *   left       is not in the segment any more by which he came, in a journey that lasts while he is
 *   withheld   a message was withheld or failed whose step says that this ends it (`by`: why)
 *   date_missing   had to wait until a date that is not there
 *   visits     came to one step more often than the limit
 *   version    was moved to a version that has no such step
 *   merged, stopped   closed from outside
 */
export const endReasons = [
  'finished',
  'exit',
  'left',
  'withheld',
  'date_missing',
  'visits',
  'version',
  'merged',
  'stopped',
] as const;
export type EndReason = (typeof endReasons)[number];

const number = z.number();
/** Plain data, as the ledger keeps it. Times are epoch milliseconds. */
export const runState = z.strictObject({
  /** Of a keyed journey; '' in others. */
  key: z.string(),
  /** When what let him in happened: nothing that happened before moves him. */
  beganAt: number,
  enteredAt: number,
  /** The event that let him in, and the latest that let him in again or moved him on: what texts speak of. */
  first: seenEvent.nullable(),
  latest: seenEvent.nullable(),
  step: z.string(),
  /** Since when he stands there. */
  since: number,
  /** Time alone moves him then. */
  until: number.nullable(),
  /** By step: how often he has come there. */
  visits: z.record(z.string(), number),
  /** Events that branches ask for, as `step/index`. */
  happened: z.array(z.string()),
  goals: z.record(z.string(), number),
  /** Since when the last message of this run may have reached him; null: none went. */
  handedAt: number.nullable().default(null),
  /**
   * What happened since then that a later `wait_for` waits for and that has moved him nowhere yet: an answer may come before he gets
   * there, while nobody has told that the message went, or while he waits for something else.
   */
  early: z.array(seenEvent).default([]),
  ended: z.strictObject({ at: number, reason: z.enum(endReasons), by: z.string().nullable() }).nullable(),
});
export type RunState = z.infer<typeof runState>;

/** What is known of the person when something comes in. */
export type Facts = {
  /** Of the root. */
  readonly publicId: string;
  /** IANA name. */
  readonly zone: string;
  readonly traits: JsonObject;
  /** Keys of the segments that he is in. */
  readonly segments: readonly string[];
  /** Arms in which he was put before, by any of his leaves, by seed: they outlast a merge, and new shares. */
  readonly arms: Readonly<Record<string, string>>;
};

/** What became of a message, so far as a journey waits for it. */
export const messageOutcomes = ['handed', 'unknown', 'withheld', 'failed', 'expired', 'cancelled'] as const;
export type MessageOutcome = (typeof messageOutcomes)[number];

export type Input = { readonly facts: Facts } & (
  | { readonly kind: 'event'; readonly event: SeenEvent }
  | { readonly kind: 'segment'; readonly segment: string; readonly entered: boolean }
  /** Traits changed, or time went by. */
  | { readonly kind: 'time' }
  | {
      readonly kind: 'message';
      readonly step: string;
      readonly visit: number;
      readonly outcome: MessageOutcome;
      /** Since when it may have reached him; null: it did not. */
      readonly at: number | null;
      /** Of a withheld one. */
      readonly reason: string | null;
    }
  | { readonly kind: 'close'; readonly reason: 'merged' | 'stopped' }
);

/** What a step wants done: carried out once for each (enrolment, step, visit, kind). */
export type Effect = { readonly step: string; readonly visit: number } & (
  | {
      readonly kind: 'send';
      readonly channel: string;
      /** Key; null: the channel's default. */
      readonly connection: string | null;
      readonly template: string;
      readonly topic: string;
      readonly expiresAt: number;
      readonly first: SeenEvent | null;
      readonly latest: SeenEvent | null;
    }
  /** He left before the message was handed over. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'update_trait'; readonly traits: JsonObject }
  | { readonly kind: 'webhook'; readonly webhook: string; readonly latest: SeenEvent | null }
  | {
      readonly kind: 'hand_over';
      readonly helpdesk: string | null;
      readonly team: string | null;
      readonly note: string;
      readonly latest: SeenEvent | null;
    }
  | {
      readonly kind: 'call_back';
      readonly helpdesk: string | null;
      readonly team: string | null;
      readonly note: string;
      readonly latest: SeenEvent | null;
      readonly dueAt: number;
    }
  | { readonly kind: 'goal'; readonly name: string }
  | { readonly kind: 'arm'; readonly seed: string; readonly arm: string }
);
