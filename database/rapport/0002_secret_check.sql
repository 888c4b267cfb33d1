-- By which a node sees that its secrets are those of the other nodes: HMAC under each secret, cut to 8 bytes; never a secret.
create table secret_check (
  name text primary key, -- of the environment variable
  value text not null,
  at timestamptz not null
);
