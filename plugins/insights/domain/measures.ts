import { type ConversationFact, factsInOrder, handOversOf } from '@rapport/sdk';

/** What the facts of one conversation say, before any figure looks at it. Times are epoch milliseconds. */
export type Measures = {
  readonly openedAt: number;
  /** The customer's first message; null: an agent wrote first and the customer never did. */
  readonly askedAt: number | null;
  /** A public message of a person or a bot after it. */
  readonly isAnswered: boolean;
  /** The first public message of a person after it. */
  readonly humanReplyAt: number | null;
  /** A bot gave it to people. */
  readonly isPassedToPeople: boolean;
  readonly firstResolvedAt: number | null;
  /** The latest resolution; null while it is not resolved, also where it was before. */
  readonly resolvedAt: number | null;
  readonly reopened: number;
  /** The customer opened another conversation within `followUpDays` of the resolution. */
  readonly contactedAgain: boolean;
  /** Time in the status `open` until now or until it was resolved: without snoozed, pending and resolved stretches. */
  readonly openMilliseconds: number;
  /** Before the first resolution. */
  readonly handOvers: number;
  /** The latest answer to the survey, and when it was given. */
  readonly rating: { readonly value: number; readonly at: number } | null;
  /** Who has it; where nobody has, who of the people wrote to the customer last. */
  readonly takenBy: string | null;
  /** Who should take it, said while nobody had it, the last time that it was opened so; null: nobody was recommended then. */
  readonly recommended: { readonly agent: string; readonly at: number } | null;
};

/** What the facts of a conversation cannot say of it. */
export type Around = Pick<Measures, 'openedAt' | 'contactedAgain' | 'recommended'> & {
  /** To whom it is assigned. */
  readonly agent: string | null;
};

/** A customer who comes back within so many days was not helped. */
export const followUpDays = 7;

type Of<Kind extends ConversationFact['kind']> = Extract<ConversationFact, { kind: Kind }>;

/**
 * @param facts of one conversation, in any order, each once
 */
export function measuresOf(
  facts: readonly ConversationFact[],
  { openedAt, contactedAgain, recommended, agent }: Around,
): Measures {
  const ordered = factsInOrder(facts);
  const of = <Kind extends ConversationFact['kind']>(kind: Kind): Of<Kind>[] =>
    ordered.filter((fact): fact is Of<Kind> => fact.kind === kind);
  const written = of('message').filter(({ author, isPrivate }) => !isPrivate && author !== 'system');
  const asked = written.find(({ author }) => author === 'customer');
  const replies =
    asked === undefined ? [] : written.filter(({ author, at }) => author !== 'customer' && at >= asked.at);
  const statuses = of('status');
  const firstResolved = statuses.find(({ to }) => to === 'resolved');
  const last = statuses.at(-1);
  const rated = of('rated').at(-1);
  const handOvers = handOversOf(ordered);
  const person = written.findLast(({ author }) => author === 'agent')?.by ?? null;
  return {
    ...{ openedAt, contactedAgain, recommended },
    askedAt: asked?.at ?? null,
    isAnswered: replies.length > 0,
    humanReplyAt: replies.find(({ author }) => author === 'agent')?.at ?? null,
    isPassedToPeople: isPassedOn(ordered),
    firstResolvedAt: firstResolved?.at ?? null,
    resolvedAt: last?.to === 'resolved' ? last.at : null,
    reopened: statuses.filter(({ from, to }) => from === 'resolved' && to !== 'resolved').length,
    openMilliseconds: openTime(statuses, openedAt),
    handOvers: handOvers.filter(({ at }) => firstResolved === undefined || at <= firstResolved.at).length,
    rating: rated === undefined ? null : { value: rated.rating, at: rated.at },
    takenBy: agent ?? person?.name ?? person?.id ?? null,
  };
}

function isPassedOn(ordered: readonly ConversationFact[]): boolean {
  const bot = ordered.findIndex((fact) => fact.kind === 'message' && fact.author === 'bot' && !fact.isPrivate);
  if (bot < 0) return false;
  return ordered.slice(bot).some((fact) => fact.kind === 'status' && fact.from === 'pending' && fact.to === 'open');
}

/** A stretch that has not ended counts nothing: it is not over. */
function openTime(statuses: readonly Of<'status'>[], openedAt: number): number {
  let open = 0;
  let since = openedAt;
  let status = statuses[0]?.from ?? 'open';
  for (const { at, to } of statuses) {
    if (status === 'open') open += Math.max(0, at - since);
    since = at;
    status = to;
  }
  return open;
}
