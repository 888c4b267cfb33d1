-- What pages read of campaigns, without looking at everything that ever was. Written by plugins/outreach/server/stores.

-- Runs of journeys that ended, added up: figures of a journey read some rows, not each run that ever ended.
-- Each transaction that ends runs adds its own rows: nobody waits for somebody else, and what is read is exact. A loop makes sums of them.
create table ended_run (
  campaign_id int not null,
  is_sum boolean not null,
  visits text[] not null, -- steps to which these runs came; of a sum one
  step text, -- where they ended; null: told by another row of the sum
  reason text,
  came boolean, -- to that step; false: an exit condition held when they came in
  count bigint not null -- less than 0: they were erased
);
create index ended_run_campaign on ended_run (campaign_id);
create index ended_run_added on ended_run (campaign_id) where not is_sum;

insert into ended_run (campaign_id, is_sum, visits, step, reason, came, count)
select campaign_id, false, array(select jsonb_object_keys(visits) order by 1), step, end_reason, visits ? step, sum(count)
from (select campaign_id, state -> 'visits' as visits, step, end_reason, count(*) as count from enrolment
  where ended_at is not null group by 1, 2, 3, 4) e
group by 1, visits, step, end_reason;

-- Pages list the runs of one journey by id. Two halves: a run that moves is written into the first only, as before, and into the second
-- once.
drop index enrolment_campaign;
create index enrolment_live on enrolment (campaign_id, id) where ended_at is null;
create index enrolment_ended on enrolment (campaign_id, id) where ended_at is not null;

-- And its messages, of each state by id.
drop index message_campaign;
create index message_campaign on message (campaign_id, state, id) where campaign_id is not null;
