import { param, reservedTraits, type Sql, sql, traitOriginFlags } from '@rapport/sdk';

const { claimed, once, deleted } = traitOriginFlags;
const flag = (bit: number): Sql => sql`(o.flags & ${param(bit, 'int')})`;

/**
 * jsonb: the view of some traits that the leaves of one merged profile give together. For each key the write that wins, as
 * foldTraits of the core decides it for the policy `newest`; a deleted key is missing.
 * @param leaves bigint[]
 */
export function foldedTraits(keys: readonly string[], leaves: Sql): Sql {
  return sql`(select jsonb_object_agg(key, value) filter (where value is not null) from (
      select distinct on (wanted.key) wanted.key, case when ${flag(deleted)} = 0 then l.traits -> wanted.key end as value
      from profile l cross join unnest(${param(keys, 'text[]')}) as wanted(key)
      cross join lateral (
        select (g ->> 0)::float8 as at, g ->> 1 as message_id, (g ->> 3)::int as flags
        from jsonb_array_elements(l.trait_origins) as g where g -> 4 ? wanted.key limit 1
      ) o
      where l.id = any(${leaves})
      order by wanted.key,
        (case when ${flag(once)} = 0 then 1 else 0 end)
          + (case when wanted.key = any(${param(reservedTraits, 'text[]')}) and ${flag(claimed)} = 0 then 2 else 0 end) desc,
        (case when ${flag(once)} = 0 then o.at else -o.at end) desc,
        (case when ${flag(once)} = 0 then o.message_id end) collate "C" desc,
        (case when ${flag(once)} <> 0 then o.message_id end) collate "C",
        (l.traits -> wanted.key)::text collate "C" desc
    ) won)`;
}

/**
 * jsonb: the traits as the events tell them, newest first, verified before claimed for the reserved ones. What was set once
 * (`traitsOnce`) is not in the properties of events and so is missing.
 * @param leaves bigint[]
 * @param identifyIds numbers of the names of identify events
 */
export function rebuiltTraits(keys: readonly string[], leaves: Sql, identifyIds: readonly number[]): Sql {
  return sql`(select jsonb_object_agg(key, value) filter (where value <> 'null') from (
      select distinct on (wanted.key) wanted.key, e.properties -> wanted.key as value
      from event e cross join unnest(${param(keys, 'text[]')}) as wanted(key)
      where e.profile_id = any(${leaves}) and e.name_id + 0 = any(${param(identifyIds, 'int[]')}) and e.properties ? wanted.key
      order by wanted.key,
        (wanted.key = any(${param(reservedTraits, 'text[]')}) and e.identifiers -> 0 ->> 2 is distinct from 'claimed') desc,
        e.occurred_at desc, e.message_id collate "C" desc
    ) won)`;
}
