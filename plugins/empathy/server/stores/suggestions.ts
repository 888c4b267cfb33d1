import type { Session } from '@rapport/sdk';
import type { OfferCounts } from '../../domain/comparison';

export const suggestionKinds = ['action', 'script', 'greeting'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];
export const outcomes = ['used', 'edited', 'dismissed'] as const;
export type Outcome = (typeof outcomes)[number];

export type NewSuggestion = {
  readonly publicId: string;
  readonly profileId: number;
  readonly conversationId: string | null;
  readonly agent: string;
  readonly kind: SuggestionKind;
  /** Key of the action or script. */
  readonly item: string;
  readonly situation: string | null;
};

export async function insertSuggestions(sql: Session, all: readonly NewSuggestion[], now: number): Promise<void> {
  await sql.run({
    text: `insert into suggestion (public_id, profile_id, conversation_id, agent, kind, item, situation, offered_at)
      select "publicId", "profileId", "conversationId", agent, kind, item, situation, to_timestamp($2::float8 / 1000)
      from jsonb_to_recordset($1::jsonb) as s ("publicId" uuid, "profileId" bigint, "conversationId" uuid, agent text, kind text,
        item text, situation text)`,
    values: [JSON.stringify(all), now],
  });
}

/** An agent who looks at a customer, in a conversation or outside of any (null). */
export type Look = Pick<NewSuggestion, 'profileId' | 'conversationId' | 'agent'>;
export type DailyOffer = {
  readonly publicId: string;
  readonly kind: SuggestionKind;
  readonly item: string;
  readonly outcome: Outcome | null;
};

/** What was offered there on this day. @param day YYYY-MM-DD */
export async function dailyOffers(sql: Pick<Session, 'rows'>, { profileId, conversationId, agent }: Look, day: string) {
  return sql.rows<DailyOffer>({
    name: 'empathy-daily-offers',
    text: `select public_id as "publicId", kind, item, outcome from suggestion
      where profile_id = $1 and agent = $2 and offered_on = $3::date and conversation_id is not distinct from $4::uuid`,
    values: [profileId, agent, day, conversationId],
  });
}

/** What another request wrote meanwhile stays. @param all kinds and items once each */
export async function insertDailyOffers(
  sql: Session,
  all: readonly NewSuggestion[],
  at: { readonly day: string; readonly now: number },
): Promise<DailyOffer[]> {
  return sql.rows<DailyOffer>({
    text: `insert into suggestion (public_id, profile_id, conversation_id, agent, kind, item, situation, offered_at, offered_on)
      select "publicId", "profileId", "conversationId", agent, kind, item, situation, to_timestamp($2::float8 / 1000), $3::date
      from jsonb_to_recordset($1::jsonb) as s ("publicId" uuid, "profileId" bigint, "conversationId" uuid, agent text, kind text,
        item text, situation text) order by kind, item
      on conflict (profile_id, agent, offered_on, conversation_id, kind, item) where offered_on is not null
        do update set offered_on = excluded.offered_on
      returning public_id as "publicId", kind, item, outcome`,
    values: [JSON.stringify(all), at.now, at.day],
  });
}

/** The last word counts. @param agent only of what was offered to him; null: to anybody. @returns whether there is such a suggestion */
export async function decideSuggestion(
  sql: Session,
  publicId: string,
  decided: { readonly outcome: Outcome; readonly now: number; readonly agent: string | null },
): Promise<boolean> {
  const rows = await sql.run({
    text: `update suggestion set outcome = $2, decided_at = to_timestamp($3::float8 / 1000)
      where public_id = $1 and ($4::text is null or agent = $4)`,
    values: [publicId, decided.outcome, decided.now, decided.agent],
  });
  return rows === 1;
}

export type FiguresRow = OfferCounts & { readonly kind: SuggestionKind; readonly item: string };

/**
 * By kind and item, the most offered first. A conversation counts once for an item, with its rating and whether it is resolved
 * now; what was offered without one has neither.
 */
export async function readFigures(
  sql: Session,
  request: { readonly kinds: readonly SuggestionKind[]; readonly since: number; readonly itemsMax: number },
): Promise<FiguresRow[]> {
  return sql.rows<FiguresRow>({
    text: `with offered as (
        select * from suggestion where kind = any($1::text[]) and offered_at >= to_timestamp($2::float8 / 1000)),
      sums as (
        select kind, item, count(*) as offered, count(*) filter (where outcome = 'used') as used,
          count(*) filter (where outcome = 'edited') as edited, count(*) filter (where outcome = 'dismissed') as dismissed
        from offered group by 1, 2 order by 3 desc, 1, 2 limit $3),
      served as (
        select distinct o.kind, o.item, c.id, c.rating, c.status = 'resolved' as resolved
        from offered o join conversation c on c.public_id = o.conversation_id where o.outcome in ('used', 'edited')),
      results as (
        select kind, item, count(*) as conversations, count(*) filter (where resolved) as resolved,
          array[count(*) filter (where rating = 1), count(*) filter (where rating = 2), count(*) filter (where rating = 3),
            count(*) filter (where rating = 4), count(*) filter (where rating = 5)]::float8[] as ratings
        from served group by 1, 2)
      select s.kind, s.item, s.offered, s.used, s.edited, s.dismissed, coalesce(r.conversations, 0) as conversations,
        coalesce(r.resolved, 0) as resolved, coalesce(r.ratings, '{0,0,0,0,0}') as ratings
      from sums s left join results r on r.kind = s.kind and r.item = s.item order by s.offered desc, s.kind, s.item`,
    values: [request.kinds, request.since, request.itemsMax],
  });
}

export async function deleteSuggestions(sql: Session, leafIds: readonly number[]): Promise<number> {
  return sql.run({ text: 'delete from suggestion where profile_id = any($1::bigint[])', values: [leafIds] });
}

export type SuggestionRow = {
  readonly id: number;
  readonly kind: string;
  readonly item: string;
  readonly situation: string | null;
  readonly agent: string;
  readonly offeredAt: number;
  readonly outcome: string | null;
  readonly decidedAt: number | null;
};

/** Oldest first, from behind `after`. */
export async function suggestionsOf(
  sql: Session,
  leafIds: readonly number[],
  request: { readonly after: number; readonly count: number },
): Promise<SuggestionRow[]> {
  return sql.rows<SuggestionRow>({
    text: `select id, kind, item, situation, agent, offered_at as "offeredAt", outcome, decided_at as "decidedAt" from suggestion
      where profile_id = any($1::bigint[]) and id > $2::bigint order by id limit $3`,
    values: [leafIds, request.after, request.count],
  });
}
