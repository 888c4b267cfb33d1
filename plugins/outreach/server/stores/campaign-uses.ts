import type { Session } from '@rapport/sdk';
import type { CampaignKind } from './campaigns';

/** What drafts name by its key. */
export type NamedPart = 'template' | 'topic';
export type CampaignUse = {
  /** Key of what is named. */
  readonly named: string;
  readonly id: string;
  readonly name: string;
  readonly kind: CampaignKind;
};

/** Campaigns that are not over and whose draft names one of these, wherever in it. */
export async function campaignUses(sql: Session, part: NamedPart, keys: readonly string[]): Promise<CampaignUse[]> {
  return sql.rows<CampaignUse>({
    name: 'outreach-campaign-uses',
    text: `select distinct named.value #>> '{}' as named, c.public_id as id, c.name, c.kind
      from campaign c, jsonb_path_query(c.draft, $2::text::jsonpath) as named (value)
      where c.state not in ('done', 'cancelled') and named.value #>> '{}' = any($1::text[]) order by c.name`,
    values: [keys, `lax $.**.${part}`],
  });
}

/** As GraphQL tells them, in the order of `keys`. */
export async function toldUses(
  sql: Session,
  part: NamedPart,
  keys: readonly string[],
): Promise<readonly (readonly Omit<CampaignUse, 'named'>[])[]> {
  const uses = await campaignUses(sql, part, keys);
  return keys.map((key) => uses.filter(({ named }) => named === key).map(({ id, name, kind }) => ({ id, name, kind })));
}
