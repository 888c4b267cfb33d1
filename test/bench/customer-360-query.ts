/** The profile page of a helpdesk: traits, the 20 latest events. */
export const customerQuery = `query Customer($id: String!) {
  profile(identifier: { kind: "user_id", value: $id }) {
    profileId
    createdAt
    traits
    timeline(first: 20) {
      edges { node { messageId type name occurredAt value properties source } }
      pageInfo { hasNextPage }
    }
  }
}`;

export function customerBody(id: string): string {
  return JSON.stringify({ query: customerQuery, operationName: 'Customer', variables: { id } });
}

/**
 * The limit: the same JSON by two prepared statements written by hand. They read the whole person, merged leaves too; newest
 * traits win. It was one statement once: that one opens all 28 months of `event`, because PostgreSQL leaves months out before
 * it opens them only by parameters, not by what another part of the statement finds; half as many requests a second.
 */
export const handWritten = {
  who: {
    name: 'bench-who',
    text: `with me as (
        select coalesce(m.root_id, i.profile_id) as root from identifier i left join merged_profile m on m.leaf_id = i.profile_id
        where i.kind_id = (select id from identifier_kind where name = 'user_id') and i.value = $1),
      leaf as (
        select root as id from me union all select m.leaf_id from me join merged_profile m on m.root_id = me.root)
      select (select array_agg(id) from leaf) as leaves,
        (select min(a.first_seen) from leaf join profile_activity a on a.profile_id = leaf.id)::text as since,
        (select max(a.last_seen) + interval '1 hour' from leaf join profile_activity a on a.profile_id = leaf.id)::text as until,
        json_build_object('profileId', p.public_id,
          'createdAt', to_char(p.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'traits', (select jsonb_object_agg(key, value) from (
            select distinct on (key) key, value from leaf join profile l on l.id = leaf.id, jsonb_each(l.traits)
            order by key, (l.trait_origins -> 0 ->> 0)::bigint desc) folded))::text as answer
      from me join profile p on p.id = me.root`,
  },
  timeline: {
    name: 'bench-timeline',
    text: `with newest as (
        select e.* from unnest($1::bigint[]) as leaf(id) cross join lateral (
          select message_id, type, name_id, occurred_at, value, properties, source_id, id from event
          where profile_id = leaf.id and occurred_at between $2::timestamptz and $3::timestamptz
          order by occurred_at desc, id desc limit 21) e
        order by occurred_at desc, id desc limit 21)
      select json_build_object(
          'edges', coalesce(json_agg(json_build_object('node', json_build_object('messageId', e.message_id,
            'type', (array['IDENTIFY', 'TRACK', 'PAGE', 'SCREEN', 'GROUP', 'ALIAS'])[e.type + 1], 'name', n.name,
            'occurredAt', to_char(e.occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'value', e.value,
            'properties', e.properties, 'source', s.ref)) order by e.occurred_at desc, e.id desc)
            filter (where place <= 20), '[]'),
          'pageInfo', json_build_object('hasNextPage', count(*) > 20))::text as answer
      from (select newest.*, row_number() over (order by occurred_at desc, id desc) as place from newest) e
      join event_name n on n.id = e.name_id join source_ref s on s.id = e.source_id`,
  },
};
