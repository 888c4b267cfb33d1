-- Care of the data: what processes are alive and what they take in, backups, retention, how the tables grow.

-- One row for each process, written every 10 s by itself; a row that was not written for a minute is a process that is gone.
create table node (
  id uuid primary key, -- of one run of a process
  kind text not null, -- web, worker
  host text not null,
  pid int not null,
  version text not null,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
-- What each process took in, by minute; kept for two days.
create table ingest_minute (
  minute timestamptz not null,
  node_id uuid not null,
  accepted bigint not null,
  duplicates bigint not null,
  rejected bigint not null,
  primary key (minute, node_id)
);

-- Backups that `rapport backup` made; one by other means is not known here.
create table backup (
  id bigint generated always as identity primary key,
  at timestamptz not null, -- the moment that it shows
  bytes bigint not null,
  row_count bigint not null,
  secrets boolean not null
);

-- How long events are kept, by name; the row with is_default says it for all names without one. No row: for ever.
create table retention_rule (
  is_default boolean not null,
  name text collate "C" not null check (not is_default or name = ''),
  days int check (days > 0), -- null: for ever, whatever the default says
  actor text not null,
  changed_at timestamptz not null,
  primary key (is_default, name)
);
-- What was deleted, and how far a run is. One row for each run that found something.
create table retention_run (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz, -- null: it runs, or its process died; the next one goes on
  finished boolean not null default false, -- false where its time was up
  deleted bigint not null default 0, -- rows deleted one by one
  emptied text[] not null default '{}' -- partitions that went whole
);

-- How large it was, once a day: growth is measured, not guessed.
create table storage_day (
  day date primary key,
  bytes bigint not null, -- of both schemas, with indexes
  event_bytes bigint not null,
  events bigint not null -- PostgreSQL's estimate
);

-- Of the first steps of an installation those that leave no other trace.
create table welcome (
  step text primary key,
  at timestamptz not null
);
