-- The firehose: everything that arrives with events. Plain tables, seen by no ORM (docs/adr/0002).
-- Names are unqualified: the migrator and the pool set search_path to the schema (`rapport`, or a test's own).
-- No foreign key leads out of `event`, and none between this schema and Strapi's.

-- One row for each writing transaction. `position` is given by the sequencer after the row is visible, so that a reader
-- of the feed never misses a transaction that took its id early and committed late. A cursor is (position, index in the arrays).
create table commit_log (
  id bigint generated always as identity primary key,
  position bigint unique,
  at timestamptz not null,
  -- What changed, entry by entry: 1 profile, 2 merge, 3 unmerge, 4 erasure; and whom (leaf id), and by which merge row.
  change_kinds smallint[] not null,
  change_profile_ids bigint[] not null,
  change_merge_ids bigint[] not null
);
create index commit_log_unnumbered on commit_log (id) where position is null;

-- Small dictionaries: text once, an integer in the millions of rows.
create table source_ref (
  id int generated always as identity primary key,
  ref text not null unique -- Strapi's documentId of the source, or `import`, `graphql` ...
);
create table identifier_kind (
  id smallint generated always as identity primary key,
  name text not null unique
);
create table event_name (
  id int generated always as identity primary key,
  type smallint not null, -- index in the sdk's eventTypes
  name text not null, -- empty for calls without a name
  first_seen timestamptz not null,
  unique (type, name)
);
-- Counts by day. Every transaction appends deltas (no hot row); the worker folds them.
create table event_name_delta (
  name_id int not null,
  source_id int not null,
  day date not null,
  count bigint not null
);
create table event_name_day (
  name_id int not null,
  source_id int not null,
  day date not null,
  count bigint not null,
  primary key (name_id, source_id, day)
);

-- A profile is a leaf for ever; a merge only sets root_id of the loser's leaves (docs/adr/0003).
create table profile (
  id bigint primary key, -- from profile_id_seq, handed to nodes in blocks
  public_id uuid not null unique, -- v7
  root_id bigint not null,
  version int not null default 1, -- +1 for each change of structure under this root
  created_at timestamptz not null,
  traits jsonb not null default '{}', -- this leaf's own: key -> value
  trait_origins jsonb not null default '[]' -- see src/domain/trait.ts
) with (fillfactor = 85);
create sequence profile_id_seq;
create table merged_profile (
  leaf_id bigint primary key,
  root_id bigint not null,
  joined_at timestamptz not null -- when it stopped being a root, in the time of events: see FoldedLeaf in src/domain/trait.ts
);
create index merged_profile_root on merged_profile (root_id);
create table profile_activity (
  profile_id bigint primary key,
  first_seen timestamptz not null,
  last_seen timestamptz not null -- written when more than 5 minutes stale; the newest event answers exactly
) with (fillfactor = 70);
-- Lower-cased words and values by which people search; see src/domain/search.ts.
create table profile_search (
  key text collate "C" not null, -- the trait
  token text collate "C" not null,
  profile_id bigint not null,
  primary key (key, token, profile_id) -- a search walks each of the traits that it may look into
);
create index profile_search_profile on profile_search (profile_id);

create table identifier (
  kind_id smallint not null,
  value text collate "C" not null,
  profile_id bigint not null, -- leaf
  verified boolean not null,
  retired boolean not null default false, -- a previous user_id: does not count toward the limit
  source_id int not null,
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  primary key (kind_id, value)
);
create index identifier_profile on identifier (profile_id);

create table merge (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  commit_id bigint not null,
  winner_id bigint not null, -- root that stayed root
  loser_id bigint not null, -- root that became a leaf of it
  winner_leaf_id bigint not null, -- the edge that the evidence named, leaf to leaf
  loser_leaf_id bigint not null,
  evidence jsonb not null,
  actor text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  undone_commit_id bigint
);
create index merge_winner_leaf on merge (winner_leaf_id);
create index merge_loser_leaf on merge (loser_leaf_id);
create table never_merge (
  low_id bigint not null, -- leaves, low < high
  high_id bigint not null,
  actor text not null,
  at timestamptz not null,
  primary key (low_id, high_id)
);
create index never_merge_high on never_merge (high_id);

-- What a person has to decide: refused unions (conflict) and unions that claimed evidence only suggests.
create table review (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  type text not null check (type in ('conflict', 'suggestion')),
  reason text not null,
  profile_id bigint not null, -- leaf to which the event went
  other_id bigint not null, -- leaf that was left out; equal to profile_id when only a value was
  kind_id smallint not null, -- the identifier that was left out
  value text not null,
  evidence jsonb not null,
  source_id int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'merged', 'kept_apart', 'dismissed')),
  decided_by text,
  decided_at timestamptz,
  unique (type, profile_id, other_id, reason, kind_id, value)
);
create index review_other on review (other_id);
create index review_open on review (id) where status = 'open';

-- `group` calls and helpdesk organisations.
create table account (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  connection text not null default '', -- the helpdesk connection that owns the id, or empty for `group` calls
  external_id text not null,
  traits jsonb not null default '{}',
  trait_origins jsonb not null default '[]',
  first_seen timestamptz not null,
  last_seen timestamptz not null,
  unique (connection, external_id)
);
create table account_member (
  profile_id bigint not null, -- leaf
  account_id bigint not null,
  first_seen timestamptz not null,
  primary key (profile_id, account_id)
);
create index account_member_account on account_member (account_id);

-- Helpdesk conversations, whatever the helpdesk. Written by the helpdesk plugins through the sdk.
create table conversation (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  connection text not null,
  external_id text not null,
  profile_id bigint not null, -- leaf
  channel text,
  status text not null,
  team text,
  agent text,
  handoffs int not null default 0,
  opened_at timestamptz not null,
  first_reply_at timestamptz,
  resolved_at timestamptz,
  rating int,
  topic text,
  outcome text,
  last_writer text check (last_writer in ('customer', 'agent', 'bot')),
  last_written_at timestamptz,
  updated_at timestamptz not null,
  unique (connection, external_id)
);
create index conversation_profile on conversation (profile_id, opened_at desc);

-- Counted once, exactly: SHA-256(source, messageId) cut to 16 bytes. Two generations take turns (src/store/seen.ts).
create table event_seen_0 (key uuid primary key);
create table event_seen_1 (key uuid primary key);
create table event_seen_generation (
  only_row boolean primary key default true check (only_row),
  current smallint not null,
  since timestamptz not null
);
insert into event_seen_generation (current, since) values (0, now());
-- Imports and backfills: (file hash, line), (connection, object, version). Never forgotten.
create table event_seen_permanent (key uuid primary key);

-- Partitioned by month. The two edge partitions instead of a default one keep the partitions ordered, so that "the newest 20
-- of this profile" reads the newest partition first and stops (docs/adr/0006). Months are made by src/store/event-partitions.ts.
create table event (
  id bigint not null, -- commit_log.id * 4096 + ordinal: also the ingest sequence
  profile_id bigint not null, -- leaf
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  original_at timestamptz, -- the client's own timestamp, where it differs
  message_id text not null,
  type smallint not null,
  name_id int not null,
  value float8, -- the event's main number: revenue, total, value or price
  properties jsonb not null, -- of identify and group: the traits
  context jsonb not null,
  identifiers jsonb not null, -- as carried: [[kind, value, trust], ...]
  source_id int not null,
  flags smallint not null default 0 -- 1: the timestamp was more than 24 h ahead; 2: import or backfill
) partition by range (occurred_at);
create index event_profile on event (profile_id, occurred_at desc) include (name_id, value);
create index event_name_time on event (name_id, occurred_at) include (profile_id, value);
create index event_id on event (id);

-- Dead letters: replayable.
create table rejected_event (
  id bigint generated always as identity primary key,
  source_id int not null,
  received_at timestamptz not null,
  message_id text,
  code text not null,
  message text not null,
  body text not null,
  replayed_at timestamptz
);
create index rejected_event_source on rejected_event (source_id, id);

-- Hand-over inside: which profiles a transaction touched, by lane (root id modulo 16). See src/store/work.ts.
create table work (
  id bigint generated always as identity primary key,
  lane smallint not null,
  commit_id bigint not null,
  leaf_ids bigint[] not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
create index work_lane on work (lane, id);

-- Answers of mutations by client key, so that a retried mutation is answered and not done again.
create table idempotency (
  principal text not null,
  key text not null,
  request_hash text not null,
  response jsonb not null,
  at timestamptz not null,
  primary key (principal, key)
);
create index idempotency_at on idempotency (at);
