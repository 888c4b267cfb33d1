import type { JsonObject, Session } from '@rapport/sdk';
import type { ConsentEntry } from '../../domain/consent/consent';

export type ConsentRow = ConsentEntry & { readonly id: number; readonly evidence: JsonObject };
export type NewConsent = ConsentEntry & {
  /** Leaf that has the address; null: nobody yet. */
  readonly leafId: number | null;
  readonly evidence: JsonObject;
  /** Told twice it counts once. */
  readonly key: string;
};

/** @param recordedAt epoch milliseconds @returns how many are new */
export async function insertConsents(
  sql: Session,
  entries: readonly NewConsent[],
  recordedAt: number,
): Promise<number> {
  if (entries.length === 0) return 0;
  return sql.run({
    name: 'outreach-insert-consents',
    text: `insert into consent_entry (medium, address_hash, topic, decision, proof, at, profile_id, evidence, key, recorded_at)
      select medium, address_hash, topic, decision, proof, to_timestamp(at / 1000), profile_id, evidence::jsonb, key,
        to_timestamp($10::float8 / 1000)
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::bigint[], $8::text[], $9::text[])
        as e (medium, address_hash, topic, decision, proof, at, profile_id, evidence, key)
      on conflict (key) do nothing`,
    values: [
      entries.map((one) => one.channel),
      entries.map((one) => one.address),
      entries.map((one) => one.topic),
      entries.map((one) => one.decision),
      entries.map((one) => one.proof),
      entries.map((one) => one.at),
      entries.map((one) => one.leafId),
      entries.map((one) => JSON.stringify(one.evidence)),
      entries.map((one) => one.key),
      recordedAt,
    ],
  });
}

/** Everything that was said of these addresses, the newest first: one statement, whoever has them. */
export async function consentsOf(sql: Session, hashes: readonly string[]): Promise<ConsentRow[]> {
  if (hashes.length === 0) return [];
  return sql.rows<ConsentRow>({
    name: 'outreach-consents',
    text: `select id, medium as channel, address_hash as address, topic, decision, proof, at, evidence
      from consent_entry where address_hash = any($1::text[]) order by at desc, id desc`,
    values: [hashes],
  });
}

/** All entries of a person, for his export, oldest first. */
export async function consentsOfLeaves(
  sql: Session,
  leafIds: readonly number[],
  { after, count }: { readonly after: number; readonly count: number },
): Promise<ConsentRow[]> {
  return sql.rows<ConsentRow>({
    text: `select id, medium as channel, address_hash as address, topic, decision, proof, at, evidence
      from consent_entry where profile_id = any($1::bigint[]) and id > $2 order by id limit $3`,
    values: [leafIds, after, count],
  });
}

/**
 * Leaves of whom something holds or not by whether a grant that was not confirmed counts for the topic: as the condition `consent` finds
 * them, by their addresses.
 * @param start of what is hashed, before the address: see `addressHash`
 */
export async function leavesWithUnconfirmed(
  sql: Session,
  {
    topic,
    medium,
    kinds,
    start,
  }: {
    readonly topic: string;
    readonly medium: string;
    readonly kinds: readonly string[];
    readonly start: string;
  },
): Promise<number[]> {
  const rows = await sql.rows<{ leafId: number }>({
    name: 'outreach-leaves-unconfirmed',
    text: `select distinct i.profile_id as "leafId" from identifier i join identifier_kind k on k.id = i.kind_id
      where k.name = any($3::text[]) and encode(sha256(convert_to($4::text || i.value, 'UTF8')), 'hex') in (
        select address_hash from consent_entry
        where medium = $2 and (topic = $1 or topic is null) and decision = 'granted' and proof = 'verified')`,
    values: [topic, medium, kinds, start],
  });
  return rows.map(({ leafId }) => leafId);
}

/**
 * About which topics these addresses were asked since whether they are somebody's who said yes.
 * `at`: when that message goes or went, epoch milliseconds.
 */
export async function askedSince(
  sql: Session,
  hashes: readonly string[],
  since: number,
): Promise<readonly { readonly address: string; readonly topic: string; readonly at: number }[]> {
  return sql.rows({
    name: 'outreach-asked-since',
    text: `select only_address as address, context->'confirm'->>'topic' as topic, coalesce(due_at, counts_at, planned_at) as at
      from message
      where only_address = any($1::text[]) and planned_at > to_timestamp($2::float8 / 1000) and context ? 'confirm'`,
    values: [hashes, since],
  });
}
