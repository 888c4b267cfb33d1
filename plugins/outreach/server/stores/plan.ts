import { randomUUID } from 'node:crypto';
import type { JsonObject, Session } from '@rapport/sdk';
import { priorities, type Priority } from '../../domain/ledger';

/** A message that somebody is to get: one for each (campaign, enrolment, leaf, step, visit). */
export type PlannedMessage = {
  /** Null: sent by itself, once for its idempotency key. */
  readonly campaignId: number | null;
  readonly enrolmentId: number | null;
  readonly leafId: number;
  /** Of a broadcast '' and 1. */
  readonly step: string;
  readonly visit: number;
  readonly medium: string;
  /** Null: the medium's default. */
  readonly connectionId: number | null;
  /** Keys. */
  readonly topic: string;
  readonly template: string;
  readonly priority: Priority;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  readonly expiresAt: number;
  /** What its text speaks of, beside the person: `{ first, latest }` of a journey, `{ data }` of a message by itself. */
  readonly context: JsonObject;
  readonly idempotencyKey: string | null;
  /** Hash of the address to which it goes, or nowhere; without: by which the person is reached. */
  readonly onlyAddress?: string;
};

/**
 * Puts messages into the ledger; what is there already stays as it is.
 * @returns how many are new
 */
export async function planMessages(sql: Session, messages: readonly PlannedMessage[], now: number): Promise<number> {
  if (messages.length === 0) return 0;
  const column = <T>(of: (message: PlannedMessage) => T): T[] => messages.map(of);
  return sql.run({
    name: 'outreach-plan',
    text: `insert into message (public_id, campaign_id, enrolment_id, profile_id, step, visit, medium, connection_id, topic,
        is_marketing, template, priority, state, due_at, expires_at, context, idempotency_key, planned_at,
        only_address)
      select m.public_id, m.campaign_id, m.enrolment_id, m.profile_id, m.step, m.visit, m.medium, coalesce(m.connection_id, c.id), m.topic,
        coalesce(t.kind, 'marketing') = 'marketing', m.template,
        case when t.kind = 'transactional' and m.priority < ${priorities.broadcast} then ${priorities.transactional} else m.priority end, 'planned',
        to_timestamp(m.due_at / 1000), to_timestamp(m.expires_at / 1000), m.context, m.idempotency_key,
        to_timestamp($1::float8 / 1000), m.only_address
      from unnest($2::uuid[], $3::int[], $4::bigint[], $5::bigint[], $6::text[], $7::int[], $8::text[], $9::int[], $10::text[],
        $11::text[], $12::smallint[], $13::float8[], $14::float8[], $15::jsonb[], $16::text[], $17::text[])
        as m (public_id, campaign_id, enrolment_id, profile_id, step, visit, medium, connection_id, topic, template, priority,
          due_at, expires_at, context, idempotency_key, only_address)
      left join topic t on t.key = m.topic
      left join channel_connection c on c.medium = m.medium and c.is_default
      on conflict do nothing`,
    values: [
      now,
      column(() => randomUUID()),
      column((one) => one.campaignId),
      column((one) => one.enrolmentId),
      column((one) => one.leafId),
      column((one) => one.step),
      column((one) => one.visit),
      column((one) => one.medium),
      column((one) => one.connectionId),
      column((one) => one.topic),
      column((one) => one.template),
      column((one) => one.priority),
      column((one) => one.dueAt),
      column((one) => one.expiresAt),
      column((one) => JSON.stringify(one.context)),
      column((one) => one.idempotencyKey),
      column((one) => one.onlyAddress ?? null),
    ],
  });
}

/** Of one visit to a step, where it has not gone yet: its journey goes on without it. */
export async function cancelMessages(
  sql: Session,
  visits: readonly { readonly enrolmentId: number; readonly step: string; readonly visit: number }[],
  now: number,
): Promise<number> {
  if (visits.length === 0) return 0;
  return sql.run({
    name: 'outreach-cancel-visits',
    text: `update message m set state = 'cancelled', ended_at = to_timestamp($4::float8 / 1000), due_at = null
      from unnest($1::bigint[], $2::text[], $3::int[]) as v (enrolment_id, step, visit)
      where m.enrolment_id = v.enrolment_id and m.step = v.step and m.visit = v.visit and m.state in ('planned', 'deferred')`,
    values: [visits.map((one) => one.enrolmentId), visits.map((one) => one.step), visits.map((one) => one.visit), now],
  });
}
