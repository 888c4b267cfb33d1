import type { ConversationFact, Party } from './conversations';

/** Helpdesks tell whole seconds; what happens first within one: it is opened, then written in, then something is done about it. */
export const factOrder: readonly ConversationFact['kind'][] = [
  'opened',
  'message',
  'labelled',
  'assigned',
  'noted',
  'status',
  'rated',
];
/** `message:9` before `message:10`. */
const byNumber = new Intl.Collator('en', { numeric: true });

/** The order in which facts are read, and stand on the timeline: it does not depend on the order of arrival. */
export function factsInOrder(facts: readonly ConversationFact[]): ConversationFact[] {
  return [...facts].sort(
    (a, b) => a.at - b.at || factOrder.indexOf(a.kind) - factOrder.indexOf(b.kind) || byNumber.compare(a.key, b.key),
  );
}

/** The customer came from one to another. */
export type HandOver = {
  readonly key: string;
  readonly at: number;
  readonly from: Party | null;
  readonly to: Party | null;
};

/** What one person does within so many milliseconds is one act: a new team and a new agent are one hand-over. */
const oneActMilliseconds = 5_000;

/**
 * From an agent to another, from a team to another, from a bot to people (it stops to be `pending`). A first assignment is none,
 * nor is that somebody lets go and nobody takes over.
 * @param ordered facts in order
 */
export function handOversOf(ordered: readonly ConversationFact[]): HandOver[] {
  const all: HandOver[] = [];
  let hasBot = false;
  for (const fact of ordered) {
    if (fact.kind === 'message' && fact.author === 'bot' && !fact.isPrivate) hasBot = true;
    const handOver = handOverIn(fact, hasBot);
    if (handOver === null) continue;
    const previous = all.at(-1);
    if (previous !== undefined && handOver.at - previous.at < oneActMilliseconds) continue;
    all.push(handOver);
  }
  return all;
}

function handOverIn(fact: ConversationFact, hasBot: boolean): HandOver | null {
  const { key, at } = fact;
  if (fact.kind === 'assigned') {
    const { from, to } = fact;
    return from !== null && to !== null && from.id !== to.id ? { key, at, from, to } : null;
  }
  if (fact.kind !== 'status' || !hasBot) return null;
  return fact.from === 'pending' && fact.to === 'open' ? { key, at, from: null, to: null } : null;
}
