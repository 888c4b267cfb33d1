-- Figures of conversations. Everything here is derived: it is folded again from conversation_fact whenever it is not current.

-- What a conversation is grouped and filtered by: a row for each.
create table conversation_figures (
  conversation_id bigint primary key, -- conversation.id
  profile_id bigint not null, -- leaf
  row_version text not null, -- conversation.xmin: which state of the conversation it was folded from
  built_as text not null, -- formulas and zone by which it was folded
  contacted_again boolean not null, -- the customer opened another one soon after the resolution
  channel text,
  team text,
  agent text,
  situations text[] not null -- keys of segments the customer was in when it was opened, as far as that is known
);
create index conversation_figures_profile on conversation_figures (profile_id);

-- What it adds to each figure, where it counts for it: of a share 1 or 0, of a duration milliseconds, of a mean the number.
create table figure_value (
  conversation_id bigint not null,
  figure text collate "C" not null,
  day date not null, -- for which it counts, in the workspace's zone
  value float8 not null,
  primary key (conversation_id, figure)
);
create index figure_value_day on figure_value (figure, day) include (conversation_id, value);

-- How far the walk through conversations that nobody touched has come.
create table figure_build (
  only_row boolean primary key default true check (only_row),
  built_as text not null,
  after_id bigint not null
);
insert into figure_build (built_as, after_id) values ('', 0);
