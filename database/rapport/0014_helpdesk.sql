-- Helpdesks: who tells us of conversations, what was told and is not read yet, and every fact of a conversation, each once.
-- `conversation` is what its facts add up to (src/domain/conversation/fold.ts).

create table helpdesk_connection (
  key text primary key, -- in addresses, in the ids of its conversations and contacts: it stays
  helpdesk text not null, -- name of the kind: `chatwoot`
  name text not null,
  settings jsonb not null, -- secrets sealed
  address_secret text not null, -- sealed: the last part of the webhook's address
  enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  last_delivery_at timestamptz
);

create table helpdesk_delivery (
  id bigint generated always as identity primary key,
  connection text not null,
  delivery_id text, -- by which the helpdesk tells that it is the same again
  body text not null,
  is_proven boolean not null,
  received_at timestamptz not null,
  attempts int not null default 0,
  failure text, -- code of what went wrong last
  retry_at timestamptz -- null: at once
);
create unique index helpdesk_delivery_once on helpdesk_delivery (connection, delivery_id);
create index helpdesk_delivery_due on helpdesk_delivery (retry_at nulls first, id);

create table conversation_fact (
  connection text not null,
  external_id text not null,
  key text not null,
  at timestamptz not null,
  fact jsonb not null,
  primary key (connection, external_id, key)
);

alter table conversation add column reopened int not null default 0;
