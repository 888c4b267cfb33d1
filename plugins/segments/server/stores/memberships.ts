import type { JsonObject, Session, Statement, Transaction, TransitionCause } from '@rapport/sdk';

/** Why profiles are looked at: stands in the transitions that come of it. */
export type Reason = { readonly rootId: number; readonly cause: TransitionCause; readonly evidence: JsonObject };

/** What the i-th verdict of a compiled statement is about: a segment as it is, or the build of its next version. */
export type Target = { readonly segmentId: number; readonly buildId: number | null };

/** Later than this (ms) is never: what JavaScript and PostgreSQL both can say of time. */
const neverMilliseconds = 8.64e15;

/**
 * Evaluates and writes in one statement: memberships, one transition for each flip, and the counts. The lane of the profiles is
 * locked by this transaction, so nobody else writes their memberships. flips_at is only moved earlier, unless it has passed.
 * @param compiled of `compile`, over the roots of `reasons`: rows (root, verdicts), a verdict for each target
 * @returns how many flipped
 */
export async function writeVerdicts(
  sql: Transaction,
  compiled: Statement,
  request: { readonly targets: readonly Target[]; readonly reasons: readonly Reason[]; readonly now: number },
): Promise<number> {
  const { targets, reasons, now } = request;
  const commitId = await sql.reserveCommit();
  const given = compiled.values ?? [];
  const $ = (index: number): string => `$${given.length + index}`;
  const [row] = await sql.rows<{ flips: number }>({
    isRepeated: true,
    text: `with v as materialized (select root, verdicts from (${compiled.text}) compiled),
      e as materialized (
        select v.root, u.segment_id, u.build_id, u.verdict > 0 as member,
          case when abs(u.verdict) < ${neverMilliseconds}
            then greatest(to_timestamp(floor(abs(u.verdict)) / 1000), n.now + interval '1 millisecond') end as flips_at, n.now
        from v cross join lateral unnest(v.verdicts, ${$(1)}::int[], ${$(2)}::bigint[]) as u(verdict, segment_id, build_id)
        cross join (select to_timestamp(${$(3)}::float8 / 1000) as now) n),
      c as materialized (
        select profile_id, segment_id, member, flips_at from membership
        where profile_id = any(${$(4)}::bigint[]) and segment_id = any(${$(1)})),
      d as materialized (
        select e.*, coalesce(c.member, false) as was from e
        left join c on c.profile_id = e.root and c.segment_id = e.segment_id
        where e.build_id is null and (
          e.member <> coalesce(c.member, false)
          or e.flips_at < coalesce(c.flips_at, 'infinity')
          or c.flips_at <= e.now
          or (not e.member and e.flips_at is null and c.profile_id is not null))),
      gone as (
        delete from membership m using d
        where m.profile_id = d.root and m.segment_id = d.segment_id and not d.member and d.flips_at is null),
      kept as (
        insert into membership as m (profile_id, segment_id, member, since, flips_at)
        select root, segment_id, member, case when member then now end, flips_at from d where member or flips_at is not null
        on conflict (profile_id, segment_id) do update set member = excluded.member, flips_at = excluded.flips_at,
          since = case when m.member and excluded.member then m.since else excluded.since end),
      f as (
        insert into transition (commit_id, segment_id, profile_id, entered, cause, at, evidence)
        select ${$(5)}::bigint, d.segment_id, d.root, d.member, w.cause, d.now, w.evidence::jsonb
        from d join unnest(${$(4)}::bigint[], ${$(6)}::text[], ${$(7)}::text[]) as w(root, cause, evidence) on w.root = d.root
        where d.member <> d.was
        returning segment_id, entered, at),
      counted as (
        insert into segment_delta (segment_id, hour, entered, departed)
        select segment_id, date_trunc('hour', at, 'UTC'), count(*) filter (where entered), count(*) filter (where not entered)
        from f group by 1, 2),
      built as (
        insert into membership_build (build_id, profile_id, member, flips_at)
        select build_id, root, member, flips_at from e where build_id is not null
        on conflict (build_id, profile_id) do update set member = excluded.member, flips_at = excluded.flips_at)
      select count(*) as flips from f`,
    values: [
      ...given,
      targets.map((one) => one.segmentId),
      targets.map((one) => one.buildId),
      now,
      reasons.map((one) => one.rootId),
      commitId,
      reasons.map((one) => one.cause),
      reasons.map((one) => JSON.stringify(one.evidence)),
    ],
  });
  const flips = row?.flips ?? 0;
  if (flips > 0) await sql.announce();
  return flips;
}

/**
 * These profiles are no roots (any more), or are being erased: they leave everything.
 * @returns how many memberships ended
 */
export async function leaveAll(
  sql: Transaction,
  leavers: readonly { readonly profileId: number; readonly evidence: JsonObject }[],
  how: { readonly cause: TransitionCause; readonly now: number },
): Promise<number> {
  if (leavers.length === 0) return 0;
  const [row] = await sql.rows<{ flips: number }>({
    text: `with gone as (
        delete from membership where profile_id = any($1::bigint[]) returning profile_id, segment_id, member),
      unbuilt as (
        delete from membership_build b using segment_build s
        where s.stage in ('waiting', 'scanning', 'swapping') and b.build_id = s.id and b.profile_id = any($1)),
      f as (
        insert into transition (commit_id, segment_id, profile_id, entered, cause, at, evidence)
        select $2::bigint, segment_id, profile_id, false, $3, to_timestamp($4::float8 / 1000), w.evidence::jsonb
        from gone join unnest($1::bigint[], $5::text[]) as w(profile_id, evidence) using (profile_id) where member
        returning segment_id, at),
      counted as (
        insert into segment_delta (segment_id, hour, entered, departed)
        select segment_id, date_trunc('hour', at, 'UTC'), 0, count(*) from f group by 1, 2)
      select count(*) as flips from f`,
    values: [
      leavers.map((one) => one.profileId),
      await sql.reserveCommit(),
      how.cause,
      how.now,
      leavers.map((one) => JSON.stringify(one.evidence)),
    ],
  });
  const flips = row?.flips ?? 0;
  if (flips > 0) await sql.announce();
  return flips;
}

/** Lanes in which a membership is to be looked at by now: sixteen look-ups in the index. */
export async function lanesWithFlips(sql: Session, now: number): Promise<number[]> {
  const rows = await sql.rows<{ lane: number }>({
    name: 'segments-lanes-with-flips',
    text: `select lane from generate_series(0, 15) as lane
      where exists (select from membership where profile_id % 16 = lane and flips_at <= to_timestamp($1::float8 / 1000))`,
    values: [now],
  });
  return rows.map((row) => row.lane);
}

/** What is due in a lane, the oldest first: at most `rowsMax` memberships, of segments that are looked at. */
export async function dueFlips(
  sql: Session,
  request: {
    readonly lane: number;
    readonly now: number;
    readonly segmentIds: readonly number[];
    readonly rowsMax: number;
  },
): Promise<{ profileId: number; segmentId: number }[]> {
  return sql.rows<{ profileId: number; segmentId: number }>({
    text: `select profile_id as "profileId", segment_id as "segmentId" from membership
      where profile_id % 16 = $1 and flips_at <= to_timestamp($2::float8 / 1000) and segment_id = any($3::int[])
      order by flips_at limit $4`,
    values: [request.lane, request.now, request.segmentIds, request.rowsMax],
  });
}

/** Of these profiles those that are roots. */
export async function rootsAmong(sql: Session, profileIds: readonly number[]): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select id from profile where id = any($1::bigint[]) and root_id = id',
    values: [profileIds],
  });
  return rows.map((row) => row.id);
}
