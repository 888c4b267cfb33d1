import type { Session } from '@rapport/sdk';
import { type MessageState, messageStates } from '../../domain/ledger';

/** A message as people see it. Times are epoch milliseconds. */
export type MessageRow = {
  readonly id: number;
  readonly publicId: string;
  readonly campaignId: number | null;
  readonly leafId: number;
  readonly step: string;
  readonly visit: number;
  readonly medium: string;
  readonly topic: string;
  readonly template: string;
  readonly locale: string | null;
  readonly state: MessageState;
  readonly reasons: readonly string[];
  readonly code: string | null;
  readonly dueAt: number | null;
  readonly expiresAt: number;
  readonly plannedAt: number;
  readonly handedAt: number | null;
  readonly endedAt: number | null;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
  readonly convertedAt: number | null;
};

/** `due_at` of what a paused campaign put aside is infinite: no time. */
const columns = `id, public_id as "publicId", campaign_id as "campaignId", profile_id as "leafId", step, visit, medium, topic,
  template, locale, state, reasons, code, case when due_at < 'infinity' then due_at end as "dueAt", expires_at as "expiresAt",
  planned_at as "plannedAt", handed_at as "handedAt", ended_at as "endedAt", opened_at as "openedAt", clicked_at as "clickedAt",
  converted_at as "convertedAt"`;

type PageBounds = {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly count: number;
  readonly forward: boolean;
};

/** Newest first; positions are ids. One more than asked says whether there is more. */
export async function messagesOfProfile(
  sql: Session,
  leafIds: readonly number[],
  { after, before, count, forward }: PageBounds,
): Promise<MessageRow[]> {
  const rows = await sql.rows<MessageRow>({
    text: `select ${columns} from message where profile_id = any($1::bigint[]) and ($2::bigint is null or id < $2)
      and ($3::bigint is null or id > $3) order by id ${forward ? 'desc' : 'asc'} limit $4`,
    values: [leafIds, after ?? null, before ?? null, count],
  });
  return forward ? rows : rows.reverse();
}

/**
 * Newest first. Of each state as many as are asked for, by the index in which they are in order: a campaign of years ago is read as fast as
 * one of today, and so is a state in which few are.
 * @param state null: any
 */
export async function messagesOfCampaign(
  sql: Session,
  { campaignId, state }: { readonly campaignId: number; readonly state: MessageState | null },
  { after, before, count, forward }: PageBounds,
): Promise<MessageRow[]> {
  const order = `order by id ${forward ? 'desc' : 'asc'} limit $4`;
  const rows = await sql.rows<MessageRow>({
    text: `select ${columns} from message where id in (
        select m.id from unnest($5::text[]) as s(state) cross join lateral (
          select id from message where campaign_id = $1 and state = s.state and id < $2::bigint and id > $3::bigint ${order}) m
        ${order})
      ${order}`,
    values: [
      campaignId,
      ...[after ?? Number.MAX_SAFE_INTEGER, before ?? 0, count],
      state === null ? messageStates : [state],
    ],
  });
  return forward ? rows : rows.reverse();
}

export async function messagesByPublicIds(sql: Session, ids: readonly string[]): Promise<MessageRow[]> {
  return sql.rows<MessageRow>({
    text: `select ${columns} from message where public_id = any($1::uuid[])`,
    values: [ids],
  });
}

/** Sent by itself under this key. */
export async function messageByKey(sql: Session, leafIds: readonly number[], key: string): Promise<MessageRow | null> {
  const [row] = await sql.rows<MessageRow>({
    text: `select ${columns} from message where profile_id = any($1::bigint[]) and idempotency_key = $2 and campaign_id is null
      and enrolment_id is null`,
    values: [leafIds, key],
  });
  return row ?? null;
}
