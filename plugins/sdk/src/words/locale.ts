/** Locales for which there are words. */
export const wordLocales = ['en', 'zh-Hans', 'de'] as const;
export type WordLocale = (typeof wordLocales)[number];

/** The language of a text: `zh-CN`, `zh_Hans`, `zh` -> zh-Hans; unknown ones -> en. */
export function wordLocaleOf(locale: string): WordLocale {
  const language = locale.toLowerCase().split(/[-_]/)[0];
  return language === 'zh' ? 'zh-Hans' : language === 'de' ? 'de' : 'en';
}

/** In which locales to look for a text, the best first. */
export function localeChain(locale: string): readonly string[] {
  return [...new Set([locale, wordLocaleOf(locale), 'en'])];
}

/** A locale that Intl takes; English where it is none. */
export function safeLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
