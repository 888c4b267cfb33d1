import type { Json } from '@rapport/sdk';

/**
 * Of the locales that a template has, the customer's own, else one of his language in his script, else of his language, else the
 * default: `zh-CN` reads `zh-Hans`, `de_AT` reads `de`.
 * @param wish a trait, as it came
 */
export function localeFor(wish: Json | undefined, has: readonly string[], fallback: string): string {
  const locale = localeOf(wish);
  if (locale === null) return fallback;
  const own = locale.toString();
  const exact = has.find((one) => one === own);
  if (exact !== undefined) return exact;
  const likely = locale.maximize();
  const ofLanguage = has.flatMap((name) => {
    const one = localeOf(name);
    return one === null || one.language !== locale.language
      ? []
      : [{ name, one: one.maximize(), isPlain: !name.includes('-') }];
  });
  const ofScript = ofLanguage.filter(({ one }) => one.script === likely.script);
  const best =
    ofScript.find(({ one }) => one.region === likely.region) ?? ofScript.find(({ isPlain }) => isPlain) ?? ofScript[0];
  return (best ?? ofLanguage[0])?.name ?? fallback;
}

function localeOf(value: Json | undefined): Intl.Locale | null {
  if (typeof value !== 'string' || value.length > 35) return null;
  try {
    return new Intl.Locale(value.trim().replaceAll('_', '-'));
  } catch {
    return null;
  }
}
