import type { JsonObject, Session } from '@rapport/sdk';
import type { Suppression } from '../../domain/consent/consent';

export type SuppressionRow = Suppression & { readonly id: number; readonly evidence: JsonObject };
export type NewSuppression = Pick<Suppression, 'address' | 'channel' | 'reason' | 'at'> & {
  /** Leaf; null: nobody, or nobody any more. */
  readonly leafId: number | null;
  readonly evidence: JsonObject;
};

const columns = `id, medium as channel, address_hash as address, reason, at, lifted_at as "liftedAt", evidence`;

/** Of each address, medium and reason one is open at a time. @returns how many are new */
export async function insertSuppressions(sql: Session, rows: readonly NewSuppression[]): Promise<number> {
  if (rows.length === 0) return 0;
  return sql.run({
    name: 'outreach-insert-suppressions',
    text: `insert into suppression (medium, address_hash, reason, at, profile_id, evidence)
      select medium, address_hash, reason, to_timestamp(at / 1000), profile_id, evidence::jsonb
      from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::bigint[], $6::text[])
        as s (medium, address_hash, reason, at, profile_id, evidence)
      on conflict (address_hash, medium, reason) where lifted_at is null do nothing`,
    values: [
      rows.map((one) => one.channel),
      rows.map((one) => one.address),
      rows.map((one) => one.reason),
      rows.map((one) => one.at),
      rows.map((one) => one.leafId),
      rows.map((one) => JSON.stringify(one.evidence)),
    ],
  });
}

/** Open and lifted ones of these addresses, the newest first; one statement. */
export async function suppressionsOf(sql: Session, hashes: readonly string[]): Promise<SuppressionRow[]> {
  if (hashes.length === 0) return [];
  return sql.rows<SuppressionRow>({
    name: 'outreach-suppressions',
    text: `select ${columns} from suppression where address_hash = any($1::text[]) order by at desc, id desc`,
    values: [hashes],
  });
}

/** Those of an erased person stay: only he himself takes them back, by a grant. @returns how many were open */
export async function liftSuppressions(
  sql: Session,
  address: Pick<Suppression, 'address' | 'channel'>,
  { actor, at }: { readonly actor: string; readonly at: number },
): Promise<number> {
  return sql.run({
    text: `update suppression set lifted_at = to_timestamp($3::float8 / 1000), lifted_by = $4
      where address_hash = $1 and medium = $2 and lifted_at is null and reason <> 'erased'`,
    values: [address.address, address.channel, at, actor],
  });
}
