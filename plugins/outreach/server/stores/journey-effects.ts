import type { JsonObject, Session } from '@rapport/sdk';
import { touchedAt } from './left';

/** The table `enrolment_effect`: what steps want done outside of the ledger. */
export type NewEffect = {
  readonly enrolmentId: number;
  readonly leafId: number;
  readonly step: string;
  readonly visit: number;
  readonly kind: string;
  readonly body: JsonObject;
};
export type WaitingEffect = NewEffect & {
  readonly id: number;
  /** Public ids. */
  readonly enrolment: string;
  readonly campaignKey: string;
  readonly at: number;
  readonly attempts: number;
  /** Of its own, as others are told it. */
  readonly publicId: string;
  /** Since when it may be on its way, of an attempt whose end nobody saw; null: it is not. */
  readonly begunAt: number | null;
};

export async function insertEffects(sql: Session, effects: readonly NewEffect[], now: number): Promise<void> {
  if (effects.length === 0) return;
  await sql.run({
    name: 'outreach-insert-effects',
    text: `insert into enrolment_effect (enrolment_id, profile_id, step, visit, kind, body, at)
      select enrolment_id, leaf_id, step, visit, kind, body, to_timestamp($7::float8 / 1000)
      from unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::text[], $6::jsonb[])
        as e (enrolment_id, leaf_id, step, visit, kind, body)
      on conflict do nothing`,
    values: [
      effects.map((one) => one.enrolmentId),
      effects.map((one) => one.leafId),
      effects.map((one) => one.step),
      effects.map((one) => one.visit),
      effects.map((one) => one.kind),
      effects.map((one) => JSON.stringify(one.body)),
      now,
    ],
  });
}

/** Takes some that are due for `leaseMilliseconds`: who dies with them leaves them to the next. */
export async function claimEffects(
  sql: Session,
  request: { readonly now: number; readonly leaseMilliseconds: number; readonly rowsMax: number },
): Promise<WaitingEffect[]> {
  return sql.rows<WaitingEffect>({
    name: 'outreach-claim-effects',
    text: `with due as (
        select id from enrolment_effect
        where done_at is null and (retry_at is null or retry_at <= to_timestamp($1::float8 / 1000))
        order by retry_at nulls first, id limit $3 for update skip locked)
      update enrolment_effect f set retry_at = to_timestamp(($1::float8 + $2::float8) / 1000), attempts = f.attempts + 1
      from due, enrolment e, campaign c
      where f.id = due.id and e.id = f.enrolment_id and c.id = e.campaign_id
      returning f.id, f.enrolment_id as "enrolmentId", f.profile_id as "leafId", f.step, f.visit, f.kind, f.body, f.at,
        f.attempts, f.public_id as "publicId", f.begun_at as "begunAt", e.public_id as enrolment, c.key as "campaignKey"`,
    values: [request.now, request.leaseMilliseconds, request.rowsMax],
  });
}

/**
 * From now on it may be on its way, and is this worker's until the lease ends.
 * @returns false: another worker has taken it meanwhile
 */
export async function beginEffect(
  sql: Session,
  { id, attempts }: Pick<WaitingEffect, 'id' | 'attempts'>,
  { now, leaseMilliseconds }: { readonly now: number; readonly leaseMilliseconds: number },
): Promise<boolean> {
  const begun = await sql.run({
    text: `update enrolment_effect set begun_at = to_timestamp($3::float8 / 1000),
        retry_at = to_timestamp(($3::float8 + $4::float8) / 1000)
      where id = $1 and attempts = $2 and done_at is null`,
    values: [id, attempts, now, leaseMilliseconds],
  });
  return begun === 1;
}

/** It may have been done, and is not done again. @param code why nobody knows */
export async function endUnknown(sql: Session, id: number, code: string, now: number): Promise<void> {
  await sql.run({
    text: `update enrolment_effect set done_at = to_timestamp($3::float8 / 1000), failure = $2, is_unknown = true, retry_at = null
      where id = $1`,
    values: [id, code, now],
  });
}

/** Others show that they have it: what was unknown is done. */
export async function noteEffectsSeen(sql: Session, publicIds: readonly string[]): Promise<void> {
  if (publicIds.length === 0) return;
  await sql.run({
    name: 'outreach-effects-seen',
    text: `update enrolment_effect set failure = null, is_unknown = false where public_id = any($1::uuid[]) and is_unknown`,
    values: [publicIds],
  });
}

/** @param failure code of what went wrong for good; null: it is done */
export async function endEffect(sql: Session, id: number, failure: string | null, now: number): Promise<void> {
  await sql.run({
    text: `update enrolment_effect set done_at = to_timestamp($3::float8 / 1000), failure = $2, retry_at = null where id = $1`,
    values: [id, failure, now],
  });
}

/** It was not tried, so that it does not count as an attempt. */
export async function putOffEffect(
  sql: Session,
  { id, attempts }: Pick<WaitingEffect, 'id' | 'attempts'>,
  retryAt: number,
): Promise<void> {
  await sql.run({
    name: 'outreach-put-off-effect',
    text: `update enrolment_effect set attempts = attempts - 1, retry_at = to_timestamp($3::float8 / 1000)
      where id = $1 and attempts = $2 and done_at is null`,
    values: [id, attempts, retryAt],
  });
}

export async function postponeEffect(sql: Session, id: number, failure: string, retryAt: number): Promise<void> {
  await sql.run({
    text: 'update enrolment_effect set failure = $2, retry_at = to_timestamp($3::float8 / 1000), begun_at = null where id = $1',
    values: [id, failure, retryAt],
  });
}

/**
 * The last message of each run that was handed over is what its goal is owed to, where it went since; of who was held out to compare
 * with, the last that he would have got.
 */
export async function attributeGoals(
  sql: Session,
  enrolmentIds: readonly number[],
  { now, since }: { readonly now: number; readonly since: number },
): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await sql.run({
    name: 'outreach-attribute-goals',
    text: `update message m set converted_at = to_timestamp($2::float8 / 1000)
      from (select distinct on (m.enrolment_id) m.id from message m cross join lateral (select ${touchedAt} as at) t
        where m.enrolment_id = any($1::bigint[])
          and m.profile_id = any(array(select profile_id from enrolment where id = any($1::bigint[])))
          and t.at >= to_timestamp($3::float8 / 1000)
        order by m.enrolment_id, t.at desc) l
      where m.id = l.id and m.converted_at is null`,
    values: [enrolmentIds, now, since],
  });
}

export async function readArms(
  sql: Session,
  leafIds: readonly number[],
): Promise<readonly { readonly leafId: number; readonly seed: string; readonly arm: string }[]> {
  return sql.rows({
    name: 'outreach-arms',
    text: `select profile_id as "leafId", seed, arm from experiment_arm where profile_id = any($1::bigint[]) order by profile_id`,
    values: [leafIds],
  });
}

export async function keepArms(
  sql: Session,
  arms: readonly { readonly leafId: number; readonly seed: string; readonly arm: string }[],
): Promise<void> {
  if (arms.length === 0) return;
  await sql.run({
    name: 'outreach-keep-arms',
    text: `insert into experiment_arm (profile_id, seed, arm) select * from unnest($1::bigint[], $2::text[], $3::text[])
      on conflict do nothing`,
    values: [arms.map((one) => one.leafId), arms.map((one) => one.seed), arms.map((one) => one.arm)],
  });
}
