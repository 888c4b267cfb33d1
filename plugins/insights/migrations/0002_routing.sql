-- Who should take a conversation when it was opened, or opened again, and why. What happened then stands in the figures.
create table routing_recommendation (
  conversation_id bigint not null, -- conversation.id
  opening int not null, -- 0: it was new; 1: opened again once ...
  profile_id bigint not null, -- leaf
  agent text not null,
  team text,
  priority text not null check (priority in ('normal', 'high', 'urgent')),
  score float8 not null,
  reasons jsonb not null, -- [{ term, points, text: { en, zh-Hans } }]
  assigned_before text, -- who had it already: it cannot be told whether the recommendation was followed
  made_at timestamptz not null,
  primary key (conversation_id, opening)
);
create index routing_recommendation_profile on routing_recommendation (profile_id);
create index routing_recommendation_made on routing_recommendation (made_at);
