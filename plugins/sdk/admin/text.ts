import { IntlMessageFormat } from 'intl-messageformat';

/** The languages of our pages. Strapi's other languages read English. */
export const locales = ['en', 'zh-Hans'] as const;
export type Locale = (typeof locales)[number];

/** One text in every language, in ICU message syntax: `{count, plural, one {# customer} other {# customers}}`. */
export type Text = { readonly [locale in Locale]: string };
export type Texts = Readonly<Record<string, Text>>;
export type TextValues = Readonly<Record<string, string | number | Date>>;

/**
 * The texts of a page, both languages side by side, so that none can be forgotten: a missing language or a key that is
 * used and not there does not compile. Read with useTexts.
 * @example
 * export const texts = defineTexts({ title: { en: 'Customers', 'zh-Hans': '客户' } });
 */
export function defineTexts<const T extends Texts>(texts: T): T {
  return texts;
}

/** @param locale as Strapi has it, e.g. `zh-Hans`, `fr` */
export function localeOf(locale: string): Locale {
  return locale === 'zh-Hans' || locale === 'zh' ? 'zh-Hans' : 'en';
}

const formats = new Map<string, IntlMessageFormat>();

export function formatText(text: Text, locale: Locale, values: TextValues = {}): string {
  const message = text[locale];
  const key = `${locale}:${message}`;
  const known = formats.get(key);
  const format = known ?? new IntlMessageFormat(message, locale);
  if (known === undefined) formats.set(key, format);
  return String(format.format<string>(values));
}
