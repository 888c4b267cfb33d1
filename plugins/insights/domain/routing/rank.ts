import type { LocalizedText } from '@rapport/sdk';
import type { Candidate, RoutingCase, TrackRecord } from './candidate';

/** Points of a term at its fullest. They are a judgement, not a measurement: `routingComparison` says whether it holds. */
export const routingWeights = {
  knowsCustomer: 30,
  skill: 25,
  afterFrustration: 20,
  language: 15,
  ratings: 10,
  presence: 25,
  load: 15,
} as const;

/** A record counts as if so many average conversations came before it: one good rating makes no expert. */
const priorConversations = 5;
const priorShare = 0.7;
/** With so many open conversations an agent is full. */
const loadFull = 8;
/** From so many conversations in a language on it is certain that he has it. */
const languageCertain = 10;

export type RoutingReason = {
  readonly term: keyof typeof routingWeights;
  readonly points: number;
  readonly text: LocalizedText;
};
export type Ranked = {
  readonly agent: string;
  readonly team: string | null;
  readonly score: number;
  /** Those that made a difference, the heaviest first. */
  readonly reasons: readonly RoutingReason[];
};

/** -1 to 1, 0 where nothing is known: how much better than usual. */
function quality({ n, good }: TrackRecord): number {
  const share = (good + priorConversations * priorShare) / (n + priorConversations);
  const difference = share - priorShare;
  return difference < 0 ? difference / priorShare : difference / (1 - priorShare);
}

type Judged = { readonly part: number; readonly text: LocalizedText } | null;
type Term = (candidate: Candidate, asked: RoutingCase) => Judged;

const terms: Readonly<Record<keyof typeof routingWeights, Term>> = {
  knowsCustomer({ agent }, { before }) {
    const known = before.get(agent);
    if (known === undefined || known.conversations === 0) return null;
    // Somebody the customer rated badly is not sent again.
    const part = known.ratings.n === 0 ? 0.5 : quality({ n: known.ratings.n * 3, good: known.ratings.good * 3 });
    const { n, good } = known.ratings;
    return {
      part,
      text: {
        en: `${known.conversations} conversation(s) with this customer before, ${good} of ${n} ratings good`,
        'zh-Hans': `曾与该客户会话 ${known.conversations} 次，${n} 次评价中 ${good} 次好评`,
      },
    };
  },
  skill({ topics }, { topic }) {
    const record = topic === null ? undefined : topics.get(topic);
    if (record === undefined || record.n === 0 || topic === null) return null;
    return {
      part: quality(record),
      text: {
        en: `${record.good} of ${record.n} conversations about “${topic}” resolved at the first contact`,
        'zh-Hans': `“${topic}”类会话 ${record.n} 次，其中 ${record.good} 次首次联系即解决`,
      },
    };
  },
  afterFrustration({ frustrated }, { isFrustrated, complexity }) {
    if ((!isFrustrated && complexity === 0) || frustrated.n === 0) return null;
    return {
      part: quality(frustrated),
      text: {
        en: `${frustrated.good} of ${frustrated.n} ratings good after conversations that had gone badly`,
        'zh-Hans': `在不顺利的会话后，${frustrated.n} 次评价中 ${frustrated.good} 次好评`,
      },
    };
  },
  language({ languages, conversations }, { language }) {
    if (language === null || conversations === 0) return null;
    const count = languages.get(language) ?? 0;
    if (count === 0) return null;
    return {
      part: Math.min(1, count / languageCertain),
      text: {
        en: `${count} conversation(s) with customers of the language “${language}”`,
        'zh-Hans': `与“${language}”语言客户会话 ${count} 次`,
      },
    };
  },
  ratings({ ratings }) {
    if (ratings.n === 0) return null;
    return {
      part: quality(ratings),
      text: {
        en: `${ratings.good} of ${ratings.n} ratings good`,
        'zh-Hans': `${ratings.n} 次评价中 ${ratings.good} 次好评`,
      },
    };
  },
  presence({ isPresent }) {
    if (isPresent === null) return null;
    return isPresent
      ? { part: 1, text: { en: 'there now', 'zh-Hans': '当前在线' } }
      : { part: -1, text: { en: 'not there now', 'zh-Hans': '当前不在线' } };
  },
  load({ open }) {
    if (open === 0) return null;
    return {
      part: -Math.min(1, open / loadFull),
      text: { en: `${open} open conversation(s)`, 'zh-Hans': `进行中的会话 ${open} 个` },
    };
  },
};
const termNames: readonly (keyof typeof routingWeights)[] = [
  ...(['knowsCustomer', 'skill', 'afterFrustration', 'language', 'ratings', 'presence', 'load'] as const),
];

/** Who should take it, the best first; of equals the one with fewer open conversations, then by name: the same for any order. */
export function rankAgents(candidates: readonly Candidate[], asked: RoutingCase): Ranked[] {
  const open = new Map(candidates.map((one) => [one.agent, one.open]));
  return candidates
    .map((candidate): Ranked => {
      const reasons = termNames
        .flatMap((term): RoutingReason[] => {
          const judged = terms[term](candidate, asked);
          const points = judged === null ? 0 : Math.round(routingWeights[term] * judged.part * 10) / 10;
          return judged === null || points === 0 ? [] : [{ term, points, text: judged.text }];
        })
        .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
      const score = reasons.reduce((sum, { points }) => sum + points, 0);
      return { agent: candidate.agent, team: candidate.team, score: Math.round(score * 10) / 10, reasons };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        (open.get(a.agent) ?? 0) - (open.get(b.agent) ?? 0) ||
        (a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : 0),
    );
}

export const routingPriorities = ['normal', 'high', 'urgent'] as const;
export type RoutingPriority = (typeof routingPriorities)[number];

/** From so many orders on a customer is a regular one. */
const regularOrders = 3;

/** How soon: each of these raises it by one. */
export function priorityOf({ isFrustrated, complexity, orders }: RoutingCase): RoutingPriority {
  const raised = Number(isFrustrated) + Number(complexity >= 2) + Number(orders >= regularOrders);
  return raised === 0 ? 'normal' : raised === 1 ? 'high' : 'urgent';
}
