import type { ConversationFact } from '@rapport/sdk';
import { type Language, languageOf } from '../language/language-of';
import { listed, PatternIndex } from '../language/patterns';
import { plainMarks, sentencesOf, tokensOf } from '../language/tokens';
import type { Cue, Cues } from './cues/cues';
import { de } from './cues/de';
import { en } from './cues/en';
import { zh } from './cues/zh';
import type { NameOf } from './names';
import { languageOfReader } from './reader';

/** A sentence of somebody, and what it does. */
export type Said = {
  readonly text: string;
  readonly at: number;
  /** Null: the customer. */
  readonly by: string | null;
  readonly isCustomer: boolean;
  readonly isQuestion: boolean;
  readonly cues: ReadonlySet<Cue>;
  readonly hasLink: boolean;
  /** Words, or characters of Chinese. */
  readonly length: number;
  readonly when: string | null;
};

const messageCharsMax = 4_000;
const sentenceCharsMax = 300;
const sentencesMax = 30;
const link = /https?:\/\/\S+/i;

/** Who has no name that anybody told. */
const authors = {
  en: { agent: 'Agent', bot: 'Bot' },
  zh: { agent: '客服', bot: '机器人' },
  de: { agent: 'Service', bot: 'Bot' },
} as const;

/** What was said in public, sentence by sentence. */
export function saidIn(facts: readonly ConversationFact[], locale: string, nameOf: NameOf): Said[] {
  const nameless = authors[languageOfReader(locale)];
  return facts.flatMap((fact) => {
    if (fact.kind !== 'message' || fact.isPrivate || fact.author === 'system' || fact.text === null) return [];
    const { at, author, by } = fact;
    const name = by === null ? null : nameOf('agent', by);
    const who = author === 'customer' ? null : (name ?? nameless[author]);
    return readMessage(fact.text, locale).map((one) => ({ ...one, at, by: who, isCustomer: author === 'customer' }));
  });
}

type Read = Omit<Said, 'at' | 'by' | 'isCustomer'>;

function readMessage(whole: string, locale: string): Read[] {
  const text = whole.slice(0, messageCharsMax);
  const detected = languageOf(text, locale);
  const language: Language = detected === null || detected === 'und' ? 'en' : detected;
  const { index, time } = ready[language];
  return sentencesOf(plainMarks(text))
    .slice(0, sentencesMax)
    .flatMap((sentence) => {
      const shown = text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ').trim();
      if (shown === '') return [];
      const tokens = tokensOf(sentence);
      return [
        {
          text: shown.length > sentenceCharsMax ? `${shown.slice(0, sentenceCharsMax - 1)}\u2026` : shown,
          isQuestion: sentence.mark.includes('?'),
          cues: new Set(index.find(tokens).map(({ meaning }) => meaning)),
          hasLink: link.test(shown),
          length: tokens.length,
          when: time.exec(sentence.text.slice(0, sentenceCharsMax))?.[0].trim() ?? null,
        },
      ];
    });
}

const cueKinds = [
  'asksBack',
  'isSmallTalk',
  'handsOver',
  'isNoPromise',
  'promises',
  'hasTried',
  'does',
  'asks',
] as const satisfies readonly Cue[];
const ready: Readonly<Record<Language, { readonly index: PatternIndex<Cue>; readonly time: RegExp }>> = {
  en: readyOf(en),
  zh: readyOf(zh),
  de: readyOf(de),
};

/** Of words that stand in two lists the first list counts. */
function readyOf(cues: Cues) {
  const entries = cueKinds.flatMap((kind) => listed(cues[kind]).map((words): [string, Cue] => [words, kind]));
  return { index: new PatternIndex(entries), time: cues.time };
}
