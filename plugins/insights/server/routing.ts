import { type ConversationRecord, type Core, kept, type ProfileRecord, type RoutingAdvice } from '@rapport/sdk';
import type { Candidate, RoutingCase } from '../domain/routing/candidate';
import { priorityOf, rankAgents } from '../domain/routing/rank';
import { insightLimits } from './limits';
import type { Stale } from './stores/figures';
import {
  insertRecommendations,
  readCandidates,
  readHistories,
  readRouted,
  type Recommendation,
  withoutRecommendation,
} from './stores/routing';

const dayMilliseconds = 86_400_000;
const languageTraits = ['locale', 'language'] as const;

/**
 * Who should take the conversations that were opened, or opened again: once for each opening, by what is known then. History of agents
 * is read at most once a minute; statements do not depend on the number of conversations.
 */
export async function recommend(core: Core, changed: readonly Stale[]): Promise<void> {
  const opened = changed
    .filter(({ status }) => status !== 'resolved')
    .map((one) => ({ ...one, opening: one.reopened }));
  if (opened.length === 0) return;
  const asked = await withoutRecommendation(core.database, opened);
  const candidates = asked.length === 0 ? [] : await candidatesOf(core);
  if (candidates.length === 0) return;
  const rootIds = [...new Set(asked.map((one) => one.rootId))];
  const recent = core.now() - insightLimits.recentDays * dayMilliseconds;
  const histories = await readHistories(core.database, rootIds, recent);
  const profiles = new Map(
    (await core.read.profiles.byLeafIds(rootIds)).flatMap((one) => (one === null ? [] : [[one.rootId, one]])),
  );
  const orders = await core.read.profiles.orders([...profiles.values()]);
  const made = asked.flatMap((one): Recommendation[] => {
    const routingCase: RoutingCase = {
      topic: one.topic,
      language: languageOf(core, profiles.get(one.rootId)),
      orders: orders.get(one.rootId)?.orders ?? 0,
      ...(histories.get(one.rootId) ?? { before: new Map(), complexity: 0, isFrustrated: false }),
    };
    const [best] = rankAgents(candidates, routingCase);
    if (best === undefined) return [];
    return [
      {
        ...{ conversationId: one.id, opening: one.opening, leafId: one.leafId, assignedBefore: one.agent },
        ...{ agent: best.agent, team: best.team, score: best.score, priority: priorityOf(routingCase) },
        reasons: best.reasons.map(({ term, points, text }) => ({ term, points, text: { ...text } })),
      },
    ];
  });
  await core.database.transaction((sql) => insertRecommendations(sql, made, core.now()));
}

/** What was recommended when they were opened last, for whoever writes it back; by public id. */
export async function routingOf(
  core: Core,
  conversations: readonly ConversationRecord[],
): Promise<ReadonlyMap<string, RoutingAdvice>> {
  const found = await readRouted(
    core.database,
    conversations.map(({ publicId }) => publicId),
  );
  return new Map([...found].map(([id, { agent, team, priority }]) => [id, { agent, team, priority }]));
}

const byCore = new WeakMap<Core, () => Promise<Candidate[]>>();

/** What agents did, as of at most a minute ago. */
function candidatesOf(core: Core): Promise<Candidate[]> {
  const { candidatesMilliseconds: milliseconds, agentsMax, historyDays } = insightLimits;
  const find = (): Promise<Candidate[]> =>
    readCandidates(core.database, core.now() - historyDays * dayMilliseconds, agentsMax);
  const ask = byCore.get(core) ?? kept(find, { milliseconds, now: core.now });
  byCore.set(core, ask);
  return ask();
}

/** A trait that is marked as personal does not enter. */
function languageOf(core: Core, profile: ProfileRecord | undefined): string | null {
  for (const key of languageTraits) {
    const value = profile?.traits[key];
    if (typeof value !== 'string' || core.settings.privacy.personalTraits.includes(key)) continue;
    if (/^[a-z]{2}/i.test(value)) return value.slice(0, 2).toLowerCase();
  }
  return null;
}
