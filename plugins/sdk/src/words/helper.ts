import type { JsonObject } from '../json';
import type { LocalizedText } from '../segments';
import type { RenderOptions, Value } from './view';

/** What a helper may look at beside its arguments. */
export type HelperContext = Required<RenderOptions> & {
  /** What names mean, by the first part of a path: `{ customer: { firstName: 'Kim' } }`. */
  readonly names: JsonObject;
  /** Traits of whom the text speaks to. */
  readonly customer: JsonObject;
  /** ISO 4217, of amounts that name none; else the customer's. */
  readonly currency?: Value;
};

/**
 * One word of the language of templates. As `{{name a b key="c"}}`, as a part of another (`(name a)`), or as a block
 * (`{{#name a}}...{{else}}...{{/name}}`: shown where its answer is there).
 */
export type Helper = {
  readonly name: string;
  readonly label: LocalizedText;
  /** For the page of authors, with what it gives for the customer of that page in English. */
  readonly example: string;
  readonly gives: string;
  /** How many arguments it takes. */
  readonly arguments: readonly [min: number, max: number];
  /** Names of `key=value`. */
  readonly named?: readonly string[];
  /** Arguments that are missing are its business: nobody reports them. */
  readonly takesMissing?: true;
  /** Undefined where there is nothing to say: the sentence around it goes. */
  readonly run: (args: readonly Value[], context: HelperContext, named: Readonly<Record<string, Value>>) => Value;
};

export function defineHelper(helper: Helper): Helper {
  return helper;
}
