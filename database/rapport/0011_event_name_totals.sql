-- How many events of a name there are, and the day of the newest: the list of the catalogue sorts by them. Adding up the days of
-- 20,000 names took 900 ms. Folded beside the days; what is not folded yet is added by the readers.
create table event_name_total (
  name_id int primary key,
  count bigint not null,
  last_day date not null
);
insert into event_name_total (name_id, count, last_day)
  select name_id, sum(count), max(day) from event_name_day group by name_id;
