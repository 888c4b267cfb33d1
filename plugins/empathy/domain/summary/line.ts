/** Something that was said or done, in the words of who said it. */
export type Line = {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Name of the agent or bot; null: the customer. */
  readonly by: string | null;
};
/** `when`: the words that say until when, `by Friday`; null where no time was named. */
export type Commitment = Line & { readonly when: string | null };
