/** Bounds of the readers. */
export const readLimits = {
  /** Conflicts and suggestions shown of one profile, newest first. */
  reviewsPerProfileMax: 200,
  mergesPerProfileMax: 500,
  accountsPerProfileMax: 200,
  conversationsPerProfileMax: 200,
  /** Of a conversation that has more, the latest. */
  factsPerConversationMax: 2_000,
  /** Index entries that one page of a search looks at before it hands over what it has: about 20 ms. */
  searchEntriesMax: 1_000,
  searchWordsMax: 5,
  /** Entries of profile_activity that one page of customers looks at. */
  customerEntriesMax: 1_000,
  /** Open conflicts and suggestions are counted up to so many, each. */
  openReviewsCountedMax: 1_000,
} as const;
