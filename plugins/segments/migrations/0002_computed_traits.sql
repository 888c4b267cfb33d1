-- Computed traits and scores: what is defined, and what everybody's value is. Written by plugins/segments/server/stores.

create table computed_trait (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  key text collate "C" not null unique, -- by which definitions name it
  name text not null,
  description text not null default '',
  draft jsonb not null, -- the definition as it is being edited
  version int not null default 0, -- of computed_version: what counts; 0: none yet
  built_version int not null default 0, -- everybody's value is of this one; 0: to be worked out
  fitted jsonb, -- what was found out of everybody's events, e.g. the parameters of a model
  fitted_at timestamptz,
  build_lane smallint not null default 0, -- how far it has come with the next: lanes before it are done
  build_after bigint not null default 0, -- and in it the profiles up to this one
  failures int not null default 0, -- attempts in a row to work it out for everybody that failed
  failure text, -- code of the sdk's errorTable
  retry_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null
);
create table computed_version (
  computed_id int not null,
  version int not null,
  definition jsonb not null,
  actor text not null,
  at timestamptz not null,
  primary key (computed_id, version)
);

-- Of roots. Somebody without a value has a row only if time alone may give him one. Written in the lane of its profile, under the
-- plugin's lock of that lane.
create table computed_value (
  profile_id bigint not null,
  computed_id int not null,
  version int not null,
  value jsonb, -- null: none
  since timestamptz not null, -- when it became that
  flips_at timestamptz, -- time alone changes it then, or it is looked at again; never later
  primary key (profile_id, computed_id)
);
create index computed_value_of on computed_value (computed_id, profile_id);
create index computed_value_due on computed_value ((profile_id % 16), flips_at) where flips_at is not null;
