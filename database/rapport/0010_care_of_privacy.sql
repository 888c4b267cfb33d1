-- Erasures that fail are tried again each at its own pace, so that one that fails for ever holds up no other; the end of the audit
-- log is remembered, so that its newest entries cannot be taken away unseen.

alter table erasure
  add column failures int not null default 0, -- in a row, of the step at which it stands
  add column failure text, -- code of the last one
  add column retry_at timestamptz not null default '-infinity';

-- The newest sealed entry. The sealer goes on from here, and not from the last row that it finds.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  seal bytea not null
);
insert into audit_head (position, seal)
  select position, seal from (
    select position, seal from audit where position is not null
    union all select position, seal from audit_anchor
    union all select 0, decode(repeat('00', 32), 'hex')) known
  order by position desc limit 1;
