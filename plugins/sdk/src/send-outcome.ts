/**
 *   handed     the provider has it, and answers for it from now on
 *   retry      nobody has it, for certain; `about` says whether the next message would fare the same
 *   failed     nobody has it, and trying again would not help; `bounce`: because of the address
 *   unknown    it may have been taken: the connection was lost between the last byte and the answer
 */
export type SendOutcome =
  | { readonly state: 'handed'; readonly providerId: string | null }
  | {
      readonly state: 'retry';
      readonly code: string;
      readonly about: 'message' | 'channel';
      /** As the provider asks; null: it does not say. */
      readonly afterMilliseconds: number | null;
    }
  | { readonly state: 'failed'; readonly code: string; readonly bounce: 'hard' | 'soft' | null }
  | { readonly state: 'unknown'; readonly code: string };
