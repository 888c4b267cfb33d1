-- Who came into a segment last: a page of "who needs us now" reads its rows, and not all members (stores/ranked.ts).
create index membership_latest on membership (segment_id, since, profile_id) where member;
