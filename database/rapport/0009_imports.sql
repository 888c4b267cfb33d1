-- Files that people bring in the admin: their bytes, what becomes of them, and the rows that could not be imported.

-- The bytes stay here and not on a disk, so that any node can go on and a backup has them. `hash` is null while they arrive.
create table import_file (
  id bigint generated always as identity primary key,
  name text not null,
  bytes bigint not null default 0,
  hash text, -- SHA-256 in hex: the lines of a file are remembered under it
  encoding text, -- what its bytes look like
  changed_at timestamptz not null
);
create table import_chunk (
  file_id bigint not null,
  ordinal int not null,
  bytes bytea not null,
  primary key (file_id, ordinal)
);

-- One row for each import. A worker that is at it holds the lease and renews it; who comes after a crash begins behind `line`.
-- States and what they mean: plugins/sdk/src/imports.ts.
create table import_job (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  file_id bigint not null,
  state text not null check (state in ('draft', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  stopping boolean not null default false, -- somebody asked a running one to end
  options jsonb, -- null until it was started
  created_by text not null, -- admin:7, token:3
  created_at timestamptz not null, -- also when a row happened that does not say so
  started_at timestamptz,
  finished_at timestamptz,
  changed_at timestamptz not null,
  lease_token uuid,
  lease_until timestamptz,
  attempts int not null default 0, -- begun since the last part that was committed
  line bigint not null default 0, -- lines up to here are done and counted below
  bytes_read bigint not null default 0,
  row_count bigint not null default 0,
  accepted bigint not null default 0,
  duplicates bigint not null default 0,
  erased bigint not null default 0,
  rejected bigint not null default 0,
  error_code text,
  error_message text
);
create index import_job_open on import_job (id) where state in ('waiting', 'running');
create index import_job_file on import_job (file_id);

create table import_rejected (
  id bigint generated always as identity primary key,
  job_id bigint not null,
  line bigint not null,
  code text not null,
  message text not null,
  record text not null -- JSON: the cells by column, or the text of the line
);
create index import_rejected_job on import_rejected (job_id, id);
