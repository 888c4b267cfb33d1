import { templateLimits } from './limits';

/** Comments first: they may hold braces. */
const expression = /\{\{!--[\s\S]*?--\}\}|\{\{\{[\s\S]*?\}\}\}|\{\{[\s\S]*?\}\}/g;

export type Masked = {
  readonly text: string;
  readonly restore: (text: string) => string;
  readonly lost: (text: string) => readonly string[];
};

/**
 * Puts a word in place of each Handlebars expression, which no other program takes for anything but a word: MJML reads quotes, angle
 * brackets and ampersands inside expressions as its own.
 */
export function maskExpressions(text: string): Masked | null {
  const found: string[] = [];
  let word = 'expr';
  while (text.includes(word)) word += 'q';
  const masked = text.replace(expression, (one) => `${word}${found.push(one) - 1}z`);
  if (found.length > templateLimits.expressionsMax) return null;
  const placeholder = new RegExp(`${word}(\\d+)z`, 'g');
  return {
    text: masked,
    restore: (made) => made.replace(placeholder, (_all, number: string) => found[Number(number)] ?? ''),
    lost(made) {
      const kept = new Set([...made.matchAll(placeholder)].map(([, number]) => Number(number)));
      return found.filter((one, index) => !kept.has(index) && !one.startsWith('{{!'));
    },
  };
}
