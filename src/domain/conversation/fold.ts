import type { Author, ConversationFact, ConversationStatus, Party } from '@rapport/sdk';

/** Where a conversation stands, whatever the helpdesk. Times are epoch milliseconds. */
export type ConversationState = {
  readonly channel: string | null;
  readonly status: ConversationStatus;
  readonly team: string | null;
  readonly agent: string | null;
  /** Times that the customer came to somebody else: see `handOversOf`. */
  readonly handoffs: number;
  readonly openedAt: number;
  /** The first public message of a person of the helpdesk after the customer's first. */
  readonly firstReplyAt: number | null;
  /** Null while it is not resolved, also where it was before. */
  readonly resolvedAt: number | null;
  readonly reopened: number;
  readonly rating: number | null;
  readonly topic: string | null;
  readonly outcome: string | null;
  readonly lastWriter: Exclude<Author, 'system'> | null;
  readonly lastWrittenAt: number | null;
};

type Of<Kind extends ConversationFact['kind']> = Extract<ConversationFact, { kind: Kind }>;

/** Helpdesks tell whole seconds; what happens first within one: it is opened, then written in, then something is done about it. */
const order: readonly ConversationFact['kind'][] = [
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
export function inOrder(facts: readonly ConversationFact[]): ConversationFact[] {
  return [...facts].sort(
    (a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind) || byNumber.compare(a.key, b.key),
  );
}

/**
 * When it stands on the timeline, which knows milliseconds and no order within one: those of one second keep the order of `inOrder`
 * (messages by their numbers), whichever came first. Epoch milliseconds.
 */
export function placeInTime({ at, kind, key }: ConversationFact): number {
  if (at % 1_000 !== 0) return at;
  if (kind !== 'message') return at + (kind === 'opened' ? 0 : 990 + order.indexOf(kind));
  return at + 1 + (Number(/\d+$/.exec(key)?.[0].slice(-9) ?? 0) % 980);
}

/** @param facts at least one, in any order, each once */
export function foldConversation(facts: readonly ConversationFact[]): ConversationState {
  const ordered = inOrder(facts);
  const of = <Kind extends ConversationFact['kind']>(kind: Kind): Of<Kind>[] =>
    ordered.filter((fact): fact is Of<Kind> => fact.kind === kind);
  const statuses = of('status');
  const last = statuses.at(-1);
  const status = last?.to ?? 'open';
  const written = of('message').flatMap(({ author, isPrivate, at }) =>
    isPrivate || author === 'system' ? [] : [{ author, at }],
  );
  const asked = written.find(({ author }) => author === 'customer');
  const replied = written.find(({ author, at }) => author === 'agent' && asked !== undefined && at >= asked.at);
  const assignedTo = (role: Of<'assigned'>['role']): string | null =>
    nameOf(
      of('assigned')
        .filter((fact) => fact.role === role)
        .at(-1)?.to ?? null,
    );
  const noted = of('noted');
  return {
    channel: of('opened').find((fact) => fact.channel !== null)?.channel ?? null,
    status,
    team: assignedTo('team'),
    agent: assignedTo('agent'),
    handoffs: handOversOf(ordered).length,
    openedAt: of('opened')[0]?.at ?? ordered[0]?.at ?? 0,
    firstReplyAt: replied?.at ?? null,
    resolvedAt: status === 'resolved' ? (last?.at ?? null) : null,
    reopened: statuses.filter(({ from, to }) => from === 'resolved' && to !== 'resolved').length,
    rating: of('rated').at(-1)?.rating ?? null,
    topic: noted.findLast((fact) => fact.topic !== undefined)?.topic ?? null,
    outcome: noted.findLast((fact) => fact.outcome !== undefined)?.outcome ?? null,
    lastWriter: written.at(-1)?.author ?? null,
    lastWrittenAt: written.at(-1)?.at ?? null,
  };
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

function nameOf(party: Party | null): string | null {
  return party === null ? null : (party.name ?? party.id);
}
