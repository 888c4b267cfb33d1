import type { Actor, Identifier, JsonObject, ReviewReason } from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionaries } from './dictionaries';

export type NewReview = {
  readonly publicId: string;
  readonly type: 'conflict' | 'suggestion';
  readonly reason: ReviewReason;
  readonly profileId: number;
  readonly otherId: number;
  readonly identifier: Identifier;
  readonly evidence: JsonObject;
  readonly sourceId: number;
  readonly at: number;
};

/** Seen again is written when the last time is older than this: a shared device would write on every event otherwise. */
const lastSeenStaleSeconds = 300;

/** `review`: what a person has to decide. The same refusal is one row, however often it happens. */
export async function recordReviews(
  client: pg.ClientBase,
  dictionaries: Dictionaries,
  reviews: readonly NewReview[],
): Promise<void> {
  if (reviews.length === 0) return;
  await client.query({
    name: 'review-record',
    text: `with n as materialized (
       select distinct on (t, p, o, reason, k, v) * from json_to_recordset($1::json)
         as n(id uuid, t text, reason text, p bigint, o bigint, k smallint, v text, e jsonb, s int, at float8)
       order by t, p, o, reason, k, v, at desc)
     insert into review as r (public_id, type, reason, profile_id, other_id, kind_id, value, evidence, source_id, first_at, last_at)
     select id, t, reason, p, o, k, v, e, s, to_timestamp(at / 1000), to_timestamp(at / 1000) from n
     where not exists (select from review old where (old.type, old.profile_id, old.other_id, old.reason, old.kind_id, old.value)
         = (n.t, n.p, n.o, n.reason, n.k, n.v) and old.last_at > to_timestamp(n.at / 1000) - make_interval(secs => $2))
     order by t, p, o, reason, k, v
     on conflict (type, profile_id, other_id, reason, kind_id, value) do update set last_at = excluded.last_at`,
    values: [
      JSON.stringify(
        reviews.map((one) => ({
          id: one.publicId,
          t: one.type,
          reason: one.reason,
          p: one.profileId,
          o: one.otherId,
          k: dictionaries.kindId(one.identifier.kind),
          v: one.identifier.value,
          e: one.evidence,
          s: one.sourceId,
          at: one.at,
        })),
      ),
      lastSeenStaleSeconds,
    ],
  });
}

export type ReviewRow = {
  readonly id: number;
  readonly status: string;
  readonly type: 'conflict' | 'suggestion';
  readonly profileId: number;
  readonly otherId: number;
};

export async function lockReview(client: pg.ClientBase, publicId: string): Promise<ReviewRow | null> {
  const { rows } = await client.query<ReviewRow>(
    `select id, status, type, profile_id as "profileId", other_id as "otherId" from review where public_id = $1 for update`,
    [publicId],
  );
  return rows[0] ?? null;
}

export async function decideReview(
  client: pg.ClientBase,
  id: number,
  decision: { readonly status: 'merged' | 'kept_apart' | 'dismissed'; readonly actor: Actor; readonly at: number },
): Promise<void> {
  await client.query(
    `update review set status = $2, decided_by = $3, decided_at = to_timestamp($4::float8 / 1000) where id = $1`,
    [id, decision.status, decision.actor, decision.at],
  );
}
