import { type ErrorCode, type Json, laneCount, type Session, type Statement } from '@rapport/sdk';
import type { VersionRow } from './segments';

export type ComputedRow = {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly draft: Json;
  readonly version: number;
  readonly builtVersion: number;
  readonly buildLane: number;
  readonly buildAfter: number;
  readonly fitted: Json;
  readonly fittedAt: number | null;
  readonly failures: number;
  readonly failure: string | null;
  readonly retryAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};

const columns = `id, public_id as "publicId", key, name, description, draft, version, built_version as "builtVersion",
  build_lane as "buildLane", build_after as "buildAfter", fitted, fitted_at as "fittedAt", failures, failure, retry_at as "retryAt",
  created_at as "createdAt", updated_at as "updatedAt", updated_by as "updatedBy"`;

export async function readComputed(sql: Session): Promise<ComputedRow[]> {
  return sql.rows<ComputedRow>({ text: `select ${columns} from computed_trait order by name, id` });
}

export async function computedByKeys(sql: Session, keys: readonly string[]): Promise<ComputedRow[]> {
  return sql.rows<ComputedRow>({
    text: `select ${columns} from computed_trait where key = any($1::text[])`,
    values: [keys],
  });
}

/** Holds it until the end of the transaction. */
export async function lockComputed(sql: Session, key: string): Promise<ComputedRow | null> {
  const [row] = await sql.rows<ComputedRow>({
    text: `select ${columns} from computed_trait where key = $1 for update`,
    values: [key],
  });
  return row ?? null;
}

export async function countComputed(sql: Session): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({ text: 'select count(*) as n from computed_trait' });
  return row?.n ?? 0;
}

type By = { readonly actor: string; readonly at: number };

/** @returns whether the key was free */
export async function insertComputed(
  sql: Session,
  one: Pick<ComputedRow, 'publicId' | 'key' | 'name' | 'description' | 'draft'>,
  by: By,
): Promise<boolean> {
  const rows = await sql.run({
    text: `insert into computed_trait (public_id, key, name, description, draft, created_at, updated_at, updated_by)
      select $1, $2, $3, $4, $5::jsonb, t, t, $6 from to_timestamp($7::float8 / 1000) t on conflict (key) do nothing`,
    values: [one.publicId, one.key, one.name, one.description, JSON.stringify(one.draft), by.actor, by.at],
  });
  return rows === 1;
}

export async function changeComputed(
  sql: Session,
  id: number,
  change: { readonly name?: string; readonly description?: string; readonly definition?: Json },
  by: By,
): Promise<void> {
  await sql.run({
    text: `update computed_trait set name = coalesce($2, name), description = coalesce($3, description),
        draft = coalesce($4::jsonb, draft), updated_at = to_timestamp($5::float8 / 1000), updated_by = $6 where id = $1`,
    values: [
      id,
      change.name ?? null,
      change.description ?? null,
      change.definition === undefined ? null : JSON.stringify(change.definition),
      by.at,
      by.actor,
    ],
  });
}

/** The next version, of which everybody's value is to be worked out. What was found for the one before is found anew. */
export async function insertComputedVersion(sql: Session, id: number, definition: Json, by: By): Promise<void> {
  await sql.run({
    text: `with v as (
        insert into computed_version (computed_id, version, definition, actor, at)
        select $1, coalesce(max(version), 0) + 1, $2::jsonb, $3, to_timestamp($4::float8 / 1000)
        from computed_version where computed_id = $1 returning version)
      update computed_trait set version = v.version, fitted = null, fitted_at = null from v where id = $1`,
    values: [id, JSON.stringify(definition), by.actor, by.at],
  });
  await restartComputed(sql, [id]);
}

/** Everybody's value is worked out again from the beginning. */
export async function restartComputed(sql: Session, ids: readonly number[]): Promise<void> {
  await sql.run({
    text: `update computed_trait set built_version = 0, build_lane = 0, build_after = 0, failures = 0, failure = null,
      retry_at = null where id = any($1::int[])`,
    values: [ids],
  });
}

export async function readComputedVersions(sql: Session, id: number, max: number): Promise<VersionRow[]> {
  return sql.rows<VersionRow>({
    text: 'select version, definition, actor, at from computed_version where computed_id = $1 order by version desc limit $2',
    values: [id, max],
  });
}

/** By id: how many have a value. */
export async function countComputedValues(sql: Session, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await sql.rows<{ id: number; n: number }>({
    text: `select computed_id as id, count(*) as n from computed_value
      where computed_id = any($1::int[]) and value is not null group by 1`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, row.n]));
}

/** Published ones, as they count. */
export type FollowedComputedRow = {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly definition: Json;
  readonly fitted: Json;
};

export async function readFollowedComputed(sql: Pick<Session, 'rows'>): Promise<FollowedComputedRow[]> {
  return sql.rows<FollowedComputedRow>({
    text: `select c.id, c.key, c.name, c.version, v.definition, c.fitted
      from computed_trait c join computed_version v on v.computed_id = c.id and v.version = c.version order by c.id`,
  });
}

/** What is to be worked out for everybody, the oldest first. */
export async function unbuiltComputed(sql: Session, now: number): Promise<ComputedRow[]> {
  return sql.rows<ComputedRow>({
    text: `select ${columns} from computed_trait where built_version < version
      and coalesce(retry_at, '-infinity') <= to_timestamp($1::float8 / 1000) order by id limit 20`,
    values: [now],
  });
}

/** The next roots of a lane, by id. */
export async function rootsOfLane(
  sql: Session,
  request: { readonly lane: number; readonly after: number; readonly count: number },
): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: `select id from profile where root_id = id and id > $1::bigint and id % ${laneCount} = $2 order by id limit $3`,
    values: [request.after, request.lane, request.count],
  });
  return rows.map((row) => row.id);
}

/** Where the work on this version stands now. Nothing where it is about another version meanwhile. */
export async function moveComputedBuild(
  sql: Session,
  one: Pick<ComputedRow, 'id' | 'version'>,
  to: { readonly lane: number; readonly after: number },
): Promise<void> {
  await sql.run({
    text: `update computed_trait set build_lane = $3, build_after = $4, failures = 0, failure = null, retry_at = null
      where id = $1 and version = $2`,
    values: [one.id, one.version, to.lane, to.after],
  });
}

/** Everybody's value is of this version; who has none of it has none. */
export async function endComputedBuild(sql: Session, one: Pick<ComputedRow, 'id' | 'version'>): Promise<void> {
  const ended = await sql.run({
    text: `update computed_trait set built_version = version, build_lane = 0, build_after = 0 where id = $1 and version = $2`,
    values: [one.id, one.version],
  });
  if (ended === 1)
    await sql.run({
      text: 'delete from computed_value where computed_id = $1 and version < $2',
      values: [one.id, one.version],
    });
}

/** It waits for 1 s, 2 s, 4 s ... and is then worked out again, for everybody: whoever was missed meanwhile is in it. */
export async function noteComputedFailure(
  sql: Session,
  ids: readonly number[],
  how: { readonly code: ErrorCode; readonly at: number; readonly millisecondsMax: number },
): Promise<void> {
  await sql.run({
    text: `update computed_trait set built_version = 0, build_lane = 0, build_after = 0, failures = failures + 1, failure = $2,
        retry_at = to_timestamp(($3::float8 + least(1000 * power(2, least(failures, 30)), $4)) / 1000)
      where id = any($1::int[])`,
    values: [ids, how.code, how.at, how.millisecondsMax],
  });
}

export async function setFitted(sql: Session, id: number, fitted: Json, at: number): Promise<void> {
  await sql.run({
    text: 'update computed_trait set fitted = $2::jsonb, fitted_at = to_timestamp($3::float8 / 1000) where id = $1',
    values: [id, JSON.stringify(fitted), at],
  });
}

/** Nothing of it is left. */
export async function deleteComputed(sql: Session, id: number): Promise<void> {
  await sql.run({ text: 'delete from computed_value where computed_id = $1', values: [id] });
  await sql.run({ text: 'delete from computed_version where computed_id = $1', values: [id] });
  await sql.run({ text: 'delete from computed_trait where id = $1', values: [id] });
}

/** What the i-th value of a compiled statement is of. */
export type ComputedTarget = { readonly id: number; readonly version: number };

/** Later than this (ms) is never: what JavaScript and PostgreSQL both can say of time. */
const neverMilliseconds = 8.64e15;

/**
 * Works values out and writes those that changed, in one statement, under the lock of the lane of the profiles.
 * @param compiled of `compileComputed` over these roots
 */
export async function writeValues(
  sql: Session,
  compiled: Statement,
  request: { readonly targets: readonly ComputedTarget[]; readonly now: number },
): Promise<void> {
  const given = compiled.values ?? [];
  const $ = (index: number): string => `$${given.length + index}`;
  await sql.run({
    isRepeated: true,
    text: `with e as materialized (
        select v.root, u.computed_id, u.version, nullif(v.values -> (u.place - 1)::int, 'null') as value, n.now,
          case when u.horizon < ${neverMilliseconds}
            then greatest(to_timestamp(floor(u.horizon) / 1000), n.now + interval '1 millisecond') end as flips_at
        from (${compiled.text}) v
        cross join lateral unnest(v.horizons, ${$(1)}::int[], ${$(2)}::int[]) with ordinality as u(horizon, computed_id, version, place)
        cross join (select to_timestamp(${$(3)}::float8 / 1000) as now) n),
      gone as (
        delete from computed_value c using e
        where c.profile_id = e.root and c.computed_id = e.computed_id and e.value is null and e.flips_at is null)
      insert into computed_value as c (profile_id, computed_id, version, value, since, flips_at)
      select root, computed_id, version, value, now, flips_at from e where value is not null or flips_at is not null
      on conflict (profile_id, computed_id) do update set version = excluded.version, value = excluded.value,
        flips_at = excluded.flips_at, since = case when c.value is distinct from excluded.value then excluded.since else c.since end
      where c.value is distinct from excluded.value or c.flips_at is distinct from excluded.flips_at
        or c.version <> excluded.version`,
    values: [...given, request.targets.map((one) => one.id), request.targets.map((one) => one.version), request.now],
  });
}

/** These profiles are no roots (any more), or are being erased. @returns how many values are gone */
export async function deleteValues(sql: Session, profileIds: readonly number[]): Promise<number> {
  return sql.run({ text: 'delete from computed_value where profile_id = any($1::bigint[])', values: [profileIds] });
}

/** They are looked at again at once, as if time had changed them. */
export async function hurryValues(
  sql: Session,
  request: { readonly ids: readonly number[]; readonly profileIds: readonly number[]; readonly now: number },
): Promise<void> {
  if (request.ids.length === 0 || request.profileIds.length === 0) return;
  await sql.run({
    text: `insert into computed_value as c (profile_id, computed_id, version, since, flips_at)
      select p.id, t.id, t.version, n.now, n.now from unnest($1::bigint[]) as p(id) cross join computed_trait t
      cross join (select to_timestamp($3::float8 / 1000) as now) n where t.id = any($2::int[])
      on conflict (profile_id, computed_id) do update set flips_at = excluded.flips_at`,
    values: [request.profileIds, request.ids, request.now],
  });
}

/** Lanes in which a value is to be looked at by now. */
export async function lanesWithDueValues(sql: Session, now: number): Promise<number[]> {
  const rows = await sql.rows<{ lane: number }>({
    name: 'computed-lanes-with-due-values',
    text: `select lane from generate_series(0, 15) as lane
      where exists (select from computed_value where profile_id % 16 = lane and flips_at <= to_timestamp($1::float8 / 1000))`,
    values: [now],
  });
  return rows.map((row) => row.lane);
}

/** What is due in a lane, the oldest first. */
export async function dueValues(
  sql: Session,
  request: { readonly lane: number; readonly now: number; readonly rowsMax: number },
): Promise<{ profileId: number; computedId: number }[]> {
  return sql.rows<{ profileId: number; computedId: number }>({
    text: `select profile_id as "profileId", computed_id as "computedId" from computed_value
      where profile_id % 16 = $1 and flips_at <= to_timestamp($2::float8 / 1000) order by flips_at limit $3`,
    values: [request.lane, request.now, request.rowsMax],
  });
}

export type StoredValue = {
  readonly profileId: number;
  readonly computedId: number;
  readonly value: Json;
  readonly since: number;
  readonly flipsAt: number | null;
};

/** Of roots: the values that there are. */
export async function valuesOf(sql: Session, rootIds: readonly number[]): Promise<StoredValue[]> {
  return sql.rows<StoredValue>({
    text: `select profile_id as "profileId", computed_id as "computedId", value, since, flips_at as "flipsAt" from computed_value
      where profile_id = any($1::bigint[]) and value is not null`,
    values: [rootIds],
  });
}

/** Of roots: the values of the traits with these keys that there are. */
export async function keptValues(
  sql: Pick<Session, 'rows'>,
  rootIds: readonly number[],
  keys: readonly string[],
): Promise<readonly { readonly profileId: number; readonly key: string; readonly value: Json }[]> {
  return sql.rows<{ profileId: number; key: string; value: Json }>({
    name: 'computed-values-by-keys',
    text: `select v.profile_id as "profileId", t.key, v.value from computed_value v join computed_trait t on t.id = v.computed_id
      where v.profile_id = any($1::bigint[]) and v.value is not null and t.key = any($2::text[])`,
    values: [rootIds, keys],
  });
}
