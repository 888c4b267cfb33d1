/** Every bound of the house, by name. Those a user could need to change are settings in config/rapport.ts with these defaults. */
export const limits = {
  eventBytesMax: 32 * 1024,
  requestBytesMax: 4 * 1024 * 1024,
  batchEventsMax: 2_500,
  jsonDepthMax: 32,
  propertyKeysMax: 255,
  messageIdCharsMax: 100,
  eventNameCharsMax: 255,
  eventNamesMax: 20_000,
  identifierCharsMax: 512,
  identifierKindsMax: 1_000,
  identifiersPerProfileMax: 1_000,
  leavesPerProfileMax: 100,
  /** One ingest transaction: also the range of `ordinal` in event.id = commit * 4096 + ordinal. */
  transactionEventsMax: 4_096,
  futureToleranceHours: 24,
  clockSkewRoundingMinutes: 5,
  seenGenerationDays: 7,
  /** How long a mutation's client key is remembered. */
  idempotencyHours: 24,
  /** Views of lists that one person may keep, and what one may hold. */
  savedViewsPerOwnerMax: 100,
  /** Of one page, one's own and the shared ones. */
  savedViewsListedMax: 500,
  savedViewBytesMax: 8 * 1024,
  /** How far back the feed of changes can be read. */
  commitLogDays: 30,
  /** How long a rejected event is kept after it was sent again. */
  replayedEventDays: 30,
} as const;
