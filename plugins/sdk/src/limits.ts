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
  /** What the same reader looks at again within this time is one entry of the audit log. */
  auditRepeatSeconds: 60,
  /** Entries of reads that wait for being written; beyond it they are counted together. */
  auditPendingMax: 20_000,
  /** How long the audit log goes back, where privacy.auditDays says nothing. */
  auditDays: 400,
  /** What somebody meant to change for longer than this is a dead process's: no change takes as long. */
  auditIntentSeconds: 15 * 60,
  /**
   * Entries of the audit log that one request checks; who checks asks for the next part. Processor time of Node: 201 ms for 20,000,
   * 45 ms for 4,000.
   */
  auditCheckRows: 2_500,
  auditFacetsMax: 500,
  /** Entries that an export of the audit log reads at a time. */
  auditExportPage: 1_000,
  /** Names of events that a storage report tells apart, the largest first; a page shows ten, and a sample has thousands. */
  storageNamesMax: 100,
  exportLinkMinutes: 10,
  sourcesMax: 1_000,
  /** How long the old write key works beside the new one, unless somebody says otherwise. */
  keyOverlapDays: 7,
  keyOverlapDaysMax: 90,
  /** How far back the volume of a source can be read. */
  volumeDays: 400,
  trackingPlansMax: 2_000,
  trackingPlanBytesMax: 32 * 1024,
  /** Schemas inside a schema, itself counted. */
  trackingPlanNodesMax: 500,
  trackingPlanDepthMax: 12,
  trackingPlanVersionsMax: 100,
  /** Different violations that are kept of one version of a plan. */
  planViolationsMax: 200,
  /** Newest events of a name from which its properties are described. */
  observedEventsMax: 500,
  observedBytesMax: 2 * 1024 * 1024,
  /** A file that is uploaded for an import. */
  importFileBytesMax: 1024 * 1024 * 1024,
  /** Uploads that one process takes at the same time. */
  importUploadsMax: 8,
  importFileNameCharsMax: 200,
  importColumnsMax: 1_000,
  importDateFormatCharsMax: 40,
  /**
   * Rows at the beginning of a file by which a preview counts. Of 10,000 rows beside 100,000 customers, in milliseconds of Node's
   * processor time and statements: 251 and 58 when it looked 500 rows up at a time and parsed all of the file; 128 and 7 with 5,000
   * rows looked up at once; 73 and 7 with 2,000, of which half is enough to see what is wrong with a file.
   */
  importTrialRowsMax: 1_000,
  /** Rejected rows of one import that are kept to look at; beyond it they are only counted. */
  importRejectedRowsMax: 100_000,
  /** How long a worker that says nothing keeps its import. */
  importLeaseSeconds: 30,
  /** Workers that may die at the same part of a file. */
  importAttemptsMax: 5,
  /** How long the bytes of a file, and imports that nobody started, are kept. */
  importFileDays: 7,
  importRejectedDays: 30,
  /** How far back the list of imports goes. */
  importRecordDays: 400,
  /** Of a segment's definition: groups inside groups, and conditions altogether. */
  definitionDepthMax: 10,
  definitionConditionsMax: 100,
  definitionBytesMax: 64 * 1024,
  /** Steps of a sequence, values of a list, periods of a regular habit. */
  sequenceStepsMax: 10,
  conditionValuesMax: 1_000,
  conditionPeriodsMax: 60,
  /** Longer texts match no pattern. */
  patternTextCharsMax: 512,
  segmentsMax: 1_000,
  /** Profiles and questions that another plugin asks in one statement. */
  askedProfilesMax: 200,
  askedQuestionsMax: 400,
  segmentNameCharsMax: 120,
  /** How long a plugin may read what customers wrote before it goes to the timeline as it is. */
  messageReaderMilliseconds: 5_000,
  /** Profiles that one statement evaluates after a commit, and how long it may take for all touched segments. */
  segmentEvaluationProfilesMax: 1_000,
  segmentEvaluationMilliseconds: 10_000,
  /** The same for a segment alone, after the statement for all has failed: who takes longer is broken. */
  segmentAloneMilliseconds: 1_500,
  /** How long what meets a segment that is being swapped waits; and the longest pause of one that fails. */
  segmentRetryMilliseconds: 250,
  segmentRetryMillisecondsMax: 5 * 60 * 1_000,
  /** What one transaction takes on of that which is due in a lane: memberships by time, rows that waited. */
  segmentFlipsMax: 5_000,
  segmentDuesMax: 200,
  /** Profiles of one such row, where those of many rows are put together. */
  segmentDueProfilesMax: 1_000,
  segmentBuildMilliseconds: 15 * 60 * 1_000,
  segmentPreviewMilliseconds: 10_000,
  /** A statement of Database.lookups. */
  lookupMilliseconds: 10_000,
  segmentVersionsListedMax: 100,
  /** How far back entries and exits are kept, but for the last entry of who is in a segment. */
  transitionDays: 400,
  computedTraitsMax: 500,
  /** What was learned for a computed trait (parameters of a model) is learned again then; where there was too little, sooner. */
  computedFitDays: 7,
  computedFitRetryMilliseconds: 60 * 60 * 1_000,
  /** Customers from whom it is learned. */
  computedFitRowsMax: 50_000,
  /** How far back the sizes of a segment are told at once. */
  segmentHistoryDaysMax: 400,
  /** Below so many profiles a preview counts everybody. */
  segmentPreviewExactMax: 20_000,
  /** Members that a preview shows. */
  segmentSampleMax: 10,
  /** Of one message to a webhook, and how long its receiver may take. */
  segmentWebhookTransitionsMax: 200,
  segmentWebhookMilliseconds: 10_000,
  /** Profiles put into a list, or taken out, at once. */
  listChangeMax: 1_000,
  /** A CSV file of a list; lines of it that name nobody are told up to a number. */
  listFileBytesMax: 64 * 1024 * 1024,
  listUnknownLinesMax: 1_000,
  /** A webhook of a helpdesk, and an answer of its API. */
  helpdeskDeliveryBytesMax: 1024 * 1024,
  helpdeskAnswerBytesMax: 16 * 1024 * 1024,
  helpdeskNameCharsMax: 120,
  /** Between a signature's time and ours. */
  helpdeskSignatureSeconds: 300,
  helpdeskRequestMilliseconds: 20_000,
  helpdeskRequestsPerMinute: 1_200,
  /** Deliveries that are read together. */
  helpdeskDeliveriesMax: 100,
  /** A delivery that cannot be read is tried again later each time, and given up after so many. */
  helpdeskAttemptsMax: 10,
  helpdeskRetryMilliseconds: 5_000,
  helpdeskRetryMillisecondsMax: 15 * 60 * 1_000,
  /** How long one that was given up is kept. */
  helpdeskFailedDays: 30,
  /** Requests of one reading by the API that are tried in a row, while the helpdesk says to come back soon. */
  helpdeskTriesMax: 4,
  helpdeskPatienceSeconds: 15,
  /** How long a worker that says nothing keeps what it reads by the API. */
  helpdeskLeaseSeconds: 120,
  /** Readings that fail in a row, without a page between them. */
  helpdeskSyncAttemptsMax: 12,
  /** How often what webhooks may have missed is looked for; what happened just before is read again. */
  helpdeskChangesSeconds: 180,
  helpdeskChangesOverlapSeconds: 300,
  /** Webhooks that wait for so long are read before it is believed how a conversation stands. */
  helpdeskBacklogSeconds: 30,
  /** Pairs of contacts that are looked up together: was one merged into the other? */
  helpdeskTracesMax: 20,
  /** How long such a pair is known; told again after that, it is looked up again. */
  helpdeskTraceDays: 30,
  /** Contacts and conversations that are written back together, and how long a worker that says nothing keeps them. */
  helpdeskTargetsMax: 50,
  helpdeskWriteLeaseSeconds: 300,
  /** What changes within this time is written at once; and how soon an open conversation, and a contact, is looked at in any case. */
  helpdeskWriteGatherSeconds: 5,
  helpdeskConversationLookMinutes: 15,
  helpdeskContactLookHours: 6,
  /** Who has said nothing for so long is looked at only when something happens. */
  helpdeskWriteActiveDays: 30,
  /** How often published scripts are compared with the canned responses that were written. */
  helpdeskCannedLookSeconds: 30,
  /** What is set back so often within this time is left alone; how many of them are shown. */
  helpdeskFlipsMax: 3,
  helpdeskFlipHours: 24,
  helpdeskLeftAloneShown: 50,
  /** A note is written to conversations that were opened since. */
  helpdeskNoteHours: 24,
  helpdeskNoteCharsMax: 4_000,
  helpdeskAttributeCharsMax: 500,
  /** Entries and exits of segments that are followed together. */
  helpdeskTransitionsMax: 1_000,
  /** What was written of somebody who was erased is taken away for so long, while the helpdesk does not answer. */
  helpdeskErasedDays: 30,
  /** Of a journey: steps, ways out of one of them, conditions that end it, and how often one run may come to the same step. */
  journeyStepsMax: 200,
  journeyBranchesMax: 9,
  journeyExitsMax: 10,
  journeyVisitsMax: 1_000,
  /** Answers that came before the step which waits for them, of one run. */
  journeyEarlyEventsMax: 20,
  /** How long a step waits: shorter ones are gone before anybody notices, longer ones wait for a date. */
  journeyWaitMillisecondsMin: 5 * 60 * 1_000,
  journeyWaitMillisecondsMax: 182 * 24 * 60 * 60 * 1_000,
  /** People who are looked at together: those whose time has come, entries and exits of segments, outcomes of messages, starts by date. */
  journeyPeopleMax: 1_000,
  /** A run whose step fails is looked at again after so long, or when something happens. */
  journeyRetryMilliseconds: 60 * 60 * 1_000,
  /** So long it is remembered that an event was heard, so that nobody hears it twice. */
  journeyEventDays: 14,
  /** What steps want done elsewhere: together, how long one may take, how often it is tried. */
  journeyEffectsMax: 50,
  journeyEffectMilliseconds: 10_000,
  /** Of one that other systems are told: some requests, each bounded by itself. */
  journeyEffectOutsideMilliseconds: 120_000,
  journeyEffectAttemptsMax: 12,
  journeysMax: 500,
  journeyNameCharsMax: 120,
  /** Runs and events that answer why somebody came into a journey or not. */
  journeyDecisionsMax: 100,
  /** Runs that a move to another version looks at together. */
  journeyMoveRunsMax: 1_000,
  /** People of the past that a simulation looks at together, how far it looks back, and what may happen to one of them. */
  simulationPeopleMax: 500,
  simulationDaysMax: 400,
  simulationTurnsMax: 10_000,
  /** Events of one person that a simulation reads. */
  simulationEventsMax: 5_000,
  /** Messages of one window of a frequency cap. */
  capCountMax: 1_000,
  /** Messages that a worker claims and decides about together. */
  outreachChunkMax: 200,
  /** How long a worker that says nothing keeps messages, and how long one hand-over may take. */
  outreachLeaseSeconds: 45,
  outreachHandOverSeconds: 30,
  /** Hand-overs of one message that did not get through; between them it waits, each time longer. */
  outreachAttemptsMax: 6,
  outreachRetryMilliseconds: 30_000,
  outreachRetryMillisecondsMax: 60 * 60 * 1_000,
  /** A provider that fails rests, each time longer. */
  outreachRestMilliseconds: 1_000,
  outreachRestMillisecondsMax: 5 * 60 * 1_000,
  /** How long one round of sending takes before it looks whether connections have changed. */
  outreachRoundMilliseconds: 10_000,
  /** A broadcast does less while what happens waits longer than this to be followed. */
  outreachFollowMillisecondsMax: 100,
  /** People of an audience whose messages are planned together. */
  outreachPlannedMax: 500,
  /** People of an audience, drawn at random, who are looked at to say who will be withheld: each while somebody writes. */
  outreachForeseenMax: 1_000,
  /** What providers told of messages that is put on the timeline together. */
  outreachReportsMax: 200,
  /** One step of sending rejected events again. */
  replayStepEventsMax: 500,
} as const;
