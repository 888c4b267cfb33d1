-- Answers to surveys are counted of one campaign, without reading those to all others. Written by plugins/outreach/server/stores.

-- A message stays in the campaign it was planned in, so that its answers are told by it from the moment they are written.
alter table message_report add column campaign_id int; -- of an answer; null: of no campaign, or no answer
update message_report r set campaign_id = m.campaign_id from message m
where r.kind = 'answered' and m.id = r.message_id and m.campaign_id is not null;

drop index message_report_answered;
create index message_report_answered on message_report (campaign_id) where kind = 'answered' and campaign_id is not null;
