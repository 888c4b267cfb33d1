-- Sources as an admin sees them, the catalogue of events, tracking plans.

-- Volume of a source by the hour of receipt, and where its newest event is. Both are folded from the deltas that ingest appends
-- anyway, so that they cost the door no statement. Deltas of an older version have neither.
alter table event_name_delta
  add column hour timestamptz,
  add column last_event_id bigint;
create table source_hour (
  source_id int not null,
  hour timestamptz not null,
  accepted bigint not null,
  primary key (source_id, hour)
);
-- What came before this version, by the day on which it happened.
insert into source_hour (source_id, hour, accepted)
  select source_id, day::timestamp at time zone 'UTC', sum(count) from event_name_day group by 1, 2;
create table source_activity (
  source_id int primary key,
  last_event_id bigint not null
);
insert into source_activity (source_id, last_event_id)
  select source_id, max(id) from event group by source_id;

-- The same for what was refused; appended by the statement that keeps the refused events.
create table rejected_delta (
  source_id int not null,
  hour timestamptz not null,
  code text not null,
  count bigint not null
);
create table rejected_hour (
  source_id int not null,
  hour timestamptz not null,
  code text not null,
  count bigint not null,
  primary key (source_id, hour, code)
);
insert into rejected_hour (source_id, hour, code, count)
  select source_id, date_trunc('hour', received_at, 'UTC'), code, count(*) from rejected_event group by 1, 2, 3;
-- Those that wait for a person: in order, and by what is wrong with them. Those that were sent again are kept for a month beside
-- them, and there may be a million.
create index rejected_event_waiting on rejected_event (source_id, id) where replayed_at is null;
create index rejected_event_waiting_code on rejected_event (source_id, code, id) where replayed_at is null;

-- Which key of a source is still used. SHA-256 of the key: the key itself stays in Strapi.
create table source_key_use (
  key_hash bytea primary key,
  last_used_at timestamptz not null
);

-- What its owners say about an event name.
create table event_name_note (
  name_id int primary key,
  description text not null,
  owner text not null,
  deprecated_at timestamptz,
  updated_at timestamptz not null,
  updated_by text not null
);

-- Tracking plans: append-only, the highest version counts; going back to an old one appends it again. Mode off: no plan.
create table tracking_plan (
  name_id int not null,
  version int not null,
  mode text not null check (mode in ('off', 'report', 'reject')),
  schema json not null, -- JSON Schema of `properties` (of identify and group: of the traits), in its author's order
  actor text not null,
  at timestamptz not null,
  primary key (name_id, version)
);
-- What broke a plan, coalesced: not a row for each event.
create table plan_violation (
  name_id int not null,
  version int not null,
  path text not null, -- JSON pointer with * for places in lists; '' is the whole
  reason text not null, -- keyword of JSON Schema
  source_id int not null,
  message text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  example_message_id text not null,
  primary key (name_id, version, path, reason, source_id)
);
