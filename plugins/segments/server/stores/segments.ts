import type { Json, Session, Transaction } from '@rapport/sdk';

export type SegmentRow = {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: 'rule' | 'list';
  readonly state: 'draft' | 'published' | 'paused';
  readonly draft: Json;
  readonly version: number;
  /** Exactly: what stands in segment_delta is added. */
  readonly size: number;
  readonly failure: string | null;
  readonly failingSince: number | null;
  readonly retryAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};

const columns = `s.id, s.public_id as "publicId", s.key, s.name, s.description, s.kind, s.state, s.draft, s.version,
  s.size + coalesce((select sum(entered - departed) from segment_delta d where d.segment_id = s.id), 0)::float8 as size,
  s.failure, s.failing_since as "failingSince", s.retry_at as "retryAt", s.created_at as "createdAt",
  s.updated_at as "updatedAt", s.updated_by as "updatedBy"`;

/** By name, then by id: everything, of which there are some hundreds. */
export async function readSegments(sql: Session): Promise<SegmentRow[]> {
  return sql.rows<SegmentRow>({ text: `select ${columns} from segment s order by s.name, s.id` });
}

export async function segmentsByPublicIds(sql: Session, ids: readonly string[]): Promise<SegmentRow[]> {
  return sql.rows<SegmentRow>({
    text: `select ${columns} from segment s where s.public_id = any($1::uuid[])`,
    values: [ids],
  });
}

export async function segmentsByIds(sql: Session, ids: readonly number[]): Promise<SegmentRow[]> {
  return sql.rows<SegmentRow>({ text: `select ${columns} from segment s where s.id = any($1::int[])`, values: [ids] });
}

export async function segmentsByKeys(sql: Session, keys: readonly string[]): Promise<SegmentRow[]> {
  return sql.rows<SegmentRow>({
    text: `select ${columns} from segment s where s.key = any($1::text[])`,
    values: [keys],
  });
}

/** Holds it until the end of the transaction. */
export async function lockSegment(sql: Session, publicId: string): Promise<SegmentRow | null> {
  const held = await sql.rows<{ id: number }>({
    text: 'select id from segment where public_id = $1 for update',
    values: [publicId],
  });
  return held.length === 0 ? null : ((await segmentsByPublicIds(sql, [publicId]))[0] ?? null);
}

export type NewSegment = Pick<SegmentRow, 'publicId' | 'key' | 'name' | 'description' | 'kind' | 'draft'> & {
  readonly actor: string;
  readonly at: number;
};

/** @returns null where the key is taken */
export async function insertSegment(sql: Session, segment: NewSegment): Promise<number | null> {
  const [row] = await sql.rows<{ id: number }>({
    text: `insert into segment (public_id, key, name, description, kind, state, draft, created_at, updated_at, updated_by)
      select $1, $2, $3, $4, $5, 'draft', $6::jsonb, t, t, $7 from to_timestamp($8::float8 / 1000) t
      on conflict (key) do nothing returning id`,
    values: [
      segment.publicId,
      segment.key,
      segment.name,
      segment.description,
      segment.kind,
      JSON.stringify(segment.draft),
      segment.actor,
      segment.at,
    ],
  });
  return row?.id ?? null;
}

export type SegmentChange = {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly draft?: Json | undefined;
  readonly state?: SegmentRow['state'] | undefined;
  readonly version?: number | undefined;
};

export async function changeSegment(
  sql: Session,
  id: number,
  change: SegmentChange,
  by: { readonly actor: string; readonly at: number },
): Promise<void> {
  await sql.run({
    text: `update segment set name = coalesce($2, name), description = coalesce($3, description),
        draft = coalesce($4::jsonb, draft), state = coalesce($5, state), version = coalesce($6, version),
        updated_at = to_timestamp($7::float8 / 1000), updated_by = $8 where id = $1`,
    values: [
      id,
      change.name ?? null,
      change.description ?? null,
      change.draft === undefined ? null : JSON.stringify(change.draft),
      change.state ?? null,
      change.version ?? null,
      by.at,
      by.actor,
    ],
  });
}

/** What counts from now on. */
export async function setVersion(sql: Session, id: number, version: number): Promise<void> {
  await sql.run({
    text: `update segment set version = $2, failures = 0, failure = null, failing_since = null, retry_at = null where id = $1`,
    values: [id, version],
  });
}

/** Nothing of it is left but its transitions. */
export async function deleteSegment(sql: Session, id: number): Promise<void> {
  for (const table of ['list_member', 'evaluation_due', 'segment_delta', 'segment_hour', 'segment_version'])
    await sql.run({ text: `delete from ${table} where segment_id = $1`, values: [id] });
  await sql.run({ text: 'delete from segment_build where segment_id = $1', values: [id] });
  await sql.run({ text: 'delete from segment where id = $1', values: [id] });
}

/** Paused: time changes nothing, whoever is in it stays. */
export async function stopClocks(sql: Session, id: number): Promise<void> {
  await sql.run({ text: 'delete from membership where segment_id = $1 and not member', values: [id] });
  await sql.run({
    text: 'update membership set flips_at = null where segment_id = $1 and member and flips_at is not null',
    values: [id],
  });
}

export type VersionRow = {
  readonly version: number;
  readonly definition: Json;
  readonly actor: string;
  readonly at: number;
};

/** The next one. */
export async function insertVersion(
  sql: Session,
  segmentId: number,
  definition: Json,
  by: { readonly actor: string; readonly at: number },
): Promise<number> {
  const [row] = await sql.rows<{ version: number }>({
    text: `insert into segment_version (segment_id, version, definition, actor, at)
      select $1, coalesce(max(version), 0) + 1, $2::jsonb, $3, to_timestamp($4::float8 / 1000)
      from segment_version where segment_id = $1 returning version`,
    values: [segmentId, JSON.stringify(definition), by.actor, by.at],
  });
  return row?.version ?? 0;
}

/** Newest first. */
export async function readVersions(sql: Session, segmentId: number, max: number): Promise<VersionRow[]> {
  return sql.rows<VersionRow>({
    text: 'select version, definition, actor, at from segment_version where segment_id = $1 order by version desc limit $2',
    values: [segmentId, max],
  });
}

/** Appended counts -> hours and sizes. @returns whether there were any */
export async function foldDeltas(sql: Session): Promise<boolean> {
  const [row] = await sql.rows<{ folded: number }>({
    text: `with taken as (delete from segment_delta returning *),
      sums as (select segment_id, hour, sum(entered)::bigint as entered, sum(departed)::bigint as departed
        from taken group by 1, 2),
      sized as (
        update segment s set size = s.size + t.net
        from (select segment_id, sum(entered - departed)::bigint as net from sums group by 1) t where s.id = t.segment_id
        returning s.id, s.size),
      kept as (
        insert into segment_hour as h (segment_id, hour, entered, departed, size)
        select x.segment_id, x.hour, x.entered, x.departed, z.size from sums x join sized z on z.id = x.segment_id
        on conflict (segment_id, hour) do update set entered = h.entered + excluded.entered,
          departed = h.departed + excluded.departed, size = excluded.size)
      select count(*) as folded from taken`,
  });
  return (row?.folded ?? 0) > 0;
}

export async function countSegments(sql: Session): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({ text: 'select count(*) as n from segment' });
  return row?.n ?? 0;
}

/** It is tried now, if it fails at all. */
export async function hurryRetry(sql: Session, segmentId: number, now: number): Promise<void> {
  await sql.run({
    text: 'update segment set retry_at = to_timestamp($2::float8 / 1000) where id = $1 and retry_at is not null',
    values: [segmentId, now],
  });
}

/** Everybody leaves, by `definition`. Under the exclusive lock of the segment. */
export async function emptySegment(sql: Transaction, segmentId: number, now: number): Promise<void> {
  const left = await sql.run({
    text: `with gone as (delete from membership where segment_id = $1 returning profile_id, member)
      insert into transition (commit_id, segment_id, profile_id, entered, cause, at, evidence)
      select $2, $1, profile_id, false, 'definition', to_timestamp($3::float8 / 1000), '{}' from gone where member`,
    values: [segmentId, await sql.reserveCommit(), now],
  });
  if (left > 0) await sql.announce();
}
