import type { ErrorCode, SegmentBuilding, Session, Statement, Transaction } from '@rapport/sdk';

export const buildStages = ['waiting', 'scanning', 'swapping', 'done', 'failed', 'cancelled'] as const;
export type BuildStage = (typeof buildStages)[number];

export type BuildRow = {
  readonly id: number;
  readonly segmentId: number;
  readonly version: number;
  readonly stage: BuildStage;
  /** Of the new version, once it was scanned. */
  readonly members: number | null;
  readonly attempts: number;
  readonly failure: string | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
};

const columns = `id, segment_id as "segmentId", version, stage, members, attempts, failure, created_at as "createdAt",
  started_at as "startedAt", ended_at as "endedAt"`;

/** An open build of the segment gives way to the new one. */
export async function insertBuild(
  sql: Session,
  build: { readonly segmentId: number; readonly version: number; readonly at: number },
): Promise<number> {
  await cancelBuilds(sql, build.segmentId, build.at);
  const [row] = await sql.rows<{ id: number }>({
    text: `insert into segment_build (segment_id, version, stage, created_at)
      values ($1, $2, 'waiting', to_timestamp($3::float8 / 1000)) returning id`,
    values: [build.segmentId, build.version, build.at],
  });
  return row?.id ?? 0;
}

export async function cancelBuilds(sql: Session, segmentId: number, at: number): Promise<void> {
  await sql.run({
    text: `update segment_build set stage = 'cancelled', ended_at = to_timestamp($2::float8 / 1000)
      where segment_id = $1 and stage in ('waiting', 'scanning', 'swapping')`,
    values: [segmentId, at],
  });
}

/** The oldest that is to be worked on now. */
export async function nextBuilds(sql: Session, now: number): Promise<BuildRow[]> {
  return sql.rows<BuildRow>({
    text: `select ${columns} from segment_build where stage in ('waiting', 'scanning', 'swapping')
      and coalesce(retry_at, '-infinity') <= to_timestamp($1::float8 / 1000) order by id limit 20`,
    values: [now],
  });
}

/** The newest of each segment. */
export async function lastBuilds(sql: Session, segmentIds: readonly number[]): Promise<BuildRow[]> {
  return sql.rows<BuildRow>({
    text: `select distinct on (segment_id) ${columns} from segment_build where segment_id = any($1::int[])
      order by segment_id, id desc`,
    values: [segmentIds],
  });
}

/** `stage`: null where its members are known. */
type BuildState = Omit<SegmentBuilding, 'stage'> & { readonly stage: Exclude<SegmentBuilding['stage'], 'gone'> | null };

/** How far each segment with one of these keys is. One that no version counts of has no members: its first build failed, or it is a draft. */
export async function buildStates(sql: Session, keys: readonly string[]): Promise<BuildState[]> {
  return sql.rows<BuildState>({
    name: 'segments-in-build',
    text: `select s.key, s.name, b.failure, b.members, b.created_at as since,
        case when b.stage in ('waiting', 'scanning', 'swapping') then b.stage
          when s.version > 0 then null
          when b.stage = 'failed' then b.stage else 'draft' end as stage
      from segment s
      left join lateral (
        select * from segment_build where segment_id = s.id and stage not in ('done', 'cancelled') order by id desc limit 1
      ) b on true
      where s.key = any($1::text[])`,
    values: [keys],
  });
}

/** Null where it was cancelled or ended meanwhile. Holds the row until the end of the transaction. */
export async function lockBuild(sql: Session, id: number): Promise<BuildRow | null> {
  const [row] = await sql.rows<BuildRow>({
    text: `select ${columns} from segment_build where id = $1 and stage in ('waiting', 'scanning', 'swapping') for update`,
    values: [id],
  });
  return row ?? null;
}

export async function moveBuild(
  sql: Session,
  id: number,
  to: { readonly stage: BuildStage; readonly at: number; readonly members?: number },
): Promise<void> {
  await sql.run({
    text: `update segment_build set stage = $2, members = coalesce($4, members), failure = null,
        started_at = coalesce(started_at, to_timestamp($3::float8 / 1000)),
        ended_at = case when $2 in ('done', 'failed', 'cancelled') then to_timestamp($3::float8 / 1000) end
      where id = $1`,
    values: [id, to.stage, to.at, to.members ?? null],
  });
}

/** It is tried again at `retryAt`; null: it is given up. */
export async function noteBuildFailure(
  sql: Session,
  id: number,
  how: { readonly code: ErrorCode; readonly at: number; readonly retryAt: number | null },
): Promise<void> {
  await sql.run({
    text: `update segment_build set attempts = attempts + 1, failure = $2, retry_at = to_timestamp($4::float8 / 1000),
        stage = case when $4::float8 is null then 'failed' else stage end,
        ended_at = case when $4::float8 is null then to_timestamp($3::float8 / 1000) end
      where id = $1 and stage in ('waiting', 'scanning', 'swapping')`,
    values: [id, how.code, how.at, how.retryAt],
  });
}

/**
 * Everybody, in one statement. Who was evaluated since the build began stays as he was found then: that was later than what this
 * statement sees, or will be looked at again.
 * @param compiled of `compile`, over everyone, of this one definition
 */
export async function scanEveryone(sql: Session, buildId: number, compiled: Statement): Promise<void> {
  const given = compiled.values ?? [];
  await sql.run({
    text: `insert into membership_build (build_id, profile_id, member, flips_at)
      select $${given.length + 1}::bigint, root, verdict > 0,
        case when abs(verdict) < 8.64e15 then to_timestamp(floor(abs(verdict)) / 1000) end
      from (select root, verdicts[1] as verdict from (${compiled.text}) compiled) v where verdict > '-Infinity'
      on conflict do nothing`,
    values: [...given, buildId],
  });
}

export async function countBuilt(sql: Session, buildId: number): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({
    text: 'select count(*) as n from membership_build where build_id = $1 and member',
    values: [buildId],
  });
  return row?.n ?? 0;
}

/**
 * The built membership takes the place of the old one, and its differences become transitions, in one statement. Under the
 * exclusive lock of the segment. Somebody who ceased to be a root since is left out: his lane will not tell of him again.
 * @returns how many entered and left
 */
export async function swapMemberships(
  sql: Transaction,
  build: Pick<BuildRow, 'id' | 'segmentId' | 'version'>,
  now: number,
): Promise<{ entered: number; departed: number }> {
  const commitId = await sql.reserveCommit();
  const [row] = await sql.rows<{ entered: number; departed: number }>({
    text: `with n as materialized (
        select b.profile_id, b.member, b.flips_at from membership_build b join profile p on p.id = b.profile_id
        where b.build_id = $1 and (b.member or b.flips_at is not null) and p.root_id = p.id),
      o as materialized (select profile_id, member, since, flips_at from membership where segment_id = $2),
      d as materialized (
        select profile_id, coalesce(n.member, false) as member, n.flips_at, coalesce(o.member, false) as was, o.since,
          n.profile_id is not null as stays
        from n full join o using (profile_id)
        where n.profile_id is null or o.profile_id is null or n.member <> o.member or n.flips_at is distinct from o.flips_at),
      gone as (
        delete from membership m using d where m.segment_id = $2 and m.profile_id = d.profile_id and not d.stays),
      kept as (
        insert into membership (profile_id, segment_id, member, since, flips_at)
        select profile_id, $2, member,
          case when member then case when was then since else to_timestamp($3::float8 / 1000) end end, flips_at
        from d where stays
        on conflict (profile_id, segment_id)
        do update set member = excluded.member, since = excluded.since, flips_at = excluded.flips_at),
      f as (
        insert into transition (commit_id, segment_id, profile_id, entered, cause, at, evidence)
        select $4::bigint, $2, profile_id, member, 'definition', to_timestamp($3::float8 / 1000),
          jsonb_build_object('version', $5::int)
        from d where member <> was returning entered, at),
      counted as (
        insert into segment_delta (segment_id, hour, entered, departed)
        select $2, date_trunc('hour', at, 'UTC'), count(*) filter (where entered), count(*) filter (where not entered)
        from f group by 2)
      select count(*) filter (where entered) as entered, count(*) filter (where not entered) as departed from f`,
    values: [build.id, build.segmentId, now, commitId, build.version],
  });
  const flips = row ?? { entered: 0, departed: 0 };
  if (flips.entered + flips.departed > 0) await sql.announce();
  return flips;
}

/** Takes away rows of a build that has ended, some thousand at a time. @returns whether there is more to do */
export async function sweepBuilt(sql: Session, rowsMax: number, now: number): Promise<boolean> {
  const [build] = await sql.rows<{ id: number }>({
    text: 'select id from segment_build where ended_at is not null and swept_at is null order by id limit 1',
  });
  if (build === undefined) return false;
  const gone = await sql.run({
    text: `delete from membership_build where build_id = $1 and profile_id in (
      select profile_id from membership_build where build_id = $1 order by profile_id limit $2)`,
    values: [build.id, rowsMax],
  });
  if (gone < rowsMax)
    await sql.run({
      text: 'update segment_build set swept_at = to_timestamp($2::float8 / 1000) where id = $1',
      values: [build.id, now],
    });
  return true;
}
