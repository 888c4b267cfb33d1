import { listed } from './patterns';

/** Languages that are understood; `und`: another one. */
export const languages = ['en', 'zh', 'de'] as const;
export type Language = (typeof languages)[number];

/** Small words that stand in nearly every sentence of a language, and in no sentence of the others. */
const smallWords: Readonly<Record<string, readonly string[]>> = {
  en: listed(
    `the, and, is, are, you, your, my, it, it's, i'm, i've, of, to, for, with, this, that, have, has, not, how, what, where,
    when, why, can, could, please, do, does, don't, thanks, thank, hi, hello, we, our, on, at, be, from, no, never, very, i, would, but`,
  ),
  de: listed(
    `der, die, das, und, ist, sind, war, ich, du, sie, ihr, wir, mein, meine, meinen, nicht, kein, keine, ein, eine, einen, mit, auf,
    für, zu, zum, von, bei, wie, wo, wann, warum, kann, bitte, danke, hallo, es, dem, den, im, seit, immer, noch, sehr, aber, auch, mir,
    uns, euch, habe, hat, haben, wird, werden, ab, an, dass, nach, guten, ihre, ihren, vielen, ja, nein, endlich, alles`,
  ),
  fr: listed(
    'le, la, les, et, est, je, vous, une, des, pour, pas, avec, mon, ma, mes, bonjour, merci, ne, que, votre, suis',
  ),
  es: listed(
    'el, los, las, y, es, un, una, por, para, con, mi, mis, hola, gracias, que, usted, mucho, muy, pero, está',
  ),
};

/**
 * By script, then by small words; where these say nothing (`Super!`) the locale counts.
 * @param locale BCP 47, as far as it is known
 * @returns `und`: another language; null: neither the words nor a locale say
 */
export function languageOf(text: string, locale?: string): Language | 'und' | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text)) return 'und';
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (characters > 0 && characters * 4 >= letters) return 'zh';
  const hint = languages.find((language) => locale?.toLowerCase().split(/[-_]/)[0] === language);
  if (letters > 0 && !/\p{Script=Latin}/u.test(text)) return 'und';
  const words = new Set(
    text
      .toLowerCase()
      .replaceAll('\u2019', "'")
      .match(/[\p{L}']+/gu) ?? [],
  );
  const counts = Object.entries(smallWords).map(([language, small]) => ({
    language,
    count: small.filter((word) => words.has(word)).length + (language === hint ? 0.5 : 0),
  }));
  const best = counts.reduce((one, other) => (other.count > one.count ? other : one));
  if (best.count === 0) return locale === undefined ? (/[äöüß]/i.test(text) ? 'de' : null) : 'und';
  return languages.find((language) => language === best.language) ?? 'und';
}
