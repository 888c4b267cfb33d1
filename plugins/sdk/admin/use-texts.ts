import { useMemo } from 'react';
import { useIntl } from 'react-intl';
import { formatText, localeOf } from './text';
import type { Locale, Text, Texts, TextValues } from './text';

export type Translate<T extends Texts> = (key: keyof T & string, values?: TextValues) => string;

/** The language in which Strapi's admin is shown to this person. */
export function useLocale(): Locale {
  return localeOf(useIntl().locale);
}

/** @example const t = useTexts(texts); t('title') */
export function useTexts<T extends Texts>(texts: T): Translate<T> {
  const locale = useLocale();
  return useMemo(() => {
    const all: Texts = texts;
    return (key, values) => {
      const text: Text | undefined = all[key];
      return text === undefined ? key : formatText(text, locale, values);
    };
  }, [locale, texts]);
}
