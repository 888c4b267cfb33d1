-- What the admin's Customers pages read: everybody by activity, open reviews across customers, and people's saved views.

-- Everybody, newest activity first. last_seen is written when it is 5 minutes stale, so that the index is not hot.
create index profile_activity_last_seen on profile_activity (last_seen, profile_id);

-- The queue of what a person has to decide, all or of one type, oldest first.
create index review_open_type on review (type, id) where status = 'open';

-- A list as somebody likes to see it: what is searched for, which columns. Authored by few, small: read whole.
create table saved_view (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  page text not null, -- e.g. `customers`: which list it belongs to
  owner text not null, -- actor: `admin:1`
  name text not null,
  shared boolean not null default false, -- seen by all; changed by its owner only
  definition jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index saved_view_owner on saved_view (page, owner);
create index saved_view_shared on saved_view (page) where shared;
