-- Situations: what people and the panel see of segments whose key begins with `situation-`. Written by plugins/empathy/server/stores.

create table situation (
  id int generated always as identity primary key,
  public_id uuid not null unique,
  key text collate "C" not null unique,
  name jsonb not null, -- { en, zh-Hans, de }
  vertical text not null check (vertical in ('any', 'retail', 'saas', 'services')),
  severity int not null check (severity between 0 and 100),
  expires_seconds int not null check (expires_seconds > 0), -- so long after it began it still counts
  action text, -- key of an action in plugins/empathy/domain/next-best-action/actions
  evidence jsonb not null, -- { en, zh-Hans, de }: Handlebars
  facts jsonb not null, -- name -> computed trait that the sentence speaks of
  enabled boolean not null default true,
  updated_at timestamptz not null,
  updated_by text not null
);

-- What was installed once: whatever admins made of it since, it is not installed again.
create table installed_definition (
  kind text not null check (kind in ('segment', 'computed')),
  key text collate "C" not null,
  installed_at timestamptz not null,
  primary key (kind, key)
);

-- What was offered to whom, and what became of it. Rating and resolution are those of the conversation, whenever they come.
create table suggestion (
  id bigint generated always as identity primary key,
  public_id uuid not null unique,
  profile_id bigint not null, -- the root as it was then
  conversation_id uuid, -- public id
  agent text not null, -- admin:7, token:3
  kind text not null check (kind in ('action', 'script', 'greeting')),
  item text not null, -- key of the action or script
  situation text, -- key of the situation because of which
  offered_at timestamptz not null,
  offered_on date, -- day (UTC) of what counts once a day, however often it is looked at; null: each offer counts
  outcome text check (outcome in ('used', 'edited', 'dismissed')), -- null: nothing was done with it
  decided_at timestamptz
);
create index suggestion_profile on suggestion (profile_id, id);
create unique index suggestion_daily on suggestion (profile_id, agent, offered_on, conversation_id, kind, item)
  nulls not distinct where offered_on is not null;
create index suggestion_item on suggestion (kind, offered_at);
