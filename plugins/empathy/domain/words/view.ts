import type { Json, JsonObject } from '@rapport/sdk';

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

/** How people are addressed; `neutral` is what the language does where nobody says otherwise. */
export const tones = ['neutral', 'friendly', 'formal'] as const;
export type Tone = (typeof tones)[number];

export type RenderOptions = {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly tone?: Tone;
};

/** A stretch of a rendering, for showing how it came about. `dropped` is not in the text; `missing` is a path inside it. */
export type Piece = { readonly kind: 'text' | 'value' | 'dropped' | 'missing'; readonly text: string };

/** `missing`: paths that the text asked for and that were not there. */
export type Rendered = {
  readonly text: string;
  readonly missing: readonly string[];
  readonly pieces: readonly Piece[];
};

/** Values as templates meet them; undefined is what is not there. */
export type Value = Json | undefined;
