-- What people do with messages: links that are followed, answers, and what a campaign achieved.
-- Written by plugins/outreach/server/stores.

-- What comes by our own links is judged a few seconds later: whoever follows all of them at once is a program.
alter table message_report add column settles_at timestamptz; -- not judged before; null: judged when it came
alter table message_report add column machine_rule text; -- why it is a scanner's (domain/tracking/scanner.ts)

alter table message add column unsubscribed_at timestamptz; -- by it
-- A question to one address (is it yours?) goes there or nowhere; null: by which the person is reached.
alter table message add column only_address text collate "C"; -- hash
create index message_only_address on message (only_address, planned_at) where only_address is not null;
