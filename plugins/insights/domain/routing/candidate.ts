/** Of `n` conversations `good` went well. */
export type TrackRecord = { readonly n: number; readonly good: number };

/** An agent as far as history knows him. Nothing of what a customer is, only of what agents did. */
export type Candidate = {
  readonly agent: string;
  /** In which most of his conversations were. */
  readonly team: string | null;
  /** Ratings of all his conversations. */
  readonly ratings: TrackRecord;
  /** Ratings of those that had gone badly before: handed over, or opened again. */
  readonly frustrated: TrackRecord;
  /** Resolved at the first contact, by topic. */
  readonly topics: ReadonlyMap<string, TrackRecord>;
  /** Conversations by the customers' language (ISO 639). */
  readonly languages: ReadonlyMap<string, number>;
  readonly conversations: number;
  /** That he has now. */
  readonly open: number;
  /** Null: not known. */
  readonly isPresent: boolean | null;
};

/** What is known of the conversation that waits. Traits that are marked as special do not come here: there is no place for them. */
export type RoutingCase = {
  readonly topic: string | null;
  /** ISO 639, of the customer; null: not known. */
  readonly language: string | null;
  /** Hand-overs and re-openings so far, in this conversation and the customer's latest ones. */
  readonly complexity: number;
  readonly isFrustrated: boolean;
  /** Completed orders of the customer. */
  readonly orders: number;
  /** Ratings of, and conversations with, the customer by agent. */
  readonly before: ReadonlyMap<string, { readonly conversations: number; readonly ratings: TrackRecord }>;
};
