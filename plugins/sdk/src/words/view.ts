import type { Json } from '../json';

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

/** Values as templates meet them; undefined is what is not there. */
export type Value = Json | undefined;
