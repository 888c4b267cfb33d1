import type { Json, Session } from '@rapport/sdk';

export type CampaignKind = 'broadcast' | 'journey';
export type CampaignState = 'draft' | 'scheduled' | 'running' | 'paused' | 'done' | 'cancelled';

/** Times are epoch milliseconds. */
export type CampaignRow = {
  readonly id: number;
  readonly publicId: string;
  readonly key: string;
  readonly name: string;
  readonly kind: CampaignKind;
  readonly state: CampaignState;
  readonly draft: Json;
  readonly version: number;
  readonly startsAt: number | null;
  readonly plannedThrough: number | null;
  readonly plannedAt: number | null;
  readonly endedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
};

const columns = `id, public_id as "publicId", key, name, kind, state, draft, version, starts_at as "startsAt",
  planned_through as "plannedThrough", planned_at as "plannedAt", ended_at as "endedAt", created_at as "createdAt",
  updated_at as "updatedAt", updated_by as "updatedBy"`;

/** By their public ids; those that are not there are missing. */
export async function campaignsByPublicIds(sql: Session, ids: readonly string[]): Promise<CampaignRow[]> {
  return sql.rows<CampaignRow>({
    text: `select ${columns} from campaign where public_id = any($1::uuid[])`,
    values: [ids],
  });
}

export async function campaignsByIds(sql: Session, ids: readonly number[]): Promise<CampaignRow[]> {
  return sql.rows<CampaignRow>({
    name: 'outreach-campaigns',
    text: `select ${columns} from campaign where id = any($1::int[])`,
    values: [ids],
  });
}

/** Until the end of the transaction nobody else changes it; null: there is none. */
export async function lockCampaign(sql: Session, publicId: string): Promise<CampaignRow | null> {
  const [row = null] = await sql.rows<CampaignRow>({
    text: `select ${columns} from campaign where public_id = $1 for update`,
    values: [publicId],
  });
  return row;
}

/** Newest first; positions are ids. */
export async function listCampaigns(
  sql: Session,
  {
    kind,
    after,
    before,
    count,
    forward,
  }: {
    readonly kind: CampaignKind;
    readonly after: number | null;
    readonly before: number | null;
    readonly count: number;
    readonly forward: boolean;
  },
): Promise<CampaignRow[]> {
  const rows = await sql.rows<CampaignRow>({
    text: `select ${columns} from campaign where kind = $1 and ($2::int is null or id < $2) and ($3::int is null or id > $3)
      order by id ${forward ? 'desc' : 'asc'} limit $4`,
    values: [kind, after, before, count],
  });
  return forward ? rows : rows.reverse();
}

type By = { readonly actor: string; readonly at: number };

/** @returns whether the key was free */
export async function insertCampaign(
  sql: Session,
  campaign: Pick<CampaignRow, 'publicId' | 'key' | 'name' | 'kind' | 'draft'>,
  by: By,
): Promise<boolean> {
  const { publicId, key, name, kind, draft } = campaign;
  return (
    (await sql.run({
      text: `insert into campaign (public_id, key, name, kind, state, draft, created_at, updated_at, updated_by)
        select $1, $2, $3, $4, 'draft', $5::jsonb, t, t, $6 from to_timestamp($7::float8 / 1000) t on conflict (key) do nothing`,
      values: [publicId, key, name, kind, JSON.stringify(draft), by.actor, by.at],
    })) === 1
  );
}

/** @returns whether it was in one of these states */
export async function updateCampaign(
  sql: Session,
  publicId: string,
  change: Partial<Pick<CampaignRow, 'name' | 'draft' | 'state' | 'startsAt'>>,
  states: readonly CampaignState[],
  by: By,
): Promise<boolean> {
  const { name = null, draft, state = null, startsAt = null } = change;
  return (
    (await sql.run({
      text: `update campaign set name = coalesce($2, name), draft = coalesce($3::jsonb, draft), state = coalesce($4, state),
          starts_at = coalesce(to_timestamp($5::float8 / 1000), starts_at), updated_at = to_timestamp($6::float8 / 1000),
          ended_at = case when $4 in ('done', 'cancelled') then to_timestamp($6::float8 / 1000) else ended_at end, updated_by = $7
        where public_id = $1 and state = any($8::text[])`,
      values: [
        publicId,
        name,
        draft === undefined ? null : JSON.stringify(draft),
        state,
        startsAt,
        by.at,
        by.actor,
        states,
      ],
    })) === 1
  );
}

/** Its draft becomes the next version. @returns its number */
export async function insertVersion(sql: Session, campaignId: number, by: By): Promise<number> {
  const [row] = await sql.rows<{ version: number }>({
    text: `with bumped as (update campaign set version = version + 1 where id = $1 returning id, version, draft)
      insert into campaign_version (campaign_id, version, definition, at, actor)
      select id, version, draft, to_timestamp($2::float8 / 1000), $3 from bumped returning version`,
    values: [campaignId, by.at, by.actor],
  });
  return row?.version ?? 0;
}

/** @returns whether it was a draft that nothing of was ever sent */
export async function deleteDraft(sql: Session, publicId: string): Promise<boolean> {
  return (
    (await sql.run({
      text: `with gone as (delete from campaign where public_id = $1 and state = 'draft' and version = 0 returning id),
          asked as (delete from campaign_approval where campaign_id in (select id from gone))
        select from gone`,
      values: [publicId],
    })) === 1
  );
}

export type VersionRow = {
  readonly campaignId: number;
  readonly version: number;
  readonly definition: Json;
};

export async function versionsOf(
  sql: Session,
  pairs: readonly { readonly campaignId: number; readonly version: number }[],
): Promise<VersionRow[]> {
  return sql.rows<VersionRow>({
    name: 'outreach-versions',
    text: `select v.campaign_id as "campaignId", v.version, v.definition
      from unnest($1::int[], $2::int[]) as p (id, version)
      join campaign_version v on v.campaign_id = p.id and v.version = p.version`,
    values: [pairs.map((one) => one.campaignId), pairs.map((one) => one.version)],
  });
}

/** Broadcasts whose time has come begin. @returns how many */
export async function startScheduled(sql: Session, now: number): Promise<number> {
  return sql.run({
    text: `update campaign set state = 'running', updated_at = to_timestamp($1::float8 / 1000)
      where kind = 'broadcast' and state = 'scheduled' and starts_at <= to_timestamp($1::float8 / 1000)`,
    values: [now],
  });
}

/** Broadcasts that are under way: whose audience is still being planned, or whose last messages are out. */
export async function runningBroadcasts(sql: Session): Promise<CampaignRow[]> {
  return sql.rows<CampaignRow>({
    text: `select ${columns} from campaign where kind = 'broadcast' and state = 'running' order by id`,
  });
}

export async function savePlanned(
  sql: Session,
  id: number,
  { through, isWhole, now }: { readonly through: number | null; readonly isWhole: boolean; readonly now: number },
): Promise<void> {
  await sql.run({
    text: `update campaign set planned_through = coalesce($2, planned_through),
        planned_at = case when $3 then to_timestamp($4::float8 / 1000) end
      where id = $1`,
    values: [id, through, isWhole, now],
  });
}

/** @returns whether nothing of it waits any more */
export async function endWhereSent(sql: Session, id: number, now: number): Promise<boolean> {
  return (
    (await sql.run({
      text: `update campaign set state = 'done', ended_at = to_timestamp($2::float8 / 1000)
        where id = $1 and state = 'running' and planned_at is not null
          and not exists (select from message where campaign_id = $1 and state in ('planned', 'deferred', 'claimed'))`,
      values: [id, now],
    })) === 1
  );
}

/** How many messages of each campaign are in which state, and what people did with them. */
export type CampaignFigures = {
  readonly campaignId: number;
  readonly state: string;
  readonly reason: string | null;
  readonly count: number;
  readonly opened: number;
  readonly clicked: number;
  readonly converted: number;
};

export async function figuresOf(sql: Session, ids: readonly number[]): Promise<CampaignFigures[]> {
  return sql.rows<CampaignFigures>({
    text: `select campaign_id as "campaignId", state, reasons[1] as reason, count(*) as count, count(opened_at) as opened,
        count(clicked_at) as clicked, count(converted_at) as converted
      from message where campaign_id = any($1::int[]) group by campaign_id, state, reasons[1]`,
    values: [ids],
  });
}
