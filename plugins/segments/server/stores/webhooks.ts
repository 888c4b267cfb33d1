import type { Session, TransitionPosition } from '@rapport/sdk';

export type WebhookRow = {
  readonly id: number;
  readonly publicId: string;
  readonly url: string;
  /** Sealed. */
  readonly secret: string;
  readonly segmentIds: readonly number[] | null;
  readonly enabled: boolean;
  readonly position: number;
  readonly transitionId: number;
  readonly untilPosition: number | null;
  readonly untilTransitionId: number | null;
  readonly failures: number;
  readonly failure: string | null;
  readonly retryAt: number | null;
  readonly deliveredAt: number | null;
  readonly createdAt: number;
};

const columns = `id, public_id as "publicId", url, secret, segment_ids as "segmentIds", enabled, position,
  transition_id as "transitionId", until_position as "untilPosition", until_transition_id as "untilTransitionId", failures,
  failure, retry_at as "retryAt", delivered_at as "deliveredAt", created_at as "createdAt"`;

export async function readWebhooks(sql: Session): Promise<WebhookRow[]> {
  return sql.rows<WebhookRow>({ text: `select ${columns} from segment_webhook order by id` });
}

export async function dueWebhooks(sql: Session, now: number): Promise<WebhookRow[]> {
  return sql.rows<WebhookRow>({
    text: `select ${columns} from segment_webhook
      where enabled and coalesce(retry_at, '-infinity') <= to_timestamp($1::float8 / 1000) order by id`,
    values: [now],
  });
}

export async function insertWebhook(
  sql: Session,
  hook: {
    readonly publicId: string;
    readonly url: string;
    readonly secret: string;
    readonly segmentIds: readonly number[] | null;
    readonly from: TransitionPosition;
    readonly actor: string;
    readonly at: number;
  },
): Promise<void> {
  await sql.run({
    text: `insert into segment_webhook (public_id, url, secret, segment_ids, position, transition_id, created_at, created_by)
      values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8)`,
    values: [
      hook.publicId,
      hook.url,
      hook.secret,
      hook.segmentIds,
      hook.from.position,
      hook.from.id,
      hook.at,
      hook.actor,
    ],
  });
}

/** @returns whether there was one */
export async function deleteWebhook(sql: Session, publicId: string): Promise<boolean> {
  return (await sql.run({ text: 'delete from segment_webhook where public_id = $1', values: [publicId] })) === 1;
}

/** Fixes where the message ends that is about to be sent. */
export async function beginMessage(sql: Session, id: number, until: TransitionPosition): Promise<void> {
  await sql.run({
    text: 'update segment_webhook set until_position = $2, until_transition_id = $3 where id = $1',
    values: [id, until.position, until.id],
  });
}

/** It was taken: on to what comes after it. */
export async function endMessage(sql: Session, id: number, at: number): Promise<void> {
  await sql.run({
    text: `update segment_webhook set position = until_position, transition_id = until_transition_id, until_position = null,
        until_transition_id = null, failures = 0, failure = null, retry_at = null, delivered_at = to_timestamp($2::float8 / 1000)
      where id = $1`,
    values: [id, at],
  });
}

export async function failMessage(
  sql: Session,
  id: number,
  how: { readonly failure: string; readonly retryAt: number; readonly isGone: boolean },
): Promise<void> {
  await sql.run({
    text: `update segment_webhook set failures = failures + 1, failure = $2, retry_at = to_timestamp($3::float8 / 1000),
        enabled = enabled and not $4 where id = $1`,
    values: [id, how.failure, how.retryAt, how.isGone],
  });
}
