import { localized, type SegmentUse, type Session } from '@rapport/sdk';
import type { CampaignKind } from './campaigns';

/** What definitions name by its key, and where they do. */
const places = {
  template: ['lax $.**.template'],
  topic: ['lax $.**.topic'],
  segment: ['lax $.**.segment', 'lax $.except[*]'],
} as const;
export type NamedPart = keyof typeof places;
export type CampaignUse = {
  /** Key of what is named. */
  readonly named: string;
  readonly id: string;
  readonly name: string;
  readonly kind: CampaignKind;
  /** By a version that runs, or that somebody is on; else only by its draft. */
  readonly isLive: boolean;
};

/** Campaigns that are not over and name one of these, wherever in their definitions. */
export async function campaignUses(sql: Session, part: NamedPart, keys: readonly string[]): Promise<CampaignUse[]> {
  return sql.rows<CampaignUse>({
    name: 'outreach-campaign-uses',
    text: `select named.value #>> '{}' as named, c.public_id as id, c.name, c.kind, bool_or(d.live) as "isLive"
      from campaign c
      cross join lateral (
        select c.draft, false where c.state not in ('done', 'cancelled')
        union all
        select v.definition, true from campaign_version v where v.campaign_id = c.id
          and (
            v.version = c.version and c.state in ('scheduled', 'running', 'paused')
            -- On which version whoever is still on his way is would have to be counted.
            or c.kind = 'journey' and exists (select from enrolment e where e.campaign_id = c.id and e.ended_at is null)
          )
      ) d (definition, live)
      cross join unnest($2::text[]) as place (path)
      cross join lateral jsonb_path_query(d.definition, place.path::jsonpath) as named (value)
      where named.value #>> '{}' = any($1::text[])
      group by named.value #>> '{}', c.public_id, c.name, c.kind order by c.name`,
    values: [keys, places[part]],
  });
}

/** As GraphQL tells them, in the order of `keys`. */
export async function toldUses(
  sql: Session,
  part: NamedPart,
  keys: readonly string[],
): Promise<readonly (readonly Omit<CampaignUse, 'named' | 'isLive'>[])[]> {
  const uses = await campaignUses(sql, part, keys);
  return keys.map((key) => uses.filter(({ named }) => named === key).map(({ id, name, kind }) => ({ id, name, kind })));
}

const kinds = { broadcast: localized('Broadcast', '群发'), journey: localized('Journey', '旅程') } as const;

/** Of segments, for the plugin that keeps them. */
export async function segmentUses(sql: Session, keys: readonly string[]): Promise<SegmentUse[]> {
  const uses = await campaignUses(sql, 'segment', keys);
  return uses.map(({ named, id, name, kind, isLive }) => ({
    ...{ segment: named, kind: kinds[kind], name, path: `/${kind}s/${id}`, isLive },
  }));
}
