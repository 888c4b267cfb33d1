import type { Channel, ContentPart } from '@rapport/sdk';
import { readTemplate, type TemplateFault, templateFaults } from '@rapport/sdk/words';
import {
  type CompiledPart,
  type CompiledTemplate,
  compilePart,
  type ContentFault,
  keysOf,
  templateRoots,
} from '../../domain/template/compile';
import type { TemplateContent } from '../../domain/template/content';
import { withSurveys } from '../../domain/survey';
import { templateLimits } from '../../domain/template/limits';
import { htmlOf } from './mjml';

export type Compiled =
  { readonly template: CompiledTemplate } | { readonly faults: readonly [ContentFault, ...ContentFault[]] };

/** What is written for a medium: the parts of all channels that carry it. */
export function partsOf(
  channels: readonly Pick<Channel, 'medium' | 'content'>[],
  medium: string,
): readonly ContentPart[] {
  const parts = channels.filter((one) => one.medium === medium).flatMap((one) => one.content);
  return [...new Map(parts.map((part) => [part.name, part])).values()];
}

/** Done once for each version: MJML becomes HTML, and Handlebars is read. */
export async function compileTemplate(
  { content, defaultLocale }: { readonly content: TemplateContent; readonly defaultLocale: string },
  parts: readonly ContentPart[],
): Promise<Compiled> {
  const locales = new Map<string, readonly CompiledPart[]>();
  const faults: ContentFault[] = [];
  for (const [locale, texts] of Object.entries(content)) {
    const compiled: CompiledPart[] = [];
    for (const part of parts) {
      const result = await compileText(part, withSurveys(texts[part.name] ?? '', part.format, locale));
      if ('faults' in result) faults.push(...result.faults.map((one) => ({ locale, part: part.name, ...one })));
      else if (result.part !== null) compiled.push(result.part);
    }
    const unknown = Object.keys(texts).filter((name) => !parts.some((part) => part.name === name));
    faults.push(...unknown.map((part) => ({ locale, part, ...at('The channel has no such part.') })));
    locales.set(locale, compiled);
  }
  if (!locales.has(defaultLocale))
    faults.push({ locale: defaultLocale, part: '', ...at('The default locale has no text.') });
  const [first, ...others] = faults.slice(0, templateLimits.faultsMax);
  if (first !== undefined) return { faults: [first, ...others] };
  const all = [...locales.values()].flat();
  return {
    template: { defaultLocale, locales, computed: keysOf(all, 'computed'), surveys: keysOf(all, 'surveys') },
  };
}

const at = (message: string): TemplateFault => ({ line: 1, column: 0, message });

async function compileText(
  part: ContentPart,
  text: string,
): Promise<{ readonly part: CompiledPart | null } | { readonly faults: readonly TemplateFault[] }> {
  if (text.trim() === '') return part.required ? { faults: [at('It has to say something.')] } : { part: null };
  if (part.format !== 'mjml') return compilePart(part, text);
  // Of expressions its author wants to know where they stand in the MJML.
  const own = templateFaults(readTemplate(text, templateLimits.partCharsMax), templateRoots);
  if (own.length > 0) return { faults: own };
  const made = await htmlOf(text);
  return 'faults' in made ? made : compilePart(part, made.html);
}
