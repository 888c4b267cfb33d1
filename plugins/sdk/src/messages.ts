import type { Core } from './core';
import type { JsonObject } from './json';

/** What a customer wrote in a conversation of a helpdesk, on its way to the timeline. */
export type CustomerMessage = {
  readonly text: string;
  /** BCP 47, where the helpdesk knows it of the customer. */
  readonly locale: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Read from the past, by a backfill. */
  readonly historical: boolean;
};

/**
 * Reads what customers write, and adds properties to the event `Live Chat Message Sent`: for segments, computed traits and journeys.
 * A message that is told again is the same event: what was added first stays. `intents` (texts, the likeliest first) say what the
 * conversation is about as well, where nobody noted its topic in the helpdesk.
 * @example
 * definePlugin({ name: 'length', messages: [{ name: 'length', read: async (_core, messages) => messages.map(({ text }) => ({ chars: text.length })) }] });
 */
export type MessageReader = {
  readonly name: string;
  /**
   * Answers in the order of the messages; the properties that a message has already stay as they are. Where it throws, or takes longer
   * than `limits.messageReaderMilliseconds`, the messages go without.
   */
  readonly read: (core: Core, messages: readonly CustomerMessage[]) => Promise<readonly JsonObject[]>;
};
