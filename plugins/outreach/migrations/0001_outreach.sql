-- Outreach: channels, topics and consent, templates, campaigns and journeys, and the ledger of messages.
-- Written by plugins/outreach/server/stores.

-- What holds for all sending. Until somebody switches the sandbox off, only the addresses that are listed receive anything.
create table outreach_setting (
  only_row boolean primary key default true check (only_row),
  sandbox boolean not null default true,
  sandbox_addresses text[] not null default '{}',
  stopped_at timestamptz, -- nothing at all leaves
  stopped_by text,
  policy jsonb not null default '{}', -- caps, quiet hours, holds, control group: domain/policy.ts
  public_url text, -- where people's browsers find Rapport: of the links in messages
  updated_at timestamptz,
  updated_by text
);
insert into outreach_setting default values;

-- A provider that somebody connected.
create table channel_connection (
  id int generated always as identity primary key,
  key text collate "C" not null unique, -- in addresses: it stays
  channel text not null, -- name of the kind: `smtp`
  medium text not null, -- what consent and campaigns call it: `email`
  name text not null,
  settings jsonb not null, -- secrets sealed
  address_secret text not null, -- sealed: the last part of the address of its callbacks
  enabled boolean not null,
  is_default boolean not null, -- of its medium: what carries messages that name no connection
  next_at timestamptz, -- the pace, shared by all workers: when the next message may be handed over
  failures int not null default 0, -- in a row; the breaker
  failure text, -- code of the last one
  rests_until timestamptz, -- the breaker is open
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create unique index channel_connection_default on channel_connection (medium) where is_default;

create table topic (
  key text collate "C" primary key,
  name jsonb not null, -- language -> text
  description jsonb not null default '{}',
  kind text not null check (kind in ('marketing', 'transactional')),
  basis text not null check (basis in ('opt_in', 'double_opt_in', 'opt_out')),
  tracking text not null default 'off' check (tracking in ('off', 'on')), -- opens and clicks
  position int not null default 0, -- in the preference centre
  archived_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);

-- What somebody said of one address. Nothing of it is ever changed; what counts is folded from it (domain/consent). An address is a
-- hash under the installation's key, so that the log outlives an erasure.
create table consent_entry (
  id bigint generated always as identity primary key,
  medium text not null,
  address_hash text collate "C" not null,
  topic text, -- null: all topics of the medium
  decision text not null check (decision in ('granted', 'denied')),
  proof text not null check (proof in ('claimed', 'verified', 'confirmed')),
  at timestamptz not null,
  profile_id bigint, -- leaf that has the address; null: nobody yet, or erased
  evidence jsonb not null, -- who, where, which version of which text
  key text collate "C" not null unique, -- told twice it counts once
  recorded_at timestamptz not null
);
create index consent_entry_address on consent_entry (address_hash);
create index consent_entry_profile on consent_entry (profile_id) where profile_id is not null;

create table suppression (
  id bigint generated always as identity primary key,
  medium text not null,
  address_hash text collate "C" not null,
  reason text not null check (reason in ('hard_bounce', 'complaint', 'manual', 'erased')),
  at timestamptz not null,
  profile_id bigint, -- leaf
  evidence jsonb not null,
  lifted_at timestamptz,
  lifted_by text
);
create unique index suppression_open on suppression (address_hash, medium, reason) where lifted_at is null;
create index suppression_profile on suppression (profile_id) where profile_id is not null;

create table template (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  key text collate "C" not null unique, -- by which campaigns name it
  name text not null,
  medium text not null,
  default_locale text not null, -- for who has none of the others
  draft jsonb not null, -- locale -> part -> text
  version int not null default 0, -- of template_version: what is sent; 0: none yet
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create table template_version (
  template_id int not null,
  version int not null,
  default_locale text not null,
  content jsonb not null,
  at timestamptz not null,
  actor text not null,
  primary key (template_id, version)
);

create table campaign (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  key text collate "C" not null unique,
  name text not null,
  kind text not null check (kind in ('broadcast', 'journey')),
  -- A broadcast: draft -> scheduled -> running -> done; a journey: draft -> running -> done, which lets nobody in any more.
  state text not null check (state in ('draft', 'scheduled', 'running', 'paused', 'done', 'cancelled')),
  draft jsonb not null, -- as it is being edited
  version int not null default 0, -- of campaign_version: what runs; 0: none yet
  starts_at timestamptz, -- of a scheduled broadcast
  -- Of a broadcast: the last root of its audience that has its message planned. Of a journey by date: whose start is known.
  planned_through bigint,
  planned_at timestamptz, -- all have
  ended_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create index campaign_running on campaign (id) where state in ('scheduled', 'running', 'paused');
create table campaign_version (
  campaign_id int not null,
  version int not null,
  definition jsonb not null,
  at timestamptz not null,
  actor text not null,
  primary key (campaign_id, version)
);
-- Bumped by each transaction after which journeys are run differently.
create table campaign_generation (
  only_row boolean primary key default true check (only_row),
  generation bigint not null
);
insert into campaign_generation (generation) values (0);

-- One run of one person through one journey (domain/journey/state.ts).
create table enrolment (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  campaign_id int not null,
  version int not null,
  profile_id bigint not null, -- leaf that entered
  entry_key text collate "C" not null,
  run int not null, -- the nth entry of this person with this key
  state jsonb not null, -- RunState
  step text not null, -- state.step, for figures
  due_at timestamptz, -- state.until
  entered_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  failure text, -- its step failed: it stays where it is, and is tried again at due_at
  unique (profile_id, campaign_id, entry_key, run)
) with (fillfactor = 80);
create index enrolment_due on enrolment ((profile_id % 16), due_at) where due_at is not null and ended_at is null;
create index enrolment_campaign on enrolment (campaign_id, step) where ended_at is null;

-- What a step wants done outside of the ledger, each once.
create table enrolment_effect (
  id bigint generated always as identity primary key,
  enrolment_id bigint not null,
  profile_id bigint not null, -- leaf
  step text not null,
  visit int not null,
  kind text not null,
  body jsonb not null,
  at timestamptz not null,
  done_at timestamptz,
  attempts int not null default 0,
  failure text,
  retry_at timestamptz,
  unique (enrolment_id, step, visit, kind)
);
create index enrolment_effect_due on enrolment_effect (retry_at nulls first, id) where done_at is null;
create index enrolment_effect_profile on enrolment_effect (profile_id);

-- Arms of experiments in which somebody was put: they outlast a merge, and new shares.
create table experiment_arm (
  profile_id bigint not null, -- leaf
  seed text collate "C" not null,
  arm text not null,
  primary key (profile_id, seed)
);

-- Events that journeys heard: told again they move nobody.
create table journey_event (
  event_id bigint primary key,
  profile_id bigint not null, -- leaf
  at timestamptz not null
);
create index journey_event_at on journey_event (at);
create index journey_event_profile on journey_event (profile_id);

-- Who starts a journey by a date, or again, and when.
create table journey_start (
  campaign_id int not null,
  profile_id bigint not null, -- of a date the root, of a restart the leaf that had entered
  entry_key text collate "C" not null, -- the day; '': again
  due_at timestamptz not null,
  primary key (campaign_id, profile_id)
);
create index journey_start_due on journey_start ((profile_id % 16), due_at);

-- Up to where journeys have heard of entries into segments and exits.
create table journey_feed (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  transition_id bigint not null
);

-- The ledger: one row for each intended message, and what became of it. domain/ledger.ts says what each state means.
create table message (
  id bigint generated always as identity primary key,
  public_id uuid not null unique, -- in the message's own id: what comes back names it
  campaign_id int, -- null: sent by itself
  enrolment_id bigint, -- null: of no journey
  profile_id bigint not null, -- leaf
  step text collate "C" not null default '',
  visit int not null default 1,
  medium text not null,
  connection_id int, -- that carries it; null: its medium has none
  topic text not null,
  is_marketing boolean not null,
  template text not null, -- key
  template_version int, -- what was sent
  locale text,
  priority smallint not null, -- 0 transactional, 1 of a journey, 2 of a broadcast
  state text not null check (state in ('planned', 'deferred', 'claimed', 'handed', 'delivered', 'bounced', 'complained', 'failed',
    'withheld', 'cancelled', 'expired', 'unknown')),
  due_at timestamptz, -- planned and deferred ones: not before
  expires_at timestamptz not null,
  reasons text[] not null default '{}', -- why it is withheld or put off
  held_reasons text[] not null default '{}', -- it waited for the end of a conversation
  held_until timestamptz, -- which comes then at the latest, or came then
  token uuid, -- of the worker that claimed it
  lease_until timestamptz,
  handing_at timestamptz, -- since when it may be on its way
  attempts smallint not null default 0,
  code text, -- why it failed, or was tried again
  address_hash text collate "C", -- to which it went
  provider_id text,
  context jsonb not null default '{}', -- what its text speaks of
  idempotency_key text,
  planned_at timestamptz not null,
  counts_at timestamptz, -- toward caps: when it was handed over, or claimed for that
  handed_at timestamptz,
  ended_at timestamptz, -- nothing more is to be done
  opened_at timestamptz,
  clicked_at timestamptz,
  converted_at timestamptz,
  told_at timestamptz, -- its journey heard what became of it
  unique nulls not distinct (campaign_id, enrolment_id, profile_id, step, visit, idempotency_key)
) with (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);
create index message_due on message (connection_id, priority, due_at, id) where state in ('planned', 'deferred');
create index message_leased on message (lease_until) where state = 'claimed';
create index message_profile on message (profile_id, id);
create index message_counted on message (profile_id, counts_at) where counts_at is not null;
create index message_campaign on message (campaign_id, state) where campaign_id is not null;
create index message_address on message (address_hash, campaign_id, step) where address_hash is not null;
create index message_provider on message (connection_id, provider_id) where provider_id is not null;
create index message_untold on message (id) where enrolment_id is not null and ended_at is not null and told_at is null;

-- One lock for each person, under which caps are counted; and when a message of his went that had been held.
create table message_gate (
  profile_id bigint primary key, -- root
  released_at timestamptz
);

-- What providers and links said became of a message, each thing once; later an event on the timeline.
create table message_report (
  id bigint generated always as identity primary key,
  message_id bigint not null,
  key text collate "C" not null,
  kind text not null,
  at timestamptz not null,
  detail jsonb not null default '{}',
  is_machine boolean not null default false, -- a scanner's, not a person's
  told_at timestamptz, -- it is on the timeline
  unique (message_id, key)
);
create index message_report_untold on message_report (id) where told_at is null;
