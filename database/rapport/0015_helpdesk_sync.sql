-- What is read by the API of a helpdesk, and how far: `backfill` once, from the beginning; `changes` every few minutes, what
-- webhooks may have missed.
create table helpdesk_sync (
  connection text not null,
  kind text not null check (kind in ('backfill', 'changes')),
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  cursor jsonb, -- where to go on, in the words of the helpdesk's package
  since timestamptz, -- of changes: what happened since then is read
  read_until timestamptz, -- of changes: what happened before was read
  done bigint not null default 0,
  total bigint, -- an estimate
  requested_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  attempts int not null default 0, -- in a row, without a page between them
  failure text, -- code of what went wrong last
  retry_at timestamptz, -- null: at once
  lease_token uuid,
  lease_until timestamptz,
  primary key (connection, kind)
);

-- The contact's own id in the helpdesk.
alter table conversation add column contact_id text;

-- Two contacts of whom the same conversation was told: one of them may have been merged into the other.
create table helpdesk_contact_trace (
  connection text not null,
  contact text not null, -- the smaller of both, as text
  other text not null,
  seen_at timestamptz not null,
  retry_at timestamptz, -- null: at once; infinity: it was looked up
  primary key (connection, contact, other)
);
create index helpdesk_contact_trace_due on helpdesk_contact_trace (retry_at nulls first) where retry_at is distinct from 'infinity';
