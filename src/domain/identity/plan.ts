import type { CarriedIdentifier, Identifier, ReviewReason, Trust } from '@rapport/sdk';

/** What the planner needs of an event. */
export type IdentityEvent = {
  readonly identifiers: readonly CarriedIdentifier[];
  readonly previousId: string | null;
  readonly trust: Trust;
  readonly occurredAt: number;
};

/** Everything that a batch changes in the identity of people, as plain data. Lists are in the order of the events. */
export type IdentityPlan = {
  /** assignments[i]: the leaf to which event i belongs, for ever. */
  readonly assignments: readonly number[];
  readonly newProfiles: readonly { readonly id: number; readonly eventIndex: number }[];
  readonly newIdentifiers: readonly NewIdentifier[];
  /** Claimed before, verified by an event of this batch. */
  readonly verified: readonly Identifier[];
  /** Previous user ids of verified aliases, where they were known before. */
  readonly retired: readonly (Identifier & { readonly eventIndex: number })[];
  /** Setting `newest`: the identifier goes to another leaf, without its history. */
  readonly moved: readonly (Identifier & { readonly leafId: number })[];
  readonly merges: readonly PlannedMerge[];
  readonly reviews: readonly PlannedReview[];
  /** Roots that existed before and whose structure changes: to be locked, and their versions compared. */
  readonly touchedRoots: readonly number[];
};

export type NewIdentifier = Identifier & {
  readonly leafId: number;
  readonly verified: boolean;
  readonly retired: boolean;
  readonly eventIndex: number;
};

export type PlannedMerge = {
  readonly winnerId: number;
  readonly loserId: number;
  /** Every leaf of the loser's tree: all of them get the winner as root. */
  readonly loserLeafIds: readonly number[];
  /** The edge that the evidence names: undoing the merge cuts exactly this edge. */
  readonly winnerLeafId: number;
  readonly loserLeafId: number;
  readonly eventIndex: number;
};

export type PlannedReview = {
  readonly type: 'conflict' | 'suggestion';
  readonly reason: ReviewReason;
  readonly leafId: number;
  readonly otherLeafId: number;
  readonly identifier: Identifier;
  readonly eventIndex: number;
};
