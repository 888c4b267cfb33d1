/**
 * Every coded error of Rapport, in one table. docs/error-codes.md lists the same codes; a test keeps both equal.
 * `status` is the HTTP status where the error answers a request, `exit` errors end a command with code 1.
 * `retryable` says whether sending the very same thing again, later, can succeed.
 */
export const errorTable = {
  // The door: a whole request.
  not_found: { status: 404, message: 'There is nothing at this address.', retryable: false },
  method_not_allowed: { status: 405, message: 'This address does not answer this method.', retryable: false },
  invalid_json: { status: 400, message: 'The body is not valid JSON.', retryable: false },
  invalid_body: { status: 400, message: 'The body is not an event or a batch of events.', retryable: false },
  invalid_encoding: { status: 400, message: 'The body could not be decompressed.', retryable: false },
  body_too_large: { status: 413, message: 'The request is larger than the limit.', retryable: false },
  batch_too_long: { status: 400, message: 'The batch holds more events than the limit.', retryable: false },
  batch_rejected: { status: 400, message: 'Every event of the request was rejected.', retryable: false },
  write_key_missing: { status: 401, message: 'The request carries no write key.', retryable: false },
  write_key_unknown: { status: 401, message: 'The write key belongs to no source.', retryable: false },
  source_disabled: { status: 403, message: 'The source of this write key is disabled.', retryable: false },
  rate_limited: { status: 429, message: 'The source sends faster than its limit.', retryable: true },
  overloaded: { status: 503, message: 'Too many requests are waiting.', retryable: true },
  database_unavailable: { status: 503, message: 'The database does not answer.', retryable: true },
  statement_timeout: { status: 503, message: 'The database took longer than the limit.', retryable: true },
  migrations_pending: { status: 503, message: 'The database schema is not current yet.', retryable: true },
  shutting_down: { status: 503, message: 'The server is stopping.', retryable: true },
  internal_error: { status: 500, message: 'Something failed inside; it was logged.', retryable: true },

  // The door: one event of a request. The others of the batch are accepted.
  event_not_object: { status: 400, message: 'The event is not a JSON object.', retryable: false },
  event_type_invalid: {
    status: 400,
    message: 'The type is none of identify, track, page, screen, group, alias.',
    retryable: false,
  },
  event_name_missing: { status: 400, message: 'A track event needs a name in `event`.', retryable: false },
  event_name_too_long: { status: 400, message: 'The event name is longer than the limit.', retryable: false },
  event_names_exhausted: { status: 400, message: 'There are too many different event names.', retryable: false },
  event_too_large: { status: 400, message: 'The event is larger than the limit.', retryable: false },
  event_too_deep: { status: 400, message: 'The event is nested deeper than the limit.', retryable: false },
  event_too_many_keys: { status: 400, message: 'The event has more property keys than the limit.', retryable: false },
  identity_missing: {
    status: 400,
    message: 'The event names nobody: no userId, anonymousId or other usable identifier.',
    retryable: false,
  },
  group_id_missing: { status: 400, message: 'A group event needs a groupId.', retryable: false },
  previous_id_missing: {
    status: 400,
    message: 'An alias event needs a userId, and a previousId or an anonymousId.',
    retryable: false,
  },
  message_id_invalid: {
    status: 400,
    message: 'The messageId is not a string of the allowed length.',
    retryable: false,
  },
  timestamp_invalid: {
    status: 400,
    message: 'A timestamp is not an ISO 8601 date or a number of milliseconds.',
    retryable: false,
  },
  field_invalid: { status: 400, message: 'A field has the wrong type.', retryable: false },
  plan_violated: { status: 400, message: 'The event breaks its tracking plan.', retryable: false },

  // Identity.
  profile_not_found: { status: 404, message: 'There is no such profile.', retryable: false },
  identifier_not_found: { status: 404, message: 'There is no such identifier.', retryable: false },
  identifier_is_last: { status: 409, message: 'A profile keeps at least one identifier.', retryable: false },
  merge_same_profile: { status: 409, message: 'Both are the same profile already.', retryable: false },
  merge_limit: { status: 409, message: 'The merge would break a limit of identity.', retryable: false },
  merge_not_found: { status: 404, message: 'There is no such merge.', retryable: false },
  merge_already_undone: { status: 409, message: 'The merge was undone before.', retryable: false },
  review_not_found: { status: 404, message: 'There is no such conflict or suggestion.', retryable: false },
  review_already_decided: { status: 409, message: 'The conflict or suggestion was decided before.', retryable: false },
  saved_view_not_found: { status: 404, message: 'There is no such saved view of yours.', retryable: false },
  saved_views_exhausted: { status: 409, message: 'There are too many saved views.', retryable: false },
  concurrent_change: {
    status: 409,
    message: 'Somebody else changed the same profile at the same time.',
    retryable: true,
  },

  // Helpdesks.
  webhook_signature_invalid: {
    status: 401,
    message: 'The signature of the webhook is wrong or too old.',
    retryable: false,
  },
  helpdesk_not_found: { status: 404, message: 'There is no such helpdesk connection.', retryable: false },
  helpdesk_key_taken: { status: 409, message: 'Another helpdesk connection has this key.', retryable: false },
  helpdesk_invalid: { status: 400, message: 'The settings of the helpdesk are not complete.', retryable: false },
  helpdesk_busy: { status: 409, message: 'It is being read already.', retryable: false },
  helpdesk_idle: { status: 409, message: 'Nothing of it is being read.', retryable: false },
  helpdesk_cannot: { status: 400, message: 'This helpdesk cannot do that.', retryable: false },
  helpdesk_unavailable: { status: 503, message: 'The helpdesk does not answer.', retryable: true },
  helpdesk_unauthorized: { status: 502, message: 'The helpdesk does not take the token.', retryable: false },
  helpdesk_missing: { status: 502, message: 'The helpdesk does not have it.', retryable: false },
  helpdesk_refused: { status: 502, message: 'The helpdesk refuses the request.', retryable: false },

  // Privacy.
  erased: {
    status: 409,
    message: 'The event names somebody who was erased since it happened; nothing of it was kept.',
    retryable: false,
  },
  confirmation_wrong: { status: 400, message: 'The confirmation is not the one that was asked for.', retryable: false },
  erasure_step_unknown: {
    status: 500,
    message: 'An erasure waits for a step that this version does not know.',
    retryable: false,
  },
  export_link_invalid: { status: 404, message: 'The link was used, is too old, or never was one.', retryable: false },
  receipt_invalid: { status: 400, message: 'The receipt was not signed here, or was changed.', retryable: false },
  secret_unreadable: { status: 500, message: 'A secret does not open with the keys at hand.', retryable: false },
  secret_key_missing: {
    status: 500,
    message: 'SEAL_KEYS holds no key that is newer than those in use.',
    retryable: false,
  },
  login_blocked: { status: 429, message: 'Too many failed attempts to log in.', retryable: true },
  // Sources, the event catalogue, tracking plans.
  source_not_found: { status: 404, message: 'There is no such source.', retryable: false },
  key_rotation_open: {
    status: 409,
    message: 'The write key before this one still works: end it before the next rotation.',
    retryable: false,
  },
  event_name_not_found: { status: 404, message: 'There is no such event name.', retryable: false },
  rejected_event_not_found: { status: 404, message: 'There is no such rejected event.', retryable: false },
  plan_invalid: { status: 400, message: 'The tracking plan is not acceptable.', retryable: false },
  plan_version_not_found: { status: 404, message: 'The tracking plan has no such version.', retryable: false },
  plan_changed: { status: 409, message: 'Somebody else changed the tracking plan meanwhile.', retryable: false },

  // Scripts.
  script_invalid: { status: 400, message: 'The text is no template that can be used.', retryable: false },
  script_too_long: { status: 400, message: 'The text grows beyond its bounds.', retryable: false },

  // Templates of messages.
  template_not_found: { status: 404, message: 'There is no such template.', retryable: false },
  template_key_taken: { status: 409, message: 'Another template has this key.', retryable: false },
  template_invalid: { status: 400, message: 'The template is not acceptable.', retryable: false },
  template_too_long: { status: 400, message: 'The message grows beyond its bounds.', retryable: false },
  template_value_missing: {
    status: 400,
    message: 'The template asks for a value that is not there, and says nothing instead.',
    retryable: false,
  },
  template_part_empty: { status: 400, message: 'A part that has to say something is empty.', retryable: false },
  template_json_invalid: { status: 400, message: 'With its values filled in, a part is no JSON.', retryable: false },
  test_address_not_listed: {
    status: 403,
    message: 'Tests of templates go to addresses that the sandbox lists.',
    retryable: false,
  },

  // Consent.
  topic_not_found: { status: 404, message: 'There is no such topic.', retryable: false },
  topic_key_taken: { status: 409, message: 'Another topic has this key.', retryable: false },
  topic_invalid: { status: 400, message: 'The topic is not acceptable.', retryable: false },
  address_unknown: { status: 404, message: 'The customer has no such address for this medium.', retryable: false },
  suppression_not_found: { status: 404, message: 'There is no such suppression.', retryable: false },

  // Segments.
  campaign_not_found: { status: 404, message: 'There is no such campaign.', retryable: false },
  campaign_invalid: { status: 400, message: 'The campaign is not acceptable.', retryable: false },
  campaign_key_taken: { status: 409, message: 'Another campaign has this key.', retryable: false },
  campaign_state: {
    status: 409,
    message: 'The campaign is not in a state in which that can be done.',
    retryable: false,
  },
  campaign_approval_none: { status: 409, message: 'Nothing waits for an approval.', retryable: false },
  campaign_approval_own: {
    status: 403,
    message: 'Whoever asked for it, or wrote it last, does not decide about it.',
    retryable: false,
  },
  channel_not_found: { status: 404, message: 'There is no such channel connection.', retryable: false },
  channel_key_taken: { status: 409, message: 'Another channel connection has this key.', retryable: false },
  channel_invalid: { status: 400, message: 'The settings of the channel are not complete.', retryable: false },
  channel_cannot: { status: 400, message: 'This channel cannot do that.', retryable: false },
  outreach_setting_invalid: { status: 400, message: 'The settings of sending are not acceptable.', retryable: false },

  segment_not_found: { status: 404, message: 'There is no such segment.', retryable: false },
  segment_invalid: { status: 400, message: 'The segment is not acceptable.', retryable: false },
  segment_key_taken: { status: 409, message: 'Another segment has this key.', retryable: false },
  segment_in_use: { status: 409, message: 'Another segment refers to this one.', retryable: false },
  segment_traits_unsupported: {
    status: 409,
    message: 'Segments and computed traits know traits of merged profiles by their newest write only.',
    retryable: false,
  },
  list_file_invalid: { status: 400, message: 'The file of the list cannot be read.', retryable: false },
  computed_trait_not_found: { status: 404, message: 'There is no such computed trait.', retryable: false },
  computed_trait_invalid: { status: 400, message: 'The computed trait is not acceptable.', retryable: false },
  computed_trait_key_taken: { status: 409, message: 'Another computed trait has this key.', retryable: false },
  computed_trait_in_use: {
    status: 409,
    message: 'A segment or a computed trait refers to this one.',
    retryable: false,
  },
  computed_traits_exhausted: { status: 409, message: 'There are too many computed traits.', retryable: false },
  segments_exhausted: { status: 409, message: 'There are too many segments.', retryable: false },

  // GraphQL and the API.
  origin_refused: { status: 403, message: 'A page of another site asks.', retryable: false },
  panel_link_invalid: { status: 404, message: 'The link was used, is too old, or never was one.', retryable: false },
  unauthenticated: { status: 401, message: 'A valid API token or admin session is needed.', retryable: false },
  forbidden: { status: 403, message: 'The token lacks the right for this.', retryable: false },
  bad_input: { status: 400, message: 'An argument is not acceptable.', retryable: false },
  query_invalid: { status: 400, message: 'The GraphQL document is not valid.', retryable: false },
  query_too_deep: { status: 400, message: 'The query is nested deeper than the limit.', retryable: false },
  query_too_costly: { status: 400, message: 'The query may cost more than the limit.', retryable: false },
  query_too_many_aliases: { status: 400, message: 'The query has more aliases than the limit.', retryable: false },
  page_too_large: { status: 400, message: 'The page size is over the limit.', retryable: false },
  cursor_invalid: { status: 400, message: 'The cursor is not one of ours.', retryable: false },
  cursor_expired: {
    status: 410,
    message: 'The feed no longer reaches back to this cursor: read all profiles again, then go on without it.',
    retryable: false,
  },
  introspection_forbidden: { status: 403, message: 'Introspection is switched off here.', retryable: false },
  persisted_query_not_found: { status: 400, message: 'The persisted query is not known.', retryable: true },
  idempotency_key_reused: {
    status: 409,
    message: 'The same client key was used before with another input.',
    retryable: false,
  },

  // Start and operation: printed as one line, exit code 1.
  settings_invalid: { status: 500, message: 'A setting is not acceptable.', retryable: false },
  data_directory_in_use: { status: 500, message: 'Another Rapport runs on this data directory.', retryable: false },
  data_directory_unusable: { status: 500, message: 'The data directory cannot be used.', retryable: false },
  database_unreachable: { status: 500, message: 'The database cannot be reached.', retryable: true },
  database_too_old: {
    status: 500,
    message: 'PostgreSQL is older than the oldest supported version.',
    retryable: false,
  },
  database_rights_missing: { status: 500, message: 'The database user lacks a right.', retryable: false },
  database_encoding_wrong: { status: 500, message: 'The database does not store UTF-8.', retryable: false },
  embedded_server_missing: {
    status: 500,
    message: 'There is no embedded PostgreSQL for this machine; set DATABASE_URL.',
    retryable: false,
  },
  embedded_server_failed: { status: 500, message: 'The embedded PostgreSQL does not start.', retryable: true },
  boot_lock_timeout: { status: 500, message: 'Another node has been starting for too long.', retryable: true },
  secrets_differ: {
    status: 500,
    message: 'The secrets of this node are not those that the database was used with before.',
    retryable: false,
  },
  plugin_invalid: { status: 500, message: 'A plugin package cannot be loaded.', retryable: false },
  process_failed: { status: 500, message: 'A process of Rapport ended while it started.', retryable: true },
  migration_failed: { status: 500, message: 'A migration failed; nothing of it was kept.', retryable: false },
  port_in_use: { status: 500, message: 'The port is in use.', retryable: false },
  backup_unsupported: {
    status: 500,
    message: 'The database holds something that a backup cannot describe.',
    retryable: false,
  },
  backup_running: { status: 500, message: 'Another backup is being made.', retryable: true },
  backup_invalid: { status: 400, message: 'The backup cannot be used.', retryable: false },
  restore_not_empty: { status: 400, message: 'A backup is restored into an empty place only.', retryable: false },
  upgrade_refused: { status: 500, message: 'The embedded PostgreSQL cannot be upgraded.', retryable: false },
  demo_not_empty: { status: 400, message: 'There is data here that is not of the demo.', retryable: false },
  demo_outdated: {
    status: 400,
    message: 'The data of the demo were made by an older version of it.',
    retryable: false,
  },
  usage: { status: 400, message: 'The command was not understood.', retryable: false },
  file_unreadable: { status: 400, message: 'The file cannot be read.', retryable: false },
  import_mapping_invalid: { status: 400, message: 'The columns of the file cannot be mapped.', retryable: false },
  import_not_found: { status: 404, message: 'There is no such import.', retryable: false },
  import_file_gone: { status: 410, message: 'The file is no longer kept: upload it again.', retryable: false },
  import_file_empty: { status: 400, message: 'The file is empty.', retryable: false },
  import_file_too_large: { status: 413, message: 'The file is over the limit.', retryable: false },
  import_file_unsupported: {
    status: 415,
    message: 'The file is no text: save it as CSV in the program it comes from.',
    retryable: false,
  },
  import_state_wrong: { status: 409, message: 'The import is not in a state for this.', retryable: false },
  import_line_invalid: { status: 400, message: 'The line cannot be imported.', retryable: false },

  // Journeys.
  journey_not_found: { status: 404, message: 'There is no such journey.', retryable: false },
  simulation_span_invalid: {
    status: 400,
    message: 'A simulation takes a time that is over: from before to, 400 days at the most.',
    retryable: false,
  },
  journey_invalid: { status: 400, message: 'The journey is not acceptable.', retryable: false },
  journey_key_taken: { status: 409, message: 'There is a campaign with this key already.', retryable: false },
  journey_state_wrong: { status: 409, message: 'The journey is not in a state for this.', retryable: false },
  journeys_exhausted: { status: 409, message: 'There are as many journeys as there may be.', retryable: false },

  // Situations and suggestions.
  situation_not_found: { status: 404, message: 'There is no such situation.', retryable: false },
  situation_key_taken: { status: 409, message: 'There is a situation with this key already.', retryable: false },
  situation_invalid: { status: 400, message: 'The situation is not acceptable.', retryable: false },
  situation_not_ready: {
    status: 409,
    message: 'It is not a situation that was brought: nothing is to be restored.',
    retryable: false,
  },
  suggestion_not_found: { status: 404, message: 'There is no such suggestion.', retryable: false },
  suggestion_invalid: { status: 400, message: 'The suggestion is not acceptable.', retryable: false },
} as const satisfies Record<string, { status: number; message: string; retryable: boolean }>;

export type ErrorCode = keyof typeof errorTable;

/** An error of the table above. `detail` is added to the table's sentence and must hold no personal data. */
export class RapportError extends Error {
  readonly status: number;
  readonly retryable: boolean;

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    options?: { cause?: unknown; readonly retryAfterSeconds?: number },
  ) {
    super(
      detail === undefined ? errorTable[code].message : `${errorTable[code].message} ${detail}`,
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'RapportError';
    this.status = errorTable[code].status;
    this.retryable = errorTable[code].retryable;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }

  /** Whole seconds for the Retry-After header (clients understand no date). */
  readonly retryAfterSeconds: number | undefined;
}

/** Exhaustiveness: a switch over a closed union ends with `default: return assertUnreachable(x)`. */
export function assertUnreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
