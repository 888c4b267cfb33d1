import type { ContentFormat, ContentPart } from '@rapport/sdk';
import { pathsIn, readTemplate, type Template, type TemplateFault, templateFaults } from '@rapport/sdk/words';
import { templateLimits } from './limits';

/** With which names of a template begin. `customer` is what scripts for agents call `traits`. */
export const templateRoots: ReadonlySet<string> = new Set([
  ...['traits', 'customer', 'computed', 'event', 'unsubscribe_url', 'preferences_url', 'confirm_url', 'topic_name'],
  'surveys',
]);

export type CompiledPart = {
  readonly name: string;
  readonly format: ContentFormat;
  readonly required: boolean;
  readonly nodes: Template;
};
/** One version of a template, ready to be rendered as often as there are people. */
export type CompiledTemplate = {
  readonly defaultLocale: string;
  readonly locales: ReadonlyMap<string, readonly CompiledPart[]>;
  /** Keys of computed traits that its texts speak of: what has to be read of a person beside his traits. */
  readonly computed: readonly string[];
  /** Keys of surveys whose pages its texts lead to. */
  readonly surveys: readonly string[];
};
/** Where in a template something is wrong, for its author. */
export type ContentFault = TemplateFault & { readonly locale: string; readonly part: string };

/** @param text in MJML: the HTML that was made of it */
export function compilePart(
  { name, format, required }: ContentPart,
  text: string,
): { readonly part: CompiledPart } | { readonly faults: readonly TemplateFault[] } {
  const parsed = readTemplate(text, templateLimits.compiledCharsMax);
  const faults = templateFaults(parsed, templateRoots);
  if ('fault' in parsed || faults.length > 0) return { faults };
  return { part: { name, format, required, nodes: parsed.nodes } };
}

/** What texts ask of one of their names: of `computed.orders` it is `orders`. @param parts of all locales */
export function keysOf(parts: readonly CompiledPart[], name: string): readonly string[] {
  const keys = parts
    .flatMap(({ nodes }) => pathsIn(nodes))
    .flatMap(([root, key]) => (root === name && key !== undefined ? [key] : []));
  return [...new Set(keys)].sort();
}
