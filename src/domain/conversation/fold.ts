import {
  type Author,
  type ConversationFact,
  type ConversationStatus,
  factOrder,
  factsInOrder,
  handOversOf,
  type Party,
} from '@rapport/sdk';

export { factsInOrder as inOrder, handOversOf } from '@rapport/sdk';

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
  /** As it was noted; else the intent of most of the customer's messages. */
  readonly topic: string | null;
  readonly outcome: string | null;
  readonly lastWriter: Exclude<Author, 'system'> | null;
  readonly lastWrittenAt: number | null;
};

type Of<Kind extends ConversationFact['kind']> = Extract<ConversationFact, { kind: Kind }>;

/**
 * When it stands on the timeline, which knows milliseconds and no order within one: those of one second keep the order of `factsInOrder`
 * (messages by their numbers), whichever came first. Epoch milliseconds.
 */
export function placeInTime({ at, kind, key }: ConversationFact): number {
  if (at % 1_000 !== 0) return at;
  if (kind !== 'message') return at + (kind === 'opened' ? 0 : 990 + factOrder.indexOf(kind));
  return at + 1 + (Number(/\d+$/.exec(key)?.[0].slice(-9) ?? 0) % 980);
}

/** @param facts at least one, in any order, each once */
export function foldConversation(facts: readonly ConversationFact[]): ConversationState {
  const ordered = factsInOrder(facts);
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
    topic: noted.findLast((fact) => fact.topic !== undefined)?.topic ?? intentOf(of('message')),
    outcome: noted.findLast((fact) => fact.outcome !== undefined)?.outcome ?? null,
    lastWriter: written.at(-1)?.author ?? null,
    lastWrittenAt: written.at(-1)?.at ?? null,
  };
}

/** What most messages are about; of two the one that came first. */
function intentOf(messages: readonly Of<'message'>[]): string | null {
  const counts = new Map<string, number>();
  for (const { found } of messages) {
    const intents = found?.['intents'];
    const likeliest = Array.isArray(intents) ? intents[0] : undefined;
    if (typeof likeliest === 'string') counts.set(likeliest, (counts.get(likeliest) ?? 0) + 1);
  }
  const [first, ...others] = counts;
  return first === undefined ? null : others.reduce((most, one) => (one[1] > most[1] ? one : most), first)[0];
}

function nameOf(party: Party | null): string | null {
  return party === null ? null : (party.name ?? party.id);
}
