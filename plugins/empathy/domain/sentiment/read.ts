import { type Match } from '../language/patterns';
import { plainMarks, sentencesOf, type Sentence, type Token, tokensOf } from '../language/tokens';
import type { ReadyLexicon } from './lexicon';
import type { Meaning } from './lexicon/lexicon';

/** A word that may count, as it stands in its sentence. */
export type Found = {
  /** As it is written, with the negation that belongs to it: `not happy`. */
  readonly word: string;
  readonly meaning: Meaning;
  readonly isNegated: boolean;
  /** By `very`, `a bit`, and by what comes before and behind `but`. */
  readonly factor: number;
  readonly sentence: number;
  /** The first of its sentence, but for a few small words. */
  readonly isOpener: boolean;
  readonly hasBut: boolean;
};

export type ReadSentence = {
  readonly isQuestion: boolean;
  readonly isRequest: boolean;
  readonly mark: string;
  /** Words in capitals that are no abbreviation. */
  readonly isShouted: boolean;
};

export type ReadText = { readonly sentences: readonly ReadSentence[]; readonly found: readonly Found[] };

/** Before a `but` things weigh less, behind it more. */
const beforeBut = 0.4;
const behindBut = 1.4;
const exclaimed = 1.2;
/** How far from a feeling its `very` stands. */
const moreTokensMax = 3;
const openerTokensMax = 2;
const wordCharsMax = 60;
/** The verb of a German sentence comes first, its `nicht` soon after. */
const behindTokensMax = 4;

export function readText(text: string, lexicon: ReadyLexicon): ReadText {
  const sentences: ReadSentence[] = [];
  const found: Found[] = [];
  for (const sentence of sentencesOf(plainMarks(text))) {
    const tokens = tokensOf(sentence);
    const matches = lexicon.index.find(tokens);
    const of = (kind: Meaning['kind']) => matches.filter((match) => match.meaning.kind === kind);
    const first = of('but')[0]?.from;
    // `But ...` at the beginning speaks of the sentence before.
    if (first === 0) weaken(found, sentences.length - 1);
    const relations = relationsOf({ tokens, matches, lexicon });
    const context = { text, sentence, tokens, ...relations, number: sentences.length, but: first };
    found.push(...matches.flatMap((match) => foundOf(match, context)));
    sentences.push({
      isQuestion: sentence.mark.includes('?'),
      isRequest: of('request').length > 0,
      mark: sentence.mark,
      isShouted: isShouted(sentence.text),
    });
  }
  return { sentences, found };
}

type Matched = {
  readonly tokens: readonly Token[];
  readonly matches: readonly Match<Meaning>[];
  readonly lexicon: ReadyLexicon;
};
/** Which negation and which degree belong to a word; worked out once, so that the time grows with the words of a sentence only. */
type Relations = {
  readonly negations: ReadonlyMap<Match<Meaning>, Match<Meaning>>;
  readonly degrees: ReadonlyMap<Match<Meaning>, Match<Meaning>>;
  /** Negations and degrees that belong to a word. */
  readonly used: ReadonlySet<Match<Meaning>>;
};
type Context = Relations & {
  readonly text: string;
  readonly sentence: Sentence;
  readonly tokens: readonly Token[];
  readonly number: number;
  readonly but: number | undefined;
};

function relationsOf(matched: Matched): Relations {
  const weighed = matched.matches.filter(({ meaning }) => weighs.has(meaning.kind));
  const related = (find: (match: Match<Meaning>) => Match<Meaning> | undefined) =>
    new Map(
      weighed.flatMap((match) => {
        const other = find(match);
        return other === undefined ? [] : [[match, other] as const];
      }),
    );
  const negations = related((match) => negationOf(match, matched));
  const degrees = related((match) => degreeOf(match, matched));
  return { negations, degrees, used: new Set([...negations.values(), ...degrees.values()]) };
}

function foundOf(match: Match<Meaning>, context: Context): Found[] {
  const meaning = meaningOf(match, context);
  if (meaning === null) return [];
  const { tokens, text, sentence, number, but } = context;
  const negation = context.negations.get(match);
  const from = tokens[Math.min(match.from, negation?.from ?? match.from)];
  const to = tokens[Math.max(match.to, negation?.to ?? match.to)];
  const byBut = but === undefined || but === 0 ? 1 : match.from < but ? beforeBut : behindBut;
  const byMark = sentence.mark.includes('!') ? exclaimed : 1;
  return [
    {
      word: text.slice(from?.start, to?.end).replace(/\s+/g, ' ').slice(0, wordCharsMax),
      meaning,
      isNegated: negation !== undefined,
      factor: byBut * byMark * factorOf(context.degrees.get(match)),
      sentence: number,
      isOpener: match.from < openerTokensMax,
      hasBut: but !== undefined,
    },
  ];
}

/** What it is here; null: it weighs nothing by itself. */
function meaningOf(match: Match<Meaning>, { used }: Context): Meaning | null {
  const { meaning } = match;
  switch (meaning.kind) {
    case 'plain':
    case 'but':
    case 'request':
      return null;
    case 'not':
      if (meaning.grievance === 0 || used.has(match)) return null;
      return { kind: 'grievance', weight: meaning.grievance };
    case 'more':
      if (meaning.alone === 0 || used.has(match)) return null;
      return { kind: 'feeling', weight: meaning.alone };
    default:
      return meaning;
  }
}

const weighs = new Set<Meaning['kind']>(['feeling', 'mended', 'matter', 'applause', 'thanks']);

function negationOf(match: Match<Meaning>, { matches, tokens, lexicon }: Matched): Match<Meaning> | undefined {
  const negations = matches.filter(({ meaning }) => meaning.kind === 'not');
  const before = negations.findLast(
    (one) =>
      one.to < match.from &&
      match.from - one.to <= lexicon.negationTokensMax &&
      isOneClause(tokens, one.to, match.from) &&
      !matches.some((other) => other.meaning.kind === 'but' && other.from > one.to && other.to < match.from),
  );
  if (before !== undefined || !lexicon.negatesBehind) return before;
  return negations.find(
    (one) => one.from > match.to && one.from - match.to <= behindTokensMax && isOneClause(tokens, match.to, one.from),
  );
}

function factorOf(degree: Match<Meaning> | undefined): number {
  return degree?.meaning.kind === 'more' ? degree.meaning.factor : 1;
}

function degreeOf(match: Match<Meaning>, { matches, tokens }: Matched): Match<Meaning> | undefined {
  return matches.findLast(
    ({ meaning, to }) =>
      meaning.kind === 'more' &&
      to < match.from &&
      match.from - to <= moreTokensMax &&
      isOneClause(tokens, to, match.from),
  );
}

/** No comma between the two. */
function isOneClause(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from + 1, to + 1).every((token) => !token.startsClause);
}

function weaken(found: Found[], sentence: number): void {
  found.forEach((one, index) => {
    if (one.sentence === sentence) found[index] = { ...one, factor: one.factor * beforeBut };
  });
}

const shoutedLettersMin = 4;
function isShouted(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const loud = words.filter((word) => word === word.toUpperCase() && word !== word.toLowerCase());
  const letters = loud.join('').length;
  return loud.length >= 2 && loud.length * 2 > words.length && letters > shoutedLettersMin;
}
