import { languageOf, languages } from '../language/language-of';
import { picturesIn } from './emoji';
import { lexicons } from './lexicon';
import { type ReadText, readText } from './read';
import { weigh } from './weigh';

export type SentimentWord = { readonly word: string; readonly weight: number };
/** A hint of how a message sounds, never a fact about who wrote it. */
export type Sentiment = {
  /** -1 (angry) to 1 (delighted); 0: nothing was said of feelings. */
  readonly score: number;
  readonly label: 'negative' | 'neutral' | 'positive';
  /** What led to it, as it is written, in order; weights add up to the score before it is squeezed into -1..1. */
  readonly words: readonly SentimentWord[];
  /** `en`, `zh`, `de`; `und`: another, of which only emoji are read. */
  readonly language: string;
};

/** Of a longer message the beginning is read. */
export const sentimentCharsMax = 4_000;
/** At this score a message is no longer neutral. */
const labelScore = 0.25;
/** Weights of 2 come out at about 0.67. */
const squeeze = 5;

/**
 * How a customer's message sounds. The same text always gives the same answer.
 * @param locale BCP 47, where it is known: counts for texts that could be of several languages
 */
export function sentimentOf(text: string, locale?: string): Sentiment {
  const bounded = text.slice(0, sentimentCharsMax);
  const { language, read } = readIn(bounded, locale);
  const words = weigh(read, picturesIn(bounded));
  const sum = words.reduce((total, { weight }) => total + weight, 0);
  const score = round(sum / Math.sqrt(sum * sum + squeeze));
  return { score, label: labelOf(score), words, language };
}

/** Where nothing says which language it is, it is the one that has most of its words. */
function readIn(text: string, locale: string | undefined): { language: string; read: ReadText } {
  const language = languageOf(text, locale);
  if (language === 'und') return { language, read: { sentences: [], found: [] } };
  if (language !== null) return { language, read: readText(text, lexicons[language]) };
  const readings = languages.map((one) => ({ language: one, read: readText(text, lexicons[one]) }));
  return readings.reduce((best, other) => (other.read.found.length > best.read.found.length ? other : best));
}

export function labelOf(score: number): Sentiment['label'] {
  if (score <= -labelScore) return 'negative';
  return score >= labelScore ? 'positive' : 'neutral';
}

function round(value: number): number {
  const rounded = Math.round(value * 100) / 100;
  return rounded === 0 ? 0 : rounded;
}
