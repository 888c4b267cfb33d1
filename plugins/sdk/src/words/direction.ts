const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const rightToLeftLocales = /^(?:ar|he|fa|ur|ps|yi)\b/;
const firstStrongIsolate = '\u2068';
const popIsolate = '\u2069';

/** A name in Arabic or Hebrew inside a sentence that runs the other way: isolated, so that punctuation stays where it belongs. */
export function isolate(text: string, locale: string): string {
  const turns = rightToLeft.test(text) !== rightToLeftLocales.test(locale);
  return turns && rightToLeft.test(text) ? `${firstStrongIsolate}${text}${popIsolate}` : text;
}
