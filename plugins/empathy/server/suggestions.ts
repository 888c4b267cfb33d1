import { randomUUID } from 'node:crypto';
import { type Core, RapportError } from '@rapport/sdk';
import type { ActionStatistics } from '../domain/next-best-action';
import type { ScriptOutcomes } from '../domain/words/choose';
import * as store from './stores/suggestions';

export type Offer = Omit<store.NewSuggestion, 'publicId'>;

const itemCharsMax = 200;
/** Offers of one call. */
const offersMax = 50;
/** What agents did longer ago teaches nothing any more. */
export const learningDays = 180;
const day = 86_400_000;
const itemsMax = 500;

/** What was offered to agents, and what became of it. */
export class Suggestions {
  constructor(private readonly core: Pick<Core, 'database' | 'now'>) {}

  /** @returns public ids, in the order given @throws suggestion_invalid */
  async record(offers: readonly Offer[]): Promise<string[]> {
    if (offers.length > offersMax) throw new RapportError('suggestion_invalid', `At most ${offersMax} at once.`);
    if (offers.some(({ item }) => item === '' || item.length > itemCharsMax))
      throw new RapportError('suggestion_invalid', `An item has 1 to ${itemCharsMax} characters.`);
    const all = offers.map((offer) => ({ ...offer, publicId: randomUUID() }));
    await store.insertSuggestions(this.core.database, all, this.core.now());
    return all.map((one) => one.publicId);
  }

  /** What the agent was offered there today (UTC). */
  today(look: store.Look): Promise<store.DailyOffer[]> {
    return store.dailyOffers(this.core.database.lookups, look, this.day());
  }

  /** Once a day, however often he looks; what is in `known` already costs no statement. @returns of `offers`, in no order */
  async recordDaily(
    look: store.Look,
    offers: readonly Pick<Offer, 'kind' | 'item' | 'situation'>[],
    known: readonly store.DailyOffer[],
  ): Promise<readonly store.DailyOffer[]> {
    const isKnown = new Set(known.map(({ kind, item }) => `${kind} ${item}`));
    const fresh = new Map(
      offers.flatMap((one) =>
        isKnown.has(`${one.kind} ${one.item}`) ? [] : [[`${one.kind} ${one.item}`, one] as const],
      ),
    );
    if (fresh.size === 0) return known;
    const all = [...fresh.values()].map((one) => ({ ...look, ...one, publicId: randomUUID() }));
    const at = { day: this.day(), now: this.core.now() };
    return [...known, ...(await store.insertDailyOffers(this.core.database, all, at))];
  }

  private day(): string {
    return new Date(this.core.now()).toISOString().slice(0, 10);
  }

  /** @param agent only of what was offered to him @throws suggestion_not_found */
  async outcome(publicId: string, outcome: store.Outcome, agent: string | null = null): Promise<void> {
    const decided = { outcome, agent, now: this.core.now() };
    if (!(await store.decideSuggestion(this.core.database, publicId, decided)))
      throw new RapportError('suggestion_not_found');
  }

  figures(kinds: readonly store.SuggestionKind[], days: number): Promise<store.FiguresRow[]> {
    return store.readFigures(this.core.database, { kinds, since: this.core.now() - days * day, itemsMax });
  }

  /** How often agents took each action, for next best actions. */
  async ofActions(): Promise<ActionStatistics> {
    const rows = await this.figures(['action'], learningDays);
    return new Map(rows.map(({ item, used, edited, dismissed }) => [item, { accepted: used + edited, dismissed }]));
  }

  /** What became of each script. */
  async ofScripts(): Promise<ReadonlyMap<string, ScriptOutcomes>> {
    const rows = await this.figures(['script'], learningDays);
    return new Map(rows.map(({ item, used, edited, dismissed }) => [item, { used, edited, dismissed }]));
  }
}
