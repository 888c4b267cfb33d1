import type { ConversationFact, ConversationRecord, Core, JsonObject, OrderTotals, ProfileRecord } from '@rapport/sdk';
import type {
  Frustration,
  PanelLocale,
  Script,
  SituationLine,
  SuggestionOutcome,
  Suggestion,
  Summary,
} from '../../domain/panel/view';

/** Whom the panel shows, to whom, and what of him was read already. Parts ask for no more than they need beyond it. */
export type PanelSubject = {
  readonly profile: ProfileRecord;
  /** As the reader may see them: personal values are masked without `pii.read`. */
  readonly traits: JsonObject;
  /** The conversation in which the agent is; null where the panel stands alone. */
  readonly conversation: ConversationRecord | null;
  readonly conversations: readonly ConversationRecord[];
  /** Of the latest conversations, by public id; empty for who may not read what was said. */
  readonly facts: ReadonlyMap<string, readonly ConversationFact[]>;
  readonly orders: OrderTotals | null;
  readonly reader: { readonly actor: string; readonly name: string | null; readonly readsPersonal: boolean };
  readonly locale: PanelLocale;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** A part answers null where it has nothing to say of this customer. */
type Part<T> = (core: Core, subject: PanelSubject) => Promise<T>;

/**
 * What other files of the plugin know of a customer, for the panel; each with a constant number of statements. A part that is absent
 * is not shown. The composition (server/index.ts) passes them in.
 */
export type PanelParts = {
  /** The heaviest first. */
  readonly situations?: Part<readonly SituationLine[]>;
  readonly greeting?: (
    core: Core,
    subject: PanelSubject,
    situations: readonly SituationLine[],
  ) => Promise<Suggestion | null>;
  /** The best first. */
  readonly actions?: (
    core: Core,
    subject: PanelSubject,
    situations: readonly SituationLine[],
  ) => Promise<readonly Suggestion[]>;
  /** The best fitting first. @param query words that a script has to hold; '' all */
  readonly scripts?: (
    core: Core,
    subject: PanelSubject,
    situations: readonly SituationLine[],
    query: string,
  ) => Promise<readonly Script[]>;
  readonly summary?: Part<Summary | null>;
  readonly frustration?: Part<Frustration | null>;
  readonly quadrant?: Part<{ readonly label: string; readonly why: string } | null>;
  /** What became of a suggestion. @returns false: there is none of this id */
  readonly outcome?: (core: Core, id: string, outcome: SuggestionOutcome, actor: string) => Promise<boolean>;
};
