/** What a word does to a message. */
export type Meaning =
  /** -3 (hate) to 3 (excellent). */
  | { readonly kind: 'feeling'; readonly weight: number }
  /** A fault or a wish that is no feeling by itself (broken, cancel, return): it counts in company of a grievance only. */
  | { readonly kind: 'matter'; readonly isFault: boolean }
  /** A matter was put right: `solved`. */
  | { readonly kind: 'mended'; readonly weight: number }
  /** Makes a complaint of a matter, and two of them one of themselves: again, still, nobody, three weeks. */
  | { readonly kind: 'grievance'; readonly weight: number }
  /** Thanks: positive where nothing else is said and nothing is asked for. */
  | { readonly kind: 'thanks' }
  /** `Great!`: positive, and bitter in the company of matters and grievances. */
  | { readonly kind: 'applause'; readonly weight: number }
  /** Looks like something and means nothing: `thanks in advance`, `customer service`. */
  | { readonly kind: 'plain' }
  /** `grievance`: what it weighs where it negates nothing (`nobody came`). */
  | { readonly kind: 'not'; readonly grievance: number }
  /** `alone`: what it weighs where nothing follows (`Unbelievable.`). */
  | { readonly kind: 'more'; readonly factor: number; readonly alone: number }
  /** `but`: what comes behind it prevails. */
  | { readonly kind: 'but' }
  /** Opens a request: `please`, `how do I`. */
  | { readonly kind: 'request' };

/** Words in the notation of PatternIndex, separated by commas. */
export type Lexicon = {
  readonly feelings: readonly (readonly [weight: number, words: string])[];
  readonly faults: string;
  readonly topics: string;
  readonly mended: string;
  readonly grievances: readonly (readonly [weight: number, words: string])[];
  readonly thanks: string;
  readonly applause: string;
  readonly plain: string;
  readonly not: string;
  readonly more: readonly (readonly [factor: number, words: string])[];
  readonly but: string;
  readonly requests: string;
  /** Characters behind which a single one is a word of its own, wherever Intl.Segmenter cuts. */
  readonly joins: string;
  /** German negates behind the verb too: `das hilft mir nicht`. */
  readonly negatesBehind: boolean;
  /** How many tokens before a feeling a negation may stand. */
  readonly negationTokensMax: number;
};
