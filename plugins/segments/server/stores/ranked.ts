import type { PageRequest, RankedSegment, RankPosition, Session, Statement } from '@rapport/sdk';

type Found = RankPosition & { readonly gaveUp: boolean };

/** So many members of a segment are passed over before the walk gives up; or this share of those that would be compared then. */
const passedOverMax = 1_000;
const passedOverShare = 1 / 32;
/** Passing over one member costs as much as comparing so many. */
const comparedForOne = 5;

/**
 * Roots by the heaviest of the segments in which they are, then by who came last; in the order of the request. Segments are walked
 * through by weight until the page is full. Of each only as many members are read as the page still lacks, from the cursor on, by
 * membership_latest; who is in a heavier one as well stands there, and is passed over here, at 3.2 us and five pages each. Where
 * that goes on for long the walk gives up, unless the heavier ones are much larger than this one: all who are left of this one
 * are compared with all of the heavier ones in memory, at 0.6 us each, and the walk goes on with the next.
 *
 * Each of these statements sees another moment: whoever moves in between stands once on the page all the same.
 *
 * Of 100,000 members, in milliseconds of processor time: 1.3 for the first page and for one in the middle, where all were read and
 * sorted 113 and 136. The index costs 4 us for each new member. Where all of them are in a heavier one, too, the page beyond the last
 * of that: 130 and 8,100 pages of PostgreSQL, where the walk alone took 330 and 505,000. A table of everybody's heaviest segment
 * would spare that as well, but each change of a membership, of a weight and of an expiry would have to write it.
 */
export async function rankedRoots(
  sql: Session,
  segments: readonly RankedSegment[],
  request: PageRequest<RankPosition>,
  passedOver = passedOverMax,
): Promise<RankPosition[]> {
  const page = new Map<number, RankPosition>();
  const add = (found: readonly RankPosition[]): void => {
    for (const { weight, since, rootId } of found)
      if (!page.has(rootId) && page.size < request.count) page.set(rootId, { weight, since, rootId });
  };
  let left = request;
  for (;;) {
    const found = await sql.rows<Found>(walk(segments, left, passedOver));
    const end = found.find(({ gaveUp }) => gaveUp);
    add(found.filter(({ gaveUp }) => !gaveUp));
    if (end === undefined || page.size === request.count) return [...page.values()];
    const { weight, since, rootId } = end;
    const from = { weight, since, rootId: rootId + (request.forward ? 1 : -1) };
    add(await sql.rows<RankPosition>(comparison(segments, beyond(left, from), weight)));
    if (page.size === request.count) return [...page.values()];
    const rest = { weight, since: request.forward ? -Infinity : Infinity, rootId: 0 };
    left = beyond(left, rest);
  }
}

function beyond(request: PageRequest<RankPosition>, place: RankPosition): PageRequest<RankPosition> {
  return { ...request, ...(request.forward ? { after: place } : { before: place }) };
}

const wanted = `select s.id, w.weight, to_timestamp(w.since / 1000) as since,
    -- Of these and of all heavier ones, as far as they are counted.
    s.size, sum(s.size) over (order by w.weight desc) as compared
  from unnest($1::text[], $2::float8[], $3::float8[]) as w (key, weight, since) join segment s on s.key = w.key`;

function walk(segments: readonly RankedSegment[], request: PageRequest<RankPosition>, passedOver: number): Statement {
  const order = request.forward ? 'desc' : 'asc';
  return {
    text: `with recursive wanted as materialized (${wanted}),
      -- What the cursors leave of each; those of one weight are one step of the walk.
      part as materialized (
        select id, weight, since, case when compared <= size * $13::int
            then greatest($11::bigint, (compared * $12::float8)::bigint) end as passed, -- null: as many as there are
          dense_rank() over (order by weight ${order}) as step,
          case when weight = $4 then to_timestamp($5::float8 / 1000) else 'infinity' end as below,
          case when weight = $4 then $6::bigint else 0 end as below_root,
          case when weight = $7 then to_timestamp($8::float8 / 1000) else '-infinity' end as above,
          case when weight = $7 then $9::bigint else 0 end as above_root
        from wanted where ($4::float8 is null or weight <= $4) and ($7::float8 is null or weight >= $7)),
      walk as (
        select 0::bigint as step, $10::int as lacking, 0::float8 as weight, '{}'::bigint[] as roots, '{}'::timestamptz[] as sinces,
          false as gave_up
        union all
        select w.step + 1, w.lacking - cardinality(f.roots), f.weight, f.roots, f.sinces, f.gave_up
        from walk w cross join lateral (
          select max(m.weight) as weight,
            coalesce(array_agg(m.profile_id order by m.since ${order}, m.profile_id ${order}), '{}') as roots,
            coalesce(array_agg(m.since order by m.since ${order}, m.profile_id ${order}), '{}') as sinces,
            coalesce(bool_or(m.gave_up), false) as gave_up
          from (
            select m.profile_id, m.since, p.weight, m.gave_up from part p cross join lateral (
              select m.profile_id, m.since, m.nth > p.passed + w.lacking as gave_up from (
                select m.profile_id, m.since, row_number() over (order by m.since ${order}, m.profile_id ${order}) as nth
                from membership m
                where m.segment_id = p.id and m.member and m.since > p.since
                  and (m.since, m.profile_id) < (p.below, p.below_root) and (m.since, m.profile_id) > (p.above, p.above_root)
                order by m.since ${order}, m.profile_id ${order} limit p.passed + w.lacking + 1) m
              -- The one beyond the bound stands for all that were not looked at: if the page gets as far as that, it is not known.
              where m.nth > p.passed + w.lacking or not exists (
                  select from membership o join wanted w on w.id = o.segment_id
                  where o.profile_id = m.profile_id and o.member and o.since > w.since
                    and (w.weight, o.since, w.id) > (p.weight, m.since, p.id))
              order by m.since ${order}, m.profile_id ${order} limit w.lacking) m
            where p.step = w.step + 1 order by m.since ${order}, m.profile_id ${order} limit w.lacking) m) f
        where w.lacking > 0 and not w.gave_up and w.step < (select max(step) from part))
      select u.root as "rootId", w.weight, round(date_part('epoch', u.since) * 1000) as since, w.gave_up as "gaveUp"
      from walk w cross join lateral unnest(w.roots, w.sinces) with ordinality as u (root, since, place) order by w.step, u.place`,
    values: [...valuesOf(segments, request), passedOver, passedOverShare, comparedForOne],
  };
}

/** Who is left of the segments of one weight, without those who stand with a heavier one. */
function comparison(segments: readonly RankedSegment[], request: PageRequest<RankPosition>, weight: number): Statement {
  const order = request.forward ? 'desc' : 'asc';
  const place = 'm.since, m.profile_id';
  const members = 'wanted w join membership m on m.segment_id = w.id and m.member and m.since > w.since';
  const isTied = segments.filter((one) => one.weight === weight).length > 1;
  // `offset 0` keeps the planner from looking up each of them by the primary key again, which it takes for cheaper.
  const isHeavier = `exists (
          select from (select m.profile_id from ${members} where w.weight > $11 offset 0) o where o.profile_id = m.profile_id)`;
  const cameLater = `exists (
          select from (select m.profile_id, m.since, w.id from ${members} where w.weight = $11 offset 0) o
          where o.profile_id = m.profile_id and (o.since, o.id) > (m.since, w.id))`;
  return {
    text: `with wanted as materialized (${wanted})
      select m.profile_id as "rootId", w.weight, round(date_part('epoch', m.since) * 1000) as since from ${members}
      where w.weight = $11 and ($4::float8 is null or $4 > $11 or (${place}) < (to_timestamp($5::float8 / 1000), $6::bigint))
        and ($7::float8 is null or $7 < $11 or (${place}) > (to_timestamp($8::float8 / 1000), $9::bigint))
        and not ${isHeavier} ${isTied ? `and not ${cameLater}` : ''}
      order by m.since ${order}, m.profile_id ${order} limit $10`,
    values: [...valuesOf(segments, request), weight],
  };
}

function valuesOf(segments: readonly RankedSegment[], request: PageRequest<RankPosition>): readonly unknown[] {
  return [
    segments.map((one) => one.key),
    segments.map((one) => one.weight),
    segments.map((one) => one.since),
    ...partsOf(request.after),
    ...partsOf(request.before),
    request.count,
  ];
}

function partsOf(position: RankPosition | undefined): (number | null)[] {
  return position === undefined ? [null, null, null] : [position.weight, position.since, position.rootId];
}
