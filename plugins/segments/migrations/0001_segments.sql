-- Segments: what is defined, who is in, every entry and exit. Written by plugins/segments/server/stores.

create table segment (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  key text collate "C" not null unique, -- by which definitions name it
  name text not null,
  description text not null default '',
  kind text not null check (kind in ('rule', 'list')), -- a list: people were put in by hand
  state text not null check (state in ('draft', 'published', 'paused')),
  draft jsonb not null, -- the definition as it is being edited; of a list null
  version int not null default 0, -- of segment_version: who is in it follows this one; 0: none yet
  size bigint not null default 0, -- without what still stands in segment_delta
  failures int not null default 0, -- evaluations in a row that failed; membership is then as it was before the first
  failing_since timestamptz,
  failure text, -- code of the sdk's errorTable
  retry_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create table segment_version (
  segment_id int not null,
  version int not null,
  definition jsonb not null,
  actor text not null,
  at timestamptz not null,
  primary key (segment_id, version)
);
-- Bumped by each transaction after which segments have to be evaluated differently.
create table segment_generation (
  only_row boolean primary key default true check (only_row),
  generation bigint not null
);
insert into segment_generation (generation) values (0);

-- A version that is built beside the one that counts: waiting -> scanning -> swapping -> done, or failed, or cancelled.
create table segment_build (
  id bigint generated always as identity primary key,
  segment_id int not null,
  version int not null,
  stage text not null check (stage in ('waiting', 'scanning', 'swapping', 'done', 'failed', 'cancelled')),
  members bigint, -- of the new version, once it was scanned
  attempts int not null default 0,
  failure text,
  retry_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  swept_at timestamptz -- its rows of membership_build are gone
);
create unique index segment_build_open on segment_build (segment_id) where stage in ('waiting', 'scanning', 'swapping');
create index segment_build_unswept on segment_build (id) where ended_at is not null and swept_at is null;
create index segment_build_segment on segment_build (segment_id, id);

-- Of roots. Somebody who is not in it has a row only if time alone may let him in. A row is written in the lane of its profile,
-- under the plugin's lock of that lane, or by a swap, under that of the segment.
create table membership (
  profile_id bigint not null,
  segment_id int not null,
  member boolean not null,
  since timestamptz, -- of members
  flips_at timestamptz, -- time alone changes it then, or it is looked at again; never later
  primary key (profile_id, segment_id)
);
create index membership_member on membership (segment_id, profile_id) where member;
create index membership_candidate on membership (segment_id, profile_id) where not member;
create index membership_due on membership ((profile_id % 16), flips_at) where flips_at is not null;

-- The same of a build, with a row for everybody who was looked at since it began, in or not.
create table membership_build (
  build_id bigint not null,
  profile_id bigint not null,
  member boolean not null,
  flips_at timestamptz,
  primary key (build_id, profile_id)
);

-- Append-only, but for erasure. A cursor is (position of the commit, id).
create table transition (
  id bigint generated always as identity,
  commit_id bigint not null,
  segment_id int not null,
  profile_id bigint not null, -- a root, as it was then
  entered boolean not null, -- else: left
  cause text not null check (cause in ('event', 'time', 'definition', 'merge', 'unmerge', 'import', 'erase', 'manual')),
  at timestamptz not null,
  evidence jsonb not null,
  primary key (commit_id, id)
);
create index transition_segment on transition (segment_id, commit_id, id);
create index transition_profile on transition (profile_id, commit_id);

-- How many came and went; appended with the transitions, folded into segment_hour and segment.size.
create table segment_delta (
  segment_id int not null,
  hour timestamptz not null,
  entered bigint not null,
  departed bigint not null
);
create table segment_hour (
  segment_id int not null,
  hour timestamptz not null,
  entered bigint not null,
  departed bigint not null,
  size bigint not null, -- at the end of it
  primary key (segment_id, hour)
);

-- Who was put into a list. Of leaves: after a merge the root is in it, after its undoing the one who was put in.
create table list_member (
  segment_id int not null,
  profile_id bigint not null, -- leaf
  added_at timestamptz not null,
  added_by text not null,
  primary key (segment_id, profile_id)
);
create index list_member_profile on list_member (profile_id);

-- What waits for being evaluated, besides what the core's lanes hand over: changes by hand, and what came to a segment while it
-- failed or was being swapped.
create table evaluation_due (
  id bigint generated always as identity primary key,
  lane smallint not null,
  segment_id int not null,
  profile_ids bigint[] not null,
  cause text not null,
  evidence jsonb not null,
  due_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
create index evaluation_due_lane on evaluation_due (lane, due_at);
create index evaluation_due_segment on evaluation_due (segment_id);

-- Addresses that are told of transitions, signed by the Standard Webhooks specification. Where each stands in the feed is all that
-- is kept: what is between it and the end is still to be sent.
create table segment_webhook (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  url text not null,
  secret text not null, -- sealed
  segment_ids int[], -- null: of all segments
  enabled boolean not null default true,
  position bigint not null, -- of the last transition that was taken
  transition_id bigint not null,
  until_position bigint, -- of the last one in the message that is being sent: a repeated message is the same
  until_transition_id bigint,
  failures int not null default 0,
  failure text, -- status or code of the last attempt
  retry_at timestamptz,
  delivered_at timestamptz,
  created_at timestamptz not null,
  created_by text not null
);
