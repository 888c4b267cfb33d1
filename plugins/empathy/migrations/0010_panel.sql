-- Agents who are signed in to the panel, and links that sign in once. Tokens and codes are kept as hashes (SHA-256) only.
-- Written by plugins/empathy/server/stores/panel-sign-ins.ts.

create table panel_link (
  code_hash bytea primary key,
  actor text collate "C" not null, -- who is signed in by it: `admin:7`, `token:3`
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index panel_link_expires on panel_link (expires_at);

create table panel_session (
  token_hash bytea primary key,
  actor text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index panel_session_expires on panel_session (expires_at);
