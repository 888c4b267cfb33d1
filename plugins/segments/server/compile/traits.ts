import { param, reservedTraits, type Sql, sql, traitOriginFlags } from '@rapport/sdk';

const { claimed, once, deleted } = traitOriginFlags;
const flag = (bit: number): Sql => sql`(o.flags & ${param(bit, 'int')})`;

/**
 * The root's view of some traits of merged profiles, as a row source (root, traits jsonb): for each key the write that wins, as
 * foldTraits of the core decides it for the policy `newest`. A deleted key is missing.
 * @param members rows (root, leaf) of every merged profile, the root's own leaf too
 */
export function foldedTraits(keys: readonly string[], members: Sql): Sql {
  return sql`(select root, jsonb_object_agg(key, value) filter (where value is not null) as traits from (
      select distinct on (m.root, wanted.key) m.root, wanted.key,
        case when ${flag(deleted)} = 0 then l.traits -> wanted.key end as value
      from ${members} m
      join profile l on l.id = m.leaf
      cross join unnest(${param(keys, 'text[]')}) as wanted(key)
      left join lateral (
        select (g ->> 0)::float8 as at, g ->> 1 as message_id, (g ->> 3)::int as flags
        from jsonb_array_elements(l.trait_origins) as g where g -> 4 ? wanted.key limit 1
      ) o on true
      order by m.root, wanted.key, o.at is null,
        (case when ${flag(once)} = 0 then 1 else 0 end)
          + (case when wanted.key = any(${param(reservedTraits, 'text[]')}) and ${flag(claimed)} = 0 then 2 else 0 end) desc,
        (case when ${flag(once)} = 0 then o.at else -o.at end) desc,
        (case when ${flag(once)} = 0 then o.message_id end) collate "C" desc,
        (case when ${flag(once)} <> 0 then o.message_id end) collate "C",
        (l.traits -> wanted.key)::text collate "C" desc
    ) won group by root)`;
}
