import type { Language } from '../../language/language-of';
import { listed, PatternIndex } from '../../language/patterns';
import { de } from './de';
import { en } from './en';
import type { Lexicon, Meaning } from './lexicon';
import { zh } from './zh';

const mendedWeight = 1.5;
const applauseWeight = 2;

export type ReadyLexicon = Pick<Lexicon, 'negatesBehind' | 'negationTokensMax'> & {
  readonly index: PatternIndex<Meaning>;
};

/** Another language: a file beside `en.ts`, a line here. */
export const lexicons: Readonly<Record<Language, ReadyLexicon>> = { en: ready(en), de: ready(de), zh: ready(zh) };

/** Where a word stands in two lists, the earlier of these lists counts. */
function ready(lexicon: Lexicon): ReadyLexicon {
  const all = (words: string, meaning: (word: string) => Meaning) =>
    listed(words).map((word) => [word, meaning(word)] as const);
  const feelings = weights(lexicon.feelings);
  const grievances = weights(lexicon.grievances);
  const entries = [
    ...all(lexicon.plain, () => ({ kind: 'plain' })),
    ...all(lexicon.mended, () => ({ kind: 'mended', weight: mendedWeight })),
    ...all(lexicon.thanks, () => ({ kind: 'thanks' })),
    ...all(lexicon.applause, () => ({ kind: 'applause', weight: applauseWeight })),
    ...all(lexicon.not, (word) => ({ kind: 'not', grievance: grievances.get(word) ?? 0 })),
    ...lexicon.more.flatMap(([factor, words]) =>
      all(words, (word) => ({ kind: 'more', factor, alone: feelings.get(word) ?? 0 })),
    ),
    ...[...feelings].map(([word, weight]) => [word, { kind: 'feeling', weight }] as const),
    ...[...grievances].map(([word, weight]) => [word, { kind: 'grievance', weight }] as const),
    ...all(lexicon.faults, () => ({ kind: 'matter', isFault: true })),
    ...all(lexicon.topics, () => ({ kind: 'matter', isFault: false })),
    ...all(lexicon.but, () => ({ kind: 'but' })),
    ...all(lexicon.requests, () => ({ kind: 'request' })),
  ];
  const { negatesBehind, negationTokensMax, joins } = lexicon;
  return { negatesBehind, negationTokensMax, index: new PatternIndex(entries, new Set(joins)) };
}

function weights(lists: Lexicon['feelings']): Map<string, number> {
  return new Map(lists.flatMap(([weight, words]) => listed(words).map((word) => [word, weight] as const)));
}
