import {
  type MembershipRecord,
  RapportError,
  type Session,
  type TransitionPosition,
  type TransitionRecord,
} from '@rapport/sdk';

const columns = `c.position, t.id, t.segment_id as "segmentId", coalesce(s.key, '') as "segmentKey", t.profile_id as "rootId",
  coalesce(p.public_id, e.public_id) as "profileId", t.entered, t.cause, t.at, t.evidence`;
const joins = `left join segment s on s.id = t.segment_id left join profile p on p.id = t.profile_id
  left join erased_profile e on e.leaf_id = t.profile_id`;

/** After a position, oldest first: along the commit log, in which transitions are found by their commit. */
export async function transitionsAfter(
  sql: Session,
  request: {
    readonly after: TransitionPosition | null;
    readonly count: number;
    readonly segmentIds: readonly number[] | null;
  },
): Promise<TransitionRecord[]> {
  const { after, count, segmentIds } = request;
  if (after !== null) await refuseExpired(sql, after);
  return sql.rows<TransitionRecord>({
    text: `select ${columns} from (
        select c.position, t.* from commit_log c join transition t on t.commit_id = c.id
        where c.position >= $1 and (c.position, t.id) > ($1, $2::bigint) and ($3::int[] is null or t.segment_id = any($3))
        order by c.position, t.id limit $4) t
      cross join lateral (select t.position) c ${joins} order by t.position, t.id`,
    values: [after?.position ?? 0, after?.id ?? 0, segmentIds, count],
  });
}

/** The commit log was pruned past it, or the position is of another database. */
async function refuseExpired(sql: Session, { position }: TransitionPosition): Promise<void> {
  const [row] = await sql.rows<{ first: number | null; last: number | null }>({
    text: 'select min(position) as first, max(position) as last from commit_log',
  });
  const { first = null, last = null } = row ?? {};
  if (position > 0 && (last === null || position > last || (first !== null && position < first - 1)))
    throw new RapportError('cursor_expired');
}

/** Where the feed ends now. */
export async function lastTransition(sql: Session): Promise<TransitionPosition> {
  const [row] = await sql.rows<{ position: number }>({
    text: 'select coalesce(max(position), 0) as position from commit_log',
  });
  return { position: row?.position ?? 0, id: Number.MAX_SAFE_INTEGER };
}

/** Of one segment or one profile (all its leaves), newest first, those that have no position yet too. */
export async function latestTransitions(
  sql: Session,
  of: { readonly segmentId: number } | { readonly leafIds: readonly number[] },
  request: { readonly before: { readonly commitId: number; readonly id: number } | null; readonly count: number },
): Promise<(TransitionRecord & { readonly commitId: number })[]> {
  const [which, value] =
    'segmentId' in of ? ['t.segment_id = $1', of.segmentId] : ['t.profile_id = any($1::bigint[])', of.leafIds];
  return sql.rows<TransitionRecord & { readonly commitId: number }>({
    text: `select ${columns}, t.commit_id as "commitId" from transition t left join commit_log c on c.id = t.commit_id ${joins}
      where ${which} and (t.commit_id, t.id) < ($2::bigint, $3::bigint) order by t.commit_id desc, t.id desc limit $4`,
    values: [
      value,
      request.before?.commitId ?? Number.MAX_SAFE_INTEGER,
      request.before?.id ?? Number.MAX_SAFE_INTEGER,
      request.count,
    ],
  });
}

/** Of these leaves since then, oldest first. */
export async function turnsSince(
  sql: Session,
  request: { readonly leafIds: readonly number[]; readonly segmentIds: readonly number[]; readonly since: number },
): Promise<TransitionRecord[]> {
  return sql.rows<TransitionRecord>({
    name: 'segments-turns-since',
    text: `select ${columns} from transition t left join commit_log c on c.id = t.commit_id ${joins}
      where t.profile_id = any($1::bigint[]) and t.segment_id = any($2::int[]) and t.at >= to_timestamp($3::float8 / 1000)
      order by t.at, t.commit_id, t.id`,
    values: [request.leafIds, request.segmentIds, request.since],
  });
}

/** Leaves that came into a segment in that time, by id, from behind `after`. */
export async function entrantsOf(
  sql: Session,
  segmentId: number,
  request: { readonly from: number; readonly to: number; readonly after: number; readonly count: number },
): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: `select distinct profile_id as id from transition where segment_id = $1 and entered and profile_id > $2::bigint
        and at >= to_timestamp($3::float8 / 1000) and at < to_timestamp($4::float8 / 1000)
      order by profile_id limit $5`,
    values: [segmentId, request.after, request.from, request.to, request.count],
  });
  return rows.map((row) => row.id);
}

export async function membershipsOf(
  sql: Pick<Session, 'rows'>,
  rootIds: readonly number[],
): Promise<(MembershipRecord & { readonly rootId: number })[]> {
  return sql.rows<MembershipRecord & { readonly rootId: number }>({
    name: 'segments-memberships-of-roots',
    text: `select m.profile_id as "rootId", m.segment_id as "segmentId", s.key as "segmentKey", s.name as "segmentName", m.since,
        m.flips_at as "flipsAt"
      from membership m join segment s on s.id = m.segment_id
      where m.profile_id = any($1::bigint[]) and m.member order by m.profile_id, s.name, s.id`,
    values: [rootIds],
  });
}

/** Roots of members, by id, from behind `after` (ascending) or before `before` (descending). */
export async function membersOf(
  sql: Session,
  segmentId: number,
  request: {
    readonly after?: number | undefined;
    readonly before?: number | undefined;
    readonly forward: boolean;
    readonly count: number;
  },
): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: `select profile_id as id from membership where segment_id = $1 and member
        and profile_id > $2::bigint and profile_id < $3::bigint
      order by profile_id ${request.forward ? 'asc' : 'desc'} limit $4`,
    values: [segmentId, request.after ?? 0, request.before ?? Number.MAX_SAFE_INTEGER, request.count],
  });
  return rows.map((row) => row.id);
}

/** The same with since when, by id, from behind `after`. */
export async function membersSince(
  sql: Session,
  segmentId: number,
  request: { readonly after: number; readonly count: number },
): Promise<{ rootId: number; since: number }[]> {
  return sql.rows<{ rootId: number; since: number }>({
    text: `select profile_id as "rootId", since from membership where segment_id = $1 and member and profile_id > $2::bigint
      order by profile_id limit $3`,
    values: [segmentId, request.after, request.count],
  });
}

/**
 * The person is erased: what stays is, for each segment that she was in, her last entry and her exit by erasure, without evidence:
 * the sum of transitions goes on to be the size, and whoever follows them hears of it.
 * @returns how many rows are gone
 */
export async function deleteTransitionsOf(sql: Session, leafIds: readonly number[]): Promise<number> {
  const gone = await sql.run({
    text: `with kept as (
        select distinct on (e.segment_id, e.profile_id) t.commit_id, t.id
        from transition e join transition t on t.segment_id = e.segment_id and t.profile_id = e.profile_id and t.entered
        where e.profile_id = any($1::bigint[]) and e.cause = 'erase'
        order by e.segment_id, e.profile_id, t.commit_id desc, t.id desc)
      delete from transition where profile_id = any($1::bigint[]) and cause <> 'erase'
        and (commit_id, id) not in (select commit_id, id from kept)`,
    values: [leafIds],
  });
  await sql.run({
    text: `update transition set evidence = '{}' where profile_id = any($1::bigint[]) and evidence <> '{}'`,
    values: [leafIds],
  });
  return gone;
}

/** Where a walk through old transitions stands. */
export type OldPosition = { readonly commitId: number; readonly id: number };

/**
 * Deletes old transitions, some thousand at a time along the commits: of each profile in a segment all up to an exit from before
 * `before` (epoch ms). What is left still adds up to the size: entries of those who are in it stay, however old.
 * @returns where to go on; null at the end
 */
export async function pruneTransitions(
  sql: Session,
  request: { readonly before: number; readonly after: OldPosition; readonly rowsMax: number },
): Promise<OldPosition | null> {
  const [row] = await sql.rows<OldPosition & { readonly n: number }>({
    text: `with old as materialized (
        select commit_id, id, segment_id, profile_id, entered from transition
        where (commit_id, id) > ($2::bigint, $3::bigint) and at < to_timestamp($1::float8 / 1000)
        order by commit_id, id limit $4),
      gone as (
        delete from transition t using old o
        where not o.entered and t.profile_id = o.profile_id and t.segment_id = o.segment_id
          and (t.commit_id, t.id) <= (o.commit_id, o.id))
      select commit_id as "commitId", id, (select count(*) from old) as n from old order by commit_id desc, id desc limit 1`,
    values: [request.before, request.after.commitId, request.after.id, request.rowsMax],
  });
  return row === undefined || row.n < request.rowsMax ? null : { commitId: row.commitId, id: row.id };
}
