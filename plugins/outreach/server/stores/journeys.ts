import { type Json, RapportError, type Session } from '@rapport/sdk';

export const journeyStates = ['draft', 'running', 'paused', 'done'] as const;
export type JourneyState = (typeof journeyStates)[number];

/** A campaign of the kind `journey`. */
export type JourneyRow = {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly name: string;
  readonly state: JourneyState;
  readonly draft: Json;
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};
const columns = `id, public_id as "publicId", key, name, state, draft, version, created_at as "createdAt",
  updated_at as "updatedAt", updated_by as "updatedBy"`;
const time = (parameter: string): string => `to_timestamp(${parameter}::float8 / 1000)`;

export type By = { readonly actor: string; readonly at: number };

export async function journeysByName(sql: Session): Promise<JourneyRow[]> {
  return sql.rows({ text: `select ${columns} from campaign where kind = 'journey' order by name, id` });
}

export async function journeysByPublicIds(sql: Session, publicIds: readonly string[]): Promise<JourneyRow[]> {
  return sql.rows({
    text: `select ${columns} from campaign where kind = 'journey' and public_id = any($1::uuid[])`,
    values: [publicIds],
  });
}

export async function journeysByIds(sql: Session, ids: readonly number[]): Promise<JourneyRow[]> {
  return sql.rows({
    text: `select ${columns} from campaign where kind = 'journey' and id = any($1::int[])`,
    values: [ids],
  });
}

/** @throws journey_not_found */
export async function lockJourney(sql: Session, publicId: string): Promise<JourneyRow> {
  const [row] = await sql.rows<JourneyRow>({
    text: `select ${columns} from campaign where kind = 'journey' and public_id = $1 for update`,
    values: [publicId],
  });
  if (row === undefined) throw new RapportError('journey_not_found');
  return row;
}

export async function countJourneys(sql: Session): Promise<number> {
  const [row] = await sql.rows<{ n: number }>({ text: `select count(*) as n from campaign where kind = 'journey'` });
  return row?.n ?? 0;
}

/** @returns false: there is a campaign with the key */
export async function insertJourney(
  sql: Session,
  one: { readonly publicId: string; readonly key: string; readonly name: string; readonly draft: Json },
  by: By,
): Promise<boolean> {
  const count = await sql.run({
    text: `insert into campaign (public_id, key, name, kind, state, draft, created_at, updated_at, updated_by)
      values ($1, $2, $3, 'journey', 'draft', $4::jsonb, ${time('$5')}, ${time('$5')}, $6) on conflict (key) do nothing`,
    values: [one.publicId, one.key, one.name, JSON.stringify(one.draft), by.at, by.actor],
  });
  return count === 1;
}

/** Whoever lets it run, pauses or publishes it has not written it: a second person is asked about what the first one wrote. */
export async function changeJourney(
  sql: Session,
  id: number,
  change: { readonly name?: string; readonly draft?: Json; readonly state?: JourneyState; readonly version?: number },
  by: By,
): Promise<void> {
  await sql.run({
    text: `update campaign set name = coalesce($2::text, name), draft = coalesce($3::jsonb, draft), state = coalesce($4, state),
        version = coalesce($5, version), ended_at = case when $4 = 'done' then ${time('$6')} when $4 is null then ended_at end,
        planned_through = case when $5::int is null then planned_through end,
        planned_at = case when $5::int is null then planned_at end, updated_at = ${time('$6')},
        updated_by = case when $2::text is null and $3::jsonb is null then updated_by else $7 end
      where id = $1`,
    values: [
      id,
      change.name ?? null,
      change.draft === undefined ? null : JSON.stringify(change.draft),
      change.state ?? null,
      change.version ?? null,
      by.at,
      by.actor,
    ],
  });
}

export async function insertVersion(
  sql: Session,
  id: number,
  version: number,
  definition: Json,
  by: By,
): Promise<void> {
  await sql.run({
    text: `insert into campaign_version (campaign_id, version, definition, at, actor)
      values ($1, $2, $3::jsonb, ${time('$4')}, $5)`,
    values: [id, version, JSON.stringify(definition), by.at, by.actor],
  });
}

export type VersionRow = {
  readonly campaignId: number;
  readonly version: number;
  readonly definition: Json;
  readonly at: number;
  readonly actor: string;
};

/** Newest first. */
export async function versionsOf(sql: Session, id: number): Promise<VersionRow[]> {
  return sql.rows({
    text: `select campaign_id as "campaignId", version, definition, at, actor from campaign_version where campaign_id = $1
      order by version desc`,
    values: [id],
  });
}

/** A version of a journey in which somebody moves. */
export type RunningRow = {
  readonly campaignId: number;
  readonly key: string;
  readonly version: number;
  readonly definition: Json;
  readonly isCurrent: boolean;
  readonly letsIn: boolean;
};

export async function readRunning(sql: Session): Promise<RunningRow[]> {
  return sql.rows({
    text: `select c.id as "campaignId", c.key, v.version, v.definition, v.version = c.version as "isCurrent",
        c.state = 'running' as "letsIn"
      from campaign c join campaign_version v on v.campaign_id = c.id
      where c.kind = 'journey' and (c.state = 'running' or (c.state = 'done'
        and exists (select from enrolment e where e.campaign_id = c.id and e.ended_at is null)))
      order by c.id, v.version`,
  });
}

export async function readGeneration(sql: Session): Promise<{ generation: number; lastNameId: number }> {
  const [row] = await sql.rows<{ generation: number; lastNameId: number }>({
    name: 'outreach-generation',
    text: `select generation, coalesce((select max(id) from event_name), 0) as "lastNameId" from campaign_generation`,
  });
  return row ?? { generation: 0, lastNameId: 0 };
}

/** Called last in a transaction after which journeys run differently: it holds the row until the commit. */
export async function bumpGeneration(sql: Session): Promise<void> {
  await sql.run({ text: 'update campaign_generation set generation = generation + 1' });
}

/** @returns ids by name */
export async function eventNameIds(sql: Session, names: readonly string[]): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select id from event_name where name = any($1::text[])',
    values: [names],
  });
  return rows.map((row) => row.id);
}

/** Journeys whose starts by date are not known of everybody yet. */
export async function unplannedJourneys(
  sql: Session,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly through: number }[]> {
  return sql.rows({
    text: `select id, coalesce(planned_through, 0) as through from campaign
      where id = any($1::int[]) and planned_at is null order by id`,
    values: [ids],
  });
}

export async function notePlanned(
  sql: Session,
  ids: readonly number[],
  how: { readonly through: number; readonly endedAt: number | null },
): Promise<void> {
  await sql.run({
    text: `update campaign set planned_through = $2::bigint, planned_at = ${time('$3')} where id = any($1::int[])`,
    values: [ids, how.through, how.endedAt],
  });
}

/** Up to where journeys have heard of segments; null: nothing yet. */
export async function readFeed(sql: Session): Promise<{ position: number; id: number } | null> {
  const [row] = await sql.rows<{ position: number; id: number }>({
    text: 'select position, transition_id as id from journey_feed',
  });
  return row ?? null;
}

export async function writeFeed(sql: Session, at: { readonly position: number; readonly id: number }): Promise<void> {
  await sql.run({
    text: `insert into journey_feed (position, transition_id) values ($1::bigint, $2::bigint)
      on conflict (only_row) do update set position = excluded.position, transition_id = excluded.transition_id`,
    values: [at.position, at.id],
  });
}

/** Where the feed of transitions ends now. */
export async function lastPosition(sql: Session): Promise<number> {
  const [row] = await sql.rows<{ position: number }>({
    text: 'select coalesce(max(position), 0) as position from commit_log',
  });
  return row?.position ?? 0;
}
