-- Care for the people behind the profiles: who looked, what was exported, who was erased.

-- Who did what to whom. Rows are only ever added, and go by age alone (src/store/audit.ts). No personal values: ids, counts, names
-- of fields. The sealer, one process of all, numbers the rows that are visible and chains them: position n holds
-- HMAC(seal of n-1, row n), so that a row that was changed, removed or slipped in breaks the chain.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null, -- admin:7, token:3, cli, rapport
  action text not null, -- profile.read, mergeProfiles ...; see docs/privacy.md
  profile_id uuid, -- public id, as it was named then; it may be erased or merged since
  details jsonb not null default '{}',
  request_id text,
  position bigint,
  seal bytea
);
create unique index audit_position on audit (position);
create index audit_unsealed on audit (id) where position is null;
create index audit_profile on audit (profile_id, id) where profile_id is not null;
create index audit_actor on audit (actor, id);
create index audit_action on audit (action, id);
create index audit_at on audit (at);
-- The last row that went by age: where a check of the chain begins.
create table audit_anchor (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  seal bytea not null
);

-- One row for each person who was erased. The work goes on from `step` after a crash; see src/privacy/erasure.ts.
create table erasure (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  profile_id uuid not null, -- public id of the root
  actor text not null,
  erased_at timestamptz not null, -- events that happened before are dropped at the door
  step text not null, -- 'done' at the end
  progress bigint not null default 0, -- where a long step stands
  counts jsonb not null default '{}', -- rows removed, by table
  scope text, -- sealed: the person's ids and identifiers; null once done
  digests bytea[] not null, -- of the identifiers: keyed, so that they tell nobody anything
  finished_at timestamptz,
  receipt jsonb
);
create index erasure_open on erasure (id) where finished_at is null;
create index erasure_profile on erasure (profile_id);
-- What the feed of changes says of those who are gone.
create table erased_profile (
  leaf_id bigint primary key,
  public_id uuid not null unique,
  erasure_id bigint not null
);
-- HMAC of kind and value of every identifier that was erased: asked by the door for events from before the newest erasure.
create table erased_identifier (
  digest bytea primary key,
  erased_at timestamptz not null
);
-- When the newest erasure was: one row, read by every ingest transaction; later events need no look at the table above.
create table erasure_horizon (
  only_row boolean primary key default true check (only_row),
  at timestamptz not null
);
insert into erasure_horizon (at) values ('-infinity');

-- Links by which one export is fetched, once.
create table export_link (
  token_hash bytea primary key,
  profile_id uuid not null,
  format text not null check (format in ('json', 'html')),
  language text not null,
  actor text not null,
  expires_at timestamptz not null
);

-- Failed logins of the admin, by HMAC of account and address: the limits hold over all nodes.
create table login_attempt (
  key bytea primary key,
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
