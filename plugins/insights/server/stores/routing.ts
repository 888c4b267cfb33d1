import type { Json, Session } from '@rapport/sdk';
import type { Candidate, RoutingCase, TrackRecord } from '../../domain/routing/candidate';
import type { RoutingPriority } from '../../domain/routing/rank';

type AgentRow = {
  readonly agent: string;
  readonly topic: string | null;
  readonly language: string | null;
  /** 0: by agent alone; 1: by topic; 2: by language. */
  readonly level: number;
  readonly team: string | null;
  readonly n: number;
  readonly open: number;
  readonly rated: number;
  readonly satisfied: number;
  readonly badRated: number;
  readonly badSatisfied: number;
  readonly solvable: number;
  readonly solved: number;
};

/** Values of the two figures that say how a conversation went, as `csat` and `fcr`; one row for each conversation. */
const outcomes = `left join figure_value csat on csat.conversation_id = f.conversation_id and csat.figure = 'csat'
  left join figure_value fcr on fcr.conversation_id = f.conversation_id and fcr.figure = 'first_contact_resolution'`;

/** Everybody who had conversations since, with how they went: alone, by topic and by language; one statement. */
export async function readCandidates(sql: Session, since: number, agentsMax: number): Promise<Candidate[]> {
  const rows = await sql.rows<AgentRow>({
    text: `with told as (
        select f.agent, f.team, c.topic, c.status, csat.value as csat, fcr.value as fcr, c.handoffs > 0 or c.reopened > 0 as bad,
          lower(left(coalesce(p.traits->>'locale', p.traits->>'language'), 2)) as language
        from conversation_figures f join conversation c on c.id = f.conversation_id join profile p on p.id = f.profile_id
        ${outcomes}
        where f.agent is not null and c.opened_at >= to_timestamp($1::float8 / 1000)),
      known as (select agent from told group by agent order by count(*) desc, agent limit $2)
      select agent, topic, language, case when grouping(topic) = 0 then 1 when grouping(language) = 0 then 2 else 0 end as level,
        mode() within group (order by team) as team, count(*) as n, count(*) filter (where status <> 'resolved') as open,
        count(csat) as rated, coalesce(sum(csat), 0) as satisfied, count(csat) filter (where bad) as "badRated",
        coalesce(sum(csat) filter (where bad), 0) as "badSatisfied", count(fcr) as solvable, coalesce(sum(fcr), 0) as solved
      from told join known using (agent) group by grouping sets ((agent), (agent, topic), (agent, language))`,
    values: [since, agentsMax],
  });
  const topics = new Map<string, Map<string, TrackRecord>>();
  const languages = new Map<string, Map<string, number>>();
  for (const { agent, level, topic, language, n, solvable, solved } of rows) {
    if (level === 1 && topic !== null) inner(topics, agent).set(topic, { n: solvable, good: solved });
    if (level === 2 && language !== null) inner(languages, agent).set(language, n);
  }
  return rows
    .filter(({ level }) => level === 0)
    .map((row) => ({
      ...{ agent: row.agent, team: row.team, conversations: row.n, open: row.open, isPresent: null },
      ratings: { n: row.rated, good: row.satisfied },
      frustrated: { n: row.badRated, good: row.badSatisfied },
      topics: topics.get(row.agent) ?? new Map<string, TrackRecord>(),
      languages: languages.get(row.agent) ?? new Map<string, number>(),
    }));
}

function inner<V>(outer: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = outer.get(key);
  if (known !== undefined) return known;
  const made = new Map<string, V>();
  outer.set(key, made);
  return made;
}

export type CustomerHistory = Pick<RoutingCase, 'before' | 'complexity' | 'isFrustrated'>;
type HistoryRow = {
  readonly root: number;
  readonly agent: string | null;
  readonly n: number;
  readonly rated: number;
  readonly satisfied: number;
  readonly complexity: number;
  readonly bad: number;
};

/** What the customers lived through with whom, by root; `complexity` and frustration are of the conversations since `recent`. */
export async function readHistories(
  sql: Session,
  rootIds: readonly number[],
  recent: number,
): Promise<ReadonlyMap<number, CustomerHistory>> {
  const rows = await sql.rows<HistoryRow>({
    name: 'insights-routing-history',
    text: `with leaf as (
        select r as id, r as root from unnest($1::bigint[]) as r
        union select leaf_id, root_id from merged_profile where root_id = any($1::bigint[]))
      select leaf.root, f.agent, count(*) as n, count(csat.value) as rated, coalesce(sum(csat.value), 0) as satisfied,
        coalesce(sum(c.handoffs + c.reopened) filter (where c.opened_at >= to_timestamp($2::float8 / 1000)), 0)::int as complexity,
        count(*) filter (where c.opened_at >= to_timestamp($2::float8 / 1000)
          and (csat.value = 0 or (fcr.value = 0 and c.reopened + c.handoffs > 0))) as bad
      from leaf join conversation_figures f on f.profile_id = leaf.id join conversation c on c.id = f.conversation_id
      ${outcomes} group by 1, 2`,
    values: [rootIds, recent],
  });
  return new Map(
    rootIds.map((root) => {
      const own = rows.filter((row) => row.root === root);
      const before = new Map(
        own.flatMap(({ agent, n, rated, satisfied }) =>
          agent === null ? [] : [[agent, { conversations: n, ratings: { n: rated, good: satisfied } }]],
        ),
      );
      const complexity = own.reduce((sum, row) => sum + row.complexity, 0);
      return [root, { before, complexity, isFrustrated: own.some(({ bad }) => bad > 0) }];
    }),
  );
}

export type Recommendation = {
  readonly conversationId: number;
  readonly opening: number;
  readonly leafId: number;
  readonly agent: string;
  readonly team: string | null;
  readonly priority: RoutingPriority;
  readonly score: number;
  readonly reasons: Json;
  readonly assignedBefore: string | null;
};

/** Of these openings those for which there is none yet. */
export async function withoutRecommendation<T extends { readonly id: number; readonly opening: number }>(
  sql: Session,
  asked: readonly T[],
): Promise<T[]> {
  const rows = await sql.rows<{ id: number; opening: number }>({
    name: 'insights-routing-known',
    text: `select conversation_id as id, opening from routing_recommendation where conversation_id = any($1::bigint[])`,
    values: [asked.map(({ id }) => id)],
  });
  const known = new Set(rows.map(({ id, opening }) => `${id} ${opening}`));
  return asked.filter(({ id, opening }) => !known.has(`${id} ${opening}`));
}

/** The first one of an opening stays. Conversations that went meanwhile are left out; see writeFolded on the lock. */
export async function insertRecommendations(sql: Session, made: readonly Recommendation[], now: number): Promise<void> {
  await sql.run({
    name: 'insights-routing-insert',
    text: `with given as (
        select * from json_to_recordset($1::json) as g("conversationId" bigint, opening int, "leafId" bigint, agent text, team text,
          priority text, score float8, reasons jsonb, "assignedBefore" text)),
      held as (select g.* from given g join conversation c on c.id = g."conversationId" order by c.id for key share of c)
      insert into routing_recommendation
        (conversation_id, opening, profile_id, agent, team, priority, score, reasons, assigned_before, made_at)
      select "conversationId", opening, "leafId", agent, team, priority, score, reasons, "assignedBefore",
        to_timestamp($2::float8 / 1000)
      from held on conflict do nothing`,
    values: [JSON.stringify(made), now],
  });
}

/** The latest one of each that was made while nobody had the conversation. */
export async function readRecommended(
  sql: Session,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly agent: string; readonly at: number }>> {
  const rows = await sql.rows<{ id: number; agent: string; at: number }>({
    name: 'insights-routing-recommended',
    text: `select distinct on (conversation_id) conversation_id as id, agent, made_at as at from routing_recommendation
      where conversation_id = any($1::bigint[]) and assigned_before is null order by conversation_id, opening desc`,
    values: [ids],
  });
  return new Map(rows.map(({ id, agent, at }) => [id, { agent, at }]));
}

export type Routed = Pick<Recommendation, 'agent' | 'team' | 'priority' | 'score' | 'reasons'> & {
  readonly madeAt: number;
  /** Null: nobody has it yet, or somebody had it before. */
  readonly followed: boolean | null;
};

/** The latest recommendation of conversations, by public id; absent where there is none. */
export async function readRouted(sql: Session, publicIds: readonly string[]): Promise<ReadonlyMap<string, Routed>> {
  const rows = await sql.rows<Routed & { readonly id: string }>({
    name: 'insights-routing-read',
    text: `select distinct on (c.id) c.public_id as id, r.agent, r.team, r.priority, r.score, r.reasons, r.made_at as "madeAt",
        v.value = 1 as followed
      from conversation c join routing_recommendation r on r.conversation_id = c.id
      left join figure_value v on v.conversation_id = c.id and v.figure = 'routing_agreement'
      where c.public_id = any($1::uuid[]) order by c.id, r.opening desc`,
    values: [publicIds],
  });
  return new Map(rows.map(({ id, ...routed }) => [id, routed]));
}

export type RoutingOutcome = {
  readonly followed: boolean;
  readonly n: number;
  readonly rated: number;
  readonly satisfied: number;
  readonly solvable: number;
  readonly solved: number;
};

/** Conversations that the figure `routing_agreement` counts, each with the recommendation by which it does, of a stretch of time. */
const agreed = `from routing_recommendation r join conversation_figures f on f.conversation_id = r.conversation_id
  join figure_value v on v.conversation_id = r.conversation_id and v.figure = 'routing_agreement'`;
const isOfPeriod = `r.made_at >= to_timestamp($1::float8 / 1000) and r.made_at < to_timestamp($2::float8 / 1000)
  and r.assigned_before is null and not exists (select 1 from routing_recommendation l
    where l.conversation_id = r.conversation_id and l.opening > r.opening and l.assigned_before is null)`;

/** How conversations went whose recommendation was followed, and how the others, of those made in a stretch of time. */
export async function readOutcomes(sql: Session, from: number, to: number): Promise<RoutingOutcome[]> {
  return sql.rows<RoutingOutcome>({
    text: `select v.value = 1 as followed, count(*) as n, count(csat.value) as rated, coalesce(sum(csat.value), 0) as satisfied,
        count(fcr.value) as solvable, coalesce(sum(fcr.value), 0) as solved
      ${agreed} ${outcomes}
      where ${isOfPeriod} group by 1 order by 1 desc`,
    values: [from, to],
  });
}

export type RoutingAgreement = {
  readonly writtenAs: 'none' | 'attributes' | 'assignment';
  readonly n: number;
  readonly followed: number;
};

/** How often those who took conversations were those who were recommended, by how the helpdesk was told of it (`helpdesk_written`). */
export async function readAgreement(sql: Session, from: number, to: number): Promise<RoutingAgreement[]> {
  return sql.rows<RoutingAgreement>({
    text: `select case when a.key is not null then 'assignment' when t.key is not null then 'attributes' else 'none' end as "writtenAs",
        count(*) as n, count(*) filter (where v.value = 1) as followed
      ${agreed} join conversation c on c.id = r.conversation_id
      left join helpdesk_written a on a.connection = c.connection and a.kind = 'conversation' and a.object_id = c.external_id
        and a.key = 'assignment:' || r.opening and a.value_hash = 'assigned'
      left join helpdesk_written t on t.connection = c.connection and t.kind = 'conversation' and t.object_id = c.external_id
        and t.key = 'cdp_agent'
      where ${isOfPeriod} group by 1 order by 1`,
    values: [from, to],
  });
}

/** @returns how many are gone */
export async function deleteRecommendationsOf(sql: Session, leafIds: readonly number[]): Promise<number> {
  return sql.run({
    text: 'delete from routing_recommendation where profile_id = any($1::bigint[])',
    values: [leafIds],
  });
}
