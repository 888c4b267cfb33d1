import type { JsonObject } from '@rapport/sdk';
import type { Piece } from '@rapport/sdk/words';

/** What a text may speak of. Keys are the field names that templates use. */
export type TemplateView = {
  /** Traits of the profile, as the reader may see them. */
  readonly customer: JsonObject;
  /** Who speaks. */
  readonly agent: { readonly name: string } | null;
  /** What was seen of the situation: `{ count: 4, since: 1732..., last: { query: 'router' } }`. */
  readonly situation: JsonObject | null;
  readonly conversation: JsonObject | null;
  /** Computed traits by key. */
  readonly computed: JsonObject;
};

/** `missing`: paths that the text asked for and that were not there. */
export type Rendered = {
  readonly text: string;
  readonly missing: readonly string[];
  readonly pieces: readonly Piece[];
};
