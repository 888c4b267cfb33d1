-- Changes that are under way: what the audit log will say of each once it is done. A few rows at any time; those of a process that
-- died meanwhile become entries by a worker (src/worker/audit.ts).
create table audit_intent (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  profile_id uuid,
  details jsonb not null,
  request_id text
);
