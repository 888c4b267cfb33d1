import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** locale -> part -> text */
export type Content = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is edited of a template. */
export type Draft = { readonly name: string; readonly defaultLocale: string; readonly content: Content };

/** Content as the API has it; what is no text is left out. */
export function contentIn(json: Json): Content {
  if (!isJsonObject(json)) return {};
  return Object.fromEntries(
    Object.entries(json).map(([locale, parts]) => [
      locale,
      Object.fromEntries(
        Object.entries(isJsonObject(parts) ? parts : {}).flatMap(([part, text]) =>
          typeof text === 'string' ? [[part, text] as const] : [],
        ),
      ),
    ]),
  );
}

export function withText(content: Content, locale: string, part: string, text: string): Content {
  return { ...content, [locale]: { ...content[locale], [part]: text } };
}

/** Begins as a copy of another: whoever translates sees what there is to say. */
export function withLocale(content: Content, locale: string, from: string): Content {
  return { ...content, [locale]: { ...content[from] } };
}

export function withoutLocale(content: Content, locale: string): Content {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== locale));
}

/** As BCP 47 writes it: `zh-hans` is `zh-Hans`; null: it is none. */
export function canonicalLocale(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text.trim().replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** Languages that readers of some other one fall back to: the default first, then by name. */
export function localesOf({ content, defaultLocale }: Pick<Draft, 'content' | 'defaultLocale'>): readonly string[] {
  return Object.keys(content).sort((first, second) =>
    first === defaultLocale ? -1 : second === defaultLocale ? 1 : first.localeCompare(second),
  );
}

/** Where a path is asked for: `{{customer.plan}}`, also as an argument. */
export type Place = { readonly part: string; readonly line: number };

/** @param texts part -> text @param path as a preview names what is missing */
export function placesOf(texts: Readonly<Record<string, string>>, path: string): readonly Place[] {
  const named = new RegExp(`(?<![\\p{L}\\p{N}_.-])${escaped(path)}(?![\\p{L}\\p{N}_.-])`, 'u');
  return Object.entries(texts).flatMap(([part, text]) =>
    text.split('\n').flatMap((line, index) => {
      const expressions = line.match(/\{\{[^{}]*\}\}/g) ?? [];
      return expressions.some((one) => named.test(one)) ? [{ part, line: index + 1 }] : [];
    }),
  );
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
