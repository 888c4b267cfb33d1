import type {
  ConversationFact,
  ConversationRecord,
  Core,
  JsonObject,
  MembershipRecord,
  OrderTotals,
  ProfileRecord,
} from '@rapport/sdk';
import type { PanelLocale, PersonView, Script, SuggestionOutcome } from '../../domain/panel/view';

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
  /** Null: there are no segments, or the reader may see neither them nor situations. */
  readonly memberships: readonly MembershipRecord[] | null;
  readonly reader: {
    readonly actor: string;
    readonly name: string | null;
    readonly readsPersonal: boolean;
    readonly scopes: ReadonlySet<string>;
  };
  readonly locale: PanelLocale;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** What the rest of the plugin says of a customer. A part that is null is not shown. */
export type Suggested = Pick<
  PersonView,
  'situations' | 'greeting' | 'actions' | 'scripts' | 'summary' | 'frustration'
> &
  Pick<PersonView['who'], 'quadrant'>;

/** Passed in by the composition (server/panel-parts.ts). Each takes a constant number of statements. */
export type PanelParts = {
  /** Situations with the heaviest first, actions and scripts with the best first. */
  readonly suggest?: (core: Core, subject: PanelSubject) => Promise<Partial<Suggested>>;
  /** The best fitting first. @param words that a script has to hold */
  readonly scripts?: (core: Core, subject: PanelSubject, words: string) => Promise<readonly Script[]>;
  /** What became of a suggestion. @returns false: there is none of this id */
  readonly outcome?: (core: Core, id: string, outcome: SuggestionOutcome, actor: string) => Promise<boolean>;
};

export const nothingSuggested: Suggested = {
  ...{ situations: null, greeting: null, actions: null, scripts: null, summary: null, frustration: null },
  quadrant: null,
};
