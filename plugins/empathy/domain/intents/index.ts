import { type Language, languageOf, languages } from '../language/language-of';
import { listed, PatternIndex } from '../language/patterns';
import { plainMarks, sentencesOf, tokensOf } from '../language/tokens';
import { intents } from './list';

export type { Intent } from './intent';
export { intents } from './list';

/** What a message is about, the likeliest first, with the words that say so. */
export type FoundIntent = { readonly key: string; readonly score: number; readonly words: readonly string[] };

/** Of a longer message the beginning is read. */
export const intentCharsMax = 2_000;
const phraseScore = 2;
const wordScore = 1;
/** What is said far more weakly than the rest is not what the message is about. */
const shareOfBest = 0.5;
const intentsMax = 3;

type Clue = { readonly key: string; readonly score: number };

/**
 * @param locale BCP 47, where it is known: counts for texts that could be of several languages
 * @returns none: nothing is recognised
 */
export function intentsOf(text: string, locale?: string): FoundIntent[] {
  const bounded = plainMarks(text.slice(0, intentCharsMax));
  const language = languageOf(bounded, locale);
  if (language === 'und') return [];
  if (language !== null) return intentsIn(bounded, language);
  const readings = languages.map((one) => intentsIn(bounded, one));
  return readings.reduce((best, other) => (sumOf(other) > sumOf(best) ? other : best));
}

/** The name of an intent as people read it; the key itself where it is another's. */
export function intentLabel(key: string, locale: string): string {
  const label = intents.find((intent) => intent.key === key)?.label;
  if (label === undefined) return key;
  if (locale.startsWith('zh')) return label['zh-Hans'];
  return locale.startsWith('de') ? label.de : label.en;
}

/** A conversation with its topic as people read it: the key of an intent, or what an agent noted. */
export function withTopicIn<One extends { readonly topic: string | null }>(conversation: One, locale: string): One {
  const { topic } = conversation;
  return topic === null ? conversation : { ...conversation, topic: intentLabel(topic, locale) };
}

function intentsIn(text: string, language: Language): FoundIntent[] {
  const found = new Map<string, { score: number; words: Set<string> }>();
  for (const sentence of sentencesOf(text)) {
    const tokens = tokensOf(sentence);
    for (const { meaning, from, to } of indexes[language].find(tokens)) {
      const word = text.slice(tokens[from]?.start, tokens[to]?.end);
      for (const { key, score } of meaning) {
        const known = found.get(key) ?? { score: 0, words: new Set() };
        // The same word twice says no more than once.
        if (!known.words.has(word.toLowerCase())) known.score += score;
        known.words.add(word.toLowerCase());
        found.set(key, known);
      }
    }
  }
  const best = Math.max(0, ...[...found.values()].map(({ score }) => score));
  return [...found]
    .map(([key, { score, words }]) => ({ key, score, words: [...words] }))
    .filter(({ score }) => score >= best * shareOfBest)
    .sort((a, b) => b.score - a.score)
    .slice(0, intentsMax);
}

function sumOf(found: readonly FoundIntent[]): number {
  return found.reduce((sum, { score }) => sum + score, 0);
}

const indexes: Readonly<Record<Language, PatternIndex<readonly Clue[]>>> = {
  en: indexOf('en'),
  zh: indexOf('zh'),
  de: indexOf('de'),
};

function indexOf(language: Language): PatternIndex<readonly Clue[]> {
  const clues = new Map<string, Clue[]>();
  const add = (words: string, clue: Clue): void => {
    for (const word of listed(words)) clues.set(word, [...(clues.get(word) ?? []), clue]);
  };
  for (const intent of intents) {
    add(intent[language].phrases, { key: intent.key, score: phraseScore });
    add(intent[language].words, { key: intent.key, score: wordScore });
  }
  return new PatternIndex([...clues]);
}
