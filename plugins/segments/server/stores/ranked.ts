import type { PageRequest, RankedSegment, RankPosition, Session } from '@rapport/sdk';

/**
 * Roots by the heaviest of the segments in which they are, then by who came last; in the order of the request. Segments are walked
 * through by weight until the page is full. Of each only as many members are read as the page still lacks, from the cursor on, by
 * membership_latest; who is in a heavier one as well stands there, and is passed over here. Of 100,000 members, in milliseconds: 1.9 for
 * the first page and 1.5 for one in the middle, where all were read and sorted 113 and 136. The index costs 4 us for each new member.
 *
 * Where all 100,000 of a segment are in a heavier one, too, the first page and the middle ones stay at that, as the walk ends before it.
 * The pages that go beyond the last of the heavier one (of 50, the 2,000th) pass over all 100,000: 309. Only a table of everybody's
 * heaviest segment would spare that, and each change of a membership would have to write it.
 */
export async function rankedRoots(
  sql: Session,
  segments: readonly RankedSegment[],
  { count, forward, after, before }: PageRequest<RankPosition>,
): Promise<RankPosition[]> {
  const order = forward ? 'desc' : 'asc';
  return sql.rows<RankPosition>({
    text: `with recursive wanted as materialized (
        select s.id, w.weight, to_timestamp(w.since / 1000) as since
        from unnest($1::text[], $2::float8[], $3::float8[]) as w (key, weight, since) join segment s on s.key = w.key),
      -- What the cursors leave of each; those of one weight are one step of the walk.
      part as materialized (
        select id, weight, since, dense_rank() over (order by weight ${order}) as step,
          case when weight = $4 then to_timestamp($5::float8 / 1000) else 'infinity' end as below,
          case when weight = $4 then $6::bigint else 0 end as below_root,
          case when weight = $7 then to_timestamp($8::float8 / 1000) else '-infinity' end as above,
          case when weight = $7 then $9::bigint else 0 end as above_root
        from wanted where ($4::float8 is null or weight <= $4) and ($7::float8 is null or weight >= $7)),
      walk as (
        select 0::bigint as step, $10::int as lacking, 0::float8 as weight, '{}'::bigint[] as roots, '{}'::timestamptz[] as sinces
        union all
        select w.step + 1, w.lacking - cardinality(f.roots), f.weight, f.roots, f.sinces
        from walk w cross join lateral (
          select max(m.weight) as weight,
            coalesce(array_agg(m.profile_id order by m.since ${order}, m.profile_id ${order}), '{}') as roots,
            coalesce(array_agg(m.since order by m.since ${order}, m.profile_id ${order}), '{}') as sinces
          from (
            select m.profile_id, m.since, p.weight from part p cross join lateral (
              select m.profile_id, m.since from membership m
              where m.segment_id = p.id and m.member and m.since > p.since
                and (m.since, m.profile_id) < (p.below, p.below_root) and (m.since, m.profile_id) > (p.above, p.above_root)
                and not exists (
                  select from membership o join wanted w on w.id = o.segment_id
                  where o.profile_id = m.profile_id and o.member and o.since > w.since
                    and (w.weight, o.since, w.id) > (p.weight, m.since, p.id))
              order by m.since ${order}, m.profile_id ${order} limit w.lacking) m
            where p.step = w.step + 1 order by m.since ${order}, m.profile_id ${order} limit w.lacking) m) f
        where w.lacking > 0 and w.step < (select max(step) from part))
      select u.root as "rootId", w.weight, round(date_part('epoch', u.since) * 1000) as since
      from walk w cross join lateral unnest(w.roots, w.sinces) with ordinality as u (root, since, place) order by w.step, u.place`,
    values: [
      segments.map((one) => one.key),
      segments.map((one) => one.weight),
      segments.map((one) => one.since),
      ...partsOf(after),
      ...partsOf(before),
      count,
    ],
  });
}

function partsOf(position: RankPosition | undefined): (number | null)[] {
  return position === undefined ? [null, null, null] : [position.weight, position.since, position.rootId];
}
