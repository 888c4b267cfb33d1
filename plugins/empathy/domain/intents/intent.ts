import type { Language } from '../language/language-of';

/** Words in the notation of PatternIndex (`deliver*`, `lost ~ parcel`), separated by commas. */
type Clues = {
  /** Each is enough by itself. */
  readonly phrases: string;
  /** Point to it: one is a weak clue, two are as good as a phrase. */
  readonly words: string;
};

/** What a message can be about. */
export type Intent = {
  /** As it stands in events and conditions: `order_status`. */
  readonly key: string;
  readonly label: { readonly en: string; readonly 'zh-Hans': string; readonly de: string };
} & Readonly<Record<Language, Clues>>;
