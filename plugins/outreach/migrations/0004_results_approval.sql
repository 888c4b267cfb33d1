-- Results of campaigns, and broadcasts and journeys that wait for a second person.
-- Written by plugins/outreach/server/stores.

-- Answers to surveys are counted with a campaign's results: few of the reports are one.
create index message_report_answered on message_report (message_id) where kind = 'answered';

-- Whether what wants to go waits until somebody else has approved it.
alter table outreach_setting add column needs_approval boolean not null default false;

-- Somebody wants a broadcast to start, or a version of a journey to be published, as it is written then. What came of it stays.
create table campaign_approval (
  id int generated always as identity primary key,
  campaign_id int not null,
  asked_by text not null,
  asked_at timestamptz not null,
  written_by text not null, -- who changed it last
  starts_at timestamptz, -- of a broadcast: when it is to start; null: as soon as it is approved
  decision text check (decision in ('approved', 'declined', 'withdrawn')), -- null: it waits; withdrawn: it was changed, or asked again
  decided_by text,
  decided_at timestamptz,
  note text,
  check ((decision is null) = (decided_at is null))
);
create unique index campaign_approval_waiting on campaign_approval (campaign_id) where decision is null;
create index campaign_approval_campaign on campaign_approval (campaign_id, id);
