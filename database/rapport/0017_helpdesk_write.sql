-- Writing back: whom and what helpdesks are told of, and what they were told. What should stand there is worked out anew each time and
-- compared with what was written (src/helpdesk/write-back.ts): a row of `helpdesk_target` says only that it is time to look.

create table helpdesk_target (
  connection text not null,
  kind text not null check (kind in ('contact', 'conversation', 'account')),
  object_id text not null, -- the helpdesk's own; '' of the account
  leaf_id bigint, -- of the customer; null: of the account, or of somebody who was erased
  due_at timestamptz not null, -- 'infinity': when something happens
  looks_there boolean not null default false, -- somebody may have changed what we wrote: it is read even where nothing of ours is new
  erased_at timestamptz, -- what was written is taken away, and then the row is
  attempts int not null default 0,
  failure text, -- code of what went wrong last
  lease_token uuid,
  lease_until timestamptz,
  primary key (connection, kind, object_id)
);
create index helpdesk_target_due on helpdesk_target (due_at) where due_at <> 'infinity';
create index helpdesk_target_lease on helpdesk_target (lease_until) where lease_until is not null;
create index helpdesk_target_leaf on helpdesk_target (leaf_id);
create index helpdesk_target_erased on helpdesk_target (erased_at) where erased_at is not null;

create table helpdesk_written (
  connection text not null,
  kind text not null,
  object_id text not null,
  key text not null, -- `cdp_value`; `label:cdp_vip`; `note`; `assignment:0`, by opening; `cdp_` and a script's key, of the account
  value_hash text not null, -- keyed
  written_at timestamptz not null,
  flips int not null default 0, -- how often somebody set it back
  flips_since timestamptz,
  left_alone_at timestamptz, -- it was set back too often
  primary key (connection, kind, object_id, key)
);
create index helpdesk_written_left_alone on helpdesk_written (connection, left_alone_at) where left_alone_at is not null;

-- How far entries and exits of segments were followed.
create table helpdesk_write_cursor (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  id bigint not null
);

-- Conversations that were there before.
insert into helpdesk_target (connection, kind, object_id, leaf_id, due_at)
select distinct on (connection, contact_id) connection, 'contact', contact_id, profile_id,
  case when updated_at > now() - interval '30 days' then now() else 'infinity' end
from conversation where contact_id is not null order by connection, contact_id, updated_at desc;
insert into helpdesk_target (connection, kind, object_id, leaf_id, due_at)
select connection, 'conversation', external_id, profile_id, now() from conversation where status <> 'resolved';
