/** Bounds of figures. */
export const insightLimits = {
  /** A year, and the leap day. */
  periodDaysMax: 366,
  /** Groups of a breakdown, the largest; days and months are bounded by the period. */
  groupsMax: 400,
  filterCharsMax: 300,
  /** Conversations that are folded in one transaction. */
  foldedMax: 200,
  /** Conversations that one round of the build walks over. */
  builtMax: 1_000,
  /** Customers in each part of a touched set. */
  rootsMax: 200,
  /** How long a day that changed waits until it is added up, and how many are in one transaction. */
  unkeptMilliseconds: 60_000,
  keptDaysMax: 10,
  statementMilliseconds: 10_000,
  /** For the values of a group: on disk they take several times as long. */
  sortMemory: '32MB',
  /** How far back the record of agents goes, and what of a customer is recent. */
  historyDays: 180,
  recentDays: 30,
  /** Agents with most conversations that are candidates. */
  agentsMax: 500,
  /** How old the record of agents may be. */
  candidatesMilliseconds: 60_000,
} as const;
