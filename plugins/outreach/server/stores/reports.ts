import { randomUUID } from 'node:crypto';
import type { ChannelReport, JsonObject, Session, Transaction } from '@rapport/sdk';
import type { MessageState } from '../../domain/ledger';
import type { ReportKind } from '../../domain/report';
import { insertConsents } from './consent';

/** A message of which something is reported. */
export type ReportedMessage = {
  readonly id: number;
  readonly state: MessageState;
  readonly medium: string;
  readonly topic: string;
  readonly leafId: number;
  readonly addressHash: string | null;
};

const columns = `id, state, medium, topic, profile_id as "leafId", address_hash as "addressHash"`;

/**
 * By our own id, else by the provider's, else the latest that went to that address by this connection; null: it is none of ours.
 * @param addressHash of the address that the report names
 */
export async function reportedMessage(
  sql: Session,
  connectionId: number,
  { messageId, providerId }: Pick<ChannelReport, 'messageId' | 'providerId'>,
  addressHash: string | null,
): Promise<ReportedMessage | null> {
  const [row] = await sql.rows<ReportedMessage>({
    name: 'outreach-reported',
    text: `select ${columns} from message
      where connection_id = $2 and case when $1::uuid is not null then public_id = $1::uuid
        when $3::text is not null then provider_id = $3 else address_hash = $4 and handed_at is not null end
      order by id desc limit 1 for update`,
    values: [messageId, connectionId, providerId, addressHash],
  });
  return row ?? null;
}

/** An answer tells the campaign of its message: by that it is counted. @returns whether it is told for the first time */
export async function insertReport(
  sql: Session,
  report: {
    readonly messageId: number;
    readonly key: string;
    readonly kind: ReportKind;
    readonly at: number;
    readonly detail: JsonObject;
    readonly isMachine: boolean;
  },
): Promise<boolean> {
  const { messageId, key, kind, at, detail, isMachine } = report;
  return (
    (await sql.run({
      name: 'outreach-insert-report',
      text: `insert into message_report (message_id, key, kind, at, detail, is_machine, campaign_id)
        values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5::jsonb, $6,
          case when $3 = 'answered' then (select campaign_id from message where id = $1) end) on conflict do nothing`,
      values: [messageId, key, kind, at, JSON.stringify(detail), isMachine],
    })) === 1
  );
}

/** What a message is once something was reported of it; times that are there already stay. */
export type Noted = {
  readonly id: number;
  readonly state: MessageState;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
  readonly unsubscribedAt: number | null;
};

/** @param noted each message once */
export async function noteReports(sql: Session, noted: readonly Noted[]): Promise<void> {
  if (noted.length === 0) return;
  await sql.run({
    name: 'outreach-note-reports',
    text: `update message m set state = n.state, opened_at = coalesce(m.opened_at, to_timestamp(n.opened_at / 1000)),
        clicked_at = coalesce(m.clicked_at, to_timestamp(n.clicked_at / 1000)),
        unsubscribed_at = coalesce(m.unsubscribed_at, to_timestamp(n.unsubscribed_at / 1000))
      from unnest($1::bigint[], $2::text[], $3::float8[], $4::float8[], $5::float8[])
        as n (id, state, opened_at, clicked_at, unsubscribed_at)
      where m.id = n.id`,
    values: [
      noted.map((one) => one.id),
      noted.map((one) => one.state),
      noted.map((one) => one.openedAt),
      noted.map((one) => one.clickedAt),
      noted.map((one) => one.unsubscribedAt),
    ],
  });
}

/** Until the end of the transaction nobody else changes them. */
export async function lockMessages(
  sql: Transaction,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly state: MessageState; readonly leafId: number }[]> {
  return sql.rows({
    name: 'outreach-lock-messages',
    text: 'select id, state, profile_id as "leafId" from message where id = any($1::bigint[]) order by id for update',
    values: [ids],
  });
}

/** The address itself said so: by the provider, or by the mail program. */
export async function insertDenial(sql: Session, message: ReportedMessage, at: number): Promise<void> {
  if (message.addressHash === null) return;
  const { medium: channel, addressHash: address, topic, leafId } = message;
  const entry = { channel, address, topic, leafId, at, decision: 'denied' as const, proof: 'confirmed' as const };
  await insertConsents(sql, [{ ...entry, evidence: { by: 'provider' }, key: randomUUID() }], at);
}

/** A report that is not on the timeline yet. */
export type UntoldReport = {
  readonly id: number;
  /** Internal. */
  readonly ofMessage: number;
  readonly kind: ReportKind;
  readonly at: number;
  readonly detail: JsonObject;
  readonly isMachine: boolean;
  /** It came by a link of ours: whether it is a person's is judged now. */
  readonly isVisit: boolean;
  readonly leafId: number;
  readonly messageId: string;
  readonly medium: string;
  readonly topic: string;
  readonly template: string;
  readonly campaign: string | null;
};

export async function untoldReports(sql: Session, count: number, now: number): Promise<UntoldReport[]> {
  return sql.rows<UntoldReport>({
    name: 'outreach-untold-reports',
    text: `select r.id, r.message_id as "ofMessage", r.kind, r.at, r.detail, r.is_machine as "isMachine",
        r.settles_at is not null as "isVisit", m.profile_id as "leafId", m.public_id as "messageId",
        m.medium, m.topic, m.template, c.key as campaign
      from message_report r join message m on m.id = r.message_id left join campaign c on c.id = m.campaign_id
      where r.told_at is null and (r.settles_at is null or r.settles_at <= to_timestamp($2::float8 / 1000))
      order by r.id limit $1`,
    values: [count, now],
  });
}

/** But what a person did meanwhile in the place of a program: that is told when its time has come. */
export async function noteTold(sql: Session, ids: readonly number[], now: number): Promise<void> {
  await sql.run({
    name: 'outreach-note-told',
    text: `update message_report set told_at = to_timestamp($2::float8 / 1000)
      where id = any($1::bigint[]) and (settles_at is null or settles_at <= to_timestamp($2::float8 / 1000))`,
    values: [ids, now],
  });
}
