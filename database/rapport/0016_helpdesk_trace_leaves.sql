-- Whose the two contacts of a trace are, so that an erasure finds it. Those that were there do not say; they are told again.
delete from helpdesk_contact_trace;
alter table helpdesk_contact_trace
  add column contact_leaf_id bigint not null,
  add column other_leaf_id bigint not null;
create index helpdesk_contact_trace_seen on helpdesk_contact_trace (seen_at);
