import type { Session } from '@rapport/sdk';
import type { ConsentEntry, Suppression } from '../../domain/consent/consent';
import type { Talk } from '../../domain/consent/hold';
import type { Counted } from '../../domain/time/cap';

/** Whom a message is for, as far as the tables of outreach need to know him. */
export type Asked = {
  readonly rootId: number;
  readonly leafIds: readonly number[];
  /** Hashes of all his addresses for the medium, and of the one by which it would go. */
  readonly hashes: readonly string[];
  readonly hash: string | null;
  readonly medium: string;
  readonly campaignId: number | null;
  readonly step: string;
};

export type AskedFacts = {
  readonly consents: readonly ConsentEntry[];
  readonly suppressions: readonly Suppression[];
  readonly sent: readonly Counted[];
  readonly talks: readonly Talk[];
  readonly releasedAt: number | null;
  readonly isDuplicate: boolean;
};

const milliseconds = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/**
 * Everything in our own tables that decides about messages, for many at once: one statement. In the order asked.
 * @param since older messages count toward no cap
 */
export async function readFacts(
  sql: Session,
  asked: readonly Asked[],
  { since }: { readonly since: number },
): Promise<readonly AskedFacts[]> {
  const rows = await sql.rows<AskedFacts>({
    name: 'outreach-facts',
    text: `select
        (select coalesce(jsonb_agg(jsonb_build_object('address', c.address_hash, 'channel', c.medium, 'topic', c.topic,
            'decision', c.decision, 'proof', c.proof, 'at', ${milliseconds('c.at')})), '[]')
          from consent_entry c where c.address_hash = any(m.hashes) and c.medium = m.medium) as consents,
        (select coalesce(jsonb_agg(jsonb_build_object('address', s.address_hash, 'channel', s.medium, 'reason', s.reason,
            'at', ${milliseconds('s.at')}, 'liftedAt', null)), '[]')
          from suppression s where s.address_hash = any(m.hashes) and s.medium = m.medium and s.lifted_at is null) as suppressions,
        (select coalesce(jsonb_agg(jsonb_build_object('channel', x.medium, 'at', ${milliseconds('x.counts_at')})), '[]')
          from message x where x.profile_id = any(m.leaves) and x.counts_at > to_timestamp($2::float8 / 1000)
            and x.is_marketing) as sent,
        (select coalesce(jsonb_agg(jsonb_build_object('isResolved', k.status = 'resolved', 'rating', k.rating,
            'writtenAt', (select ${milliseconds('max(f.at)')} from conversation_fact f where f.connection = k.connection
              and f.external_id = k.external_id and f.fact->>'kind' = 'message' and f.fact->>'author' = 'customer'),
            'ratedAt', (select ${milliseconds('max(f.at)')} from conversation_fact f where f.connection = k.connection
              and f.external_id = k.external_id and f.fact->>'kind' = 'rated'))), '[]')
          from conversation k where k.profile_id = any(m.leaves) and (k.status <> 'resolved' or k.rating is not null)) as talks,
        (select g.released_at from message_gate g where g.profile_id = m.root) as "releasedAt",
        exists (select from message d where d.campaign_id = m.campaign and d.step = m.step and d.address_hash = m.hash
          and d.profile_id <> all(m.leaves) and d.state in ('claimed', 'handed', 'delivered', 'unknown')) as "isDuplicate"
      from rows from (jsonb_to_recordset($1::jsonb) as (root bigint, leaves bigint[], hashes text[], hash text, medium text,
          campaign int, step text)) with ordinality as m (root, leaves, hashes, hash, medium, campaign, step, place)
      order by m.place`,
    values: [
      JSON.stringify(
        asked.map((one) => ({
          ...{ root: one.rootId, leaves: one.leafIds, hashes: one.hashes, hash: one.hash, medium: one.medium },
          ...{ campaign: one.campaignId, step: one.step },
        })),
      ),
      since,
    ],
  });
  return rows;
}

/** Takes the lock of each person under which caps are counted, in one order. */
export async function lockGates(sql: Session, rootIds: readonly number[]): Promise<void> {
  if (rootIds.length === 0) return;
  await sql.run({
    name: 'outreach-make-gates',
    text: `insert into message_gate (profile_id) select distinct id from unnest($1::bigint[]) id order by id
      on conflict do nothing`,
    values: [rootIds],
  });
  await sql.rows({
    name: 'outreach-lock-gates',
    text: 'select profile_id from message_gate where profile_id = any($1::bigint[]) order by profile_id for update',
    values: [rootIds],
  });
}

/** A message of theirs that had been held goes now. */
export async function noteReleases(sql: Session, rootIds: readonly number[], now: number): Promise<void> {
  if (rootIds.length === 0) return;
  await sql.run({
    name: 'outreach-note-releases',
    text: `update message_gate set released_at = to_timestamp($2::float8 / 1000) where profile_id = any($1::bigint[])`,
    values: [rootIds, now],
  });
}
