import { eventTypes, type JsonObject, type Session } from '@rapport/sdk';
import type { ConsentEntry } from '../../domain/consent/consent';
import type { Counted } from '../../domain/time/cap';

/** A span of time, epoch milliseconds; `to` does not belong to it. */
export type Span = { readonly from: number; readonly to: number };

/** Leaves with one of these events in that time, by id, from behind `after`. */
export async function leavesWithEvents(
  sql: Session,
  names: readonly string[],
  { from, to, after, count }: Span & { readonly after: number; readonly count: number },
): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: `select distinct e.profile_id as id from event e
      where e.name_id in (select id from event_name where name = any($1::text[])) and e.profile_id > $2::bigint
        and e.occurred_at >= to_timestamp($3::float8 / 1000) and e.occurred_at < to_timestamp($4::float8 / 1000)
      order by e.profile_id limit $5`,
    values: [names, after, from, to, count],
  });
  return rows.map((row) => row.id);
}

export type RecordedEvent = {
  readonly leafId: number;
  readonly name: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly value: number | null;
  readonly historical: boolean;
};

/** Of these leaves, in the order in which Rapport came to know of them; what came in behind `to` is not among them. */
export async function eventsOf(
  sql: Session,
  leafIds: readonly number[],
  { names, from, to, eachMax }: Span & { readonly names: readonly string[]; readonly eachMax: number },
): Promise<RecordedEvent[]> {
  return sql.rows<RecordedEvent>({
    text: `select e.profile_id as "leafId", n.name, e.occurred_at as at, e.received_at as "receivedAt", e.properties, e.context,
        e.value, e.flags & 2 <> 0 as historical
      from unnest($1::bigint[]) l (id) cross join lateral (
        select * from event e where e.profile_id = l.id and e.name_id in (select id from event_name where name = any($2::text[]))
          and e.occurred_at >= to_timestamp($3::float8 / 1000) and e.occurred_at < to_timestamp($4::float8 / 1000)
          and e.received_at < to_timestamp($4::float8 / 1000) order by e.occurred_at limit $5) e
      join event_name n on n.id = e.name_id order by e.received_at, e.id`,
    values: [leafIds, names, from, to, eachMax],
  });
}

/** What identify calls wrote, whenever, in the order in which they came in. */
export async function traitsWritten(
  sql: Session,
  leafIds: readonly number[],
  { eachMax }: { readonly eachMax: number },
): Promise<{ leafId: number; at: number; receivedAt: number; traits: JsonObject }[]> {
  return sql.rows({
    text: `select e.profile_id as "leafId", e.occurred_at as at, e.received_at as "receivedAt", e.properties as traits
      from unnest($1::bigint[]) l (id) cross join lateral (
        select * from event e where e.profile_id = l.id and e.type = $2 order by e.occurred_at desc limit $3) e
      order by e.received_at, e.id`,
    values: [leafIds, eventTypes.indexOf('identify'), eachMax],
  });
}

/** Of these addresses, with when it was written down. */
export async function consentsTold(
  sql: Session,
  hashes: readonly string[],
): Promise<(ConsentEntry & { readonly told: number })[]> {
  if (hashes.length === 0) return [];
  return sql.rows({
    text: `select medium as channel, address_hash as address, topic, decision, proof, at, recorded_at as told
      from consent_entry where address_hash = any($1::text[])`,
    values: [hashes],
  });
}

/** Marketing that these leaves got, but of this campaign. */
export async function countedMessages(
  sql: Session,
  leafIds: readonly number[],
  { from, to, except }: Span & { readonly except: number | null },
): Promise<(Counted & { readonly leafId: number })[]> {
  return sql.rows({
    text: `select profile_id as "leafId", medium as channel, counts_at as at from message
      where profile_id = any($1::bigint[]) and is_marketing and counts_at >= to_timestamp($2::float8 / 1000)
        and counts_at < to_timestamp($3::float8 / 1000) and campaign_id is distinct from $4
      order by counts_at`,
    values: [leafIds, from, to, except],
  });
}

/** Of conversations of these leaves, oldest first. */
export async function conversationFacts(
  sql: Session,
  leafIds: readonly number[],
  to: number,
): Promise<{ leafId: number; conversation: string; at: number; fact: JsonObject }[]> {
  return sql.rows({
    text: `select k.profile_id as "leafId", k.connection || ' ' || k.external_id as conversation, f.at, f.fact
      from conversation k join conversation_fact f on f.connection = k.connection and f.external_id = k.external_id
      where k.profile_id = any($1::bigint[]) and f.at < to_timestamp($2::float8 / 1000)
        and f.fact->>'kind' in ('opened', 'message', 'status', 'rated') order by f.at, f.key`,
    values: [leafIds, to],
  });
}
