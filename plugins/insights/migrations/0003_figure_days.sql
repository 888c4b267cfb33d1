-- Figures added up by day, so that a page reads some thousands of rows and not each conversation. Derived from figure_value by one
-- statement (server/stores/cells.ts); days that changed since are added up anew by whoever reads them, until the loop has.

create table figure_day (
  -- What is told apart: `all` nothing; `conversation` channel, team and agent; `situation` these, and each situation on its own.
  level text collate "C" not null check (level in ('all', 'conversation', 'situation')),
  figure text collate "C" not null,
  day date not null,
  channel text,
  team text,
  agent text,
  situation text, -- null: those in none
  n int not null,
  sum float8 not null,
  squares float8 not null,
  sorted float8[], -- all values of a duration
  sample float8[], -- of `all`: each 32nd of them
  unique nulls not distinct (level, figure, day, channel, team, agent, situation)
);
create index figure_day_day on figure_day (day);
-- It is read at once or not at all.
alter table figure_day alter column sorted set storage external;

-- Days of which a value changed. Each writer adds its own: nobody waits, and none takes away one it has not seen.
create table figure_day_stale (
  id bigint generated always as identity primary key,
  day date not null,
  since timestamptz not null
);
create index figure_day_stale_day on figure_day_stale (day);

insert into figure_day_stale (day, since) select distinct day, now() from figure_value;
