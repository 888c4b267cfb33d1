import type { PictureFound } from './emoji';
import type { SentimentWord } from './index';
import type { Found, ReadText } from './read';

/** `not happy` is less than `unhappy`, `not bad` less than `good`. */
const negatedPraise = -0.9;
const negatedBlame = -0.5;
/** `never had a problem`. */
const negatedMatter = 1.2;
/** What is asked says less of feelings than what is said. */
const askedFactor = 0.5;
const thanksWeight = 1;
const matterWeight = 0.8;
const grievanceWeight = 0.6;
/** Two of them, or one with a matter, are a complaint. */
const complaintGrievances = 2;
const shoutWeight = -1;
const impatienceWeight = -0.8;

type Weighed = SentimentWord & { readonly found: Found };

/** What each word counts, with all others in view. Words that count nothing are left out. */
export function weigh(read: ReadText, pictures: readonly PictureFound[]): SentimentWord[] {
  const feelings = read.found.flatMap((found) => feelingOf(found, read));
  const complaint = complaintOf(read, feelings);
  const isBitter = pictures.some((picture) => picture.isBitter);
  const negative = total([...feelings, ...complaint].filter(({ weight }) => weight < 0));
  const isIronic = (applause: Found): boolean =>
    isBitter || (!applause.hasBut && (negative < 0 || (applause.isOpener && hasBareFault(read))));
  const words: SentimentWord[] = [];
  for (const found of read.found) {
    const own = [...feelings, ...complaint].filter((one) => one.found === found);
    for (const { word, weight } of own) words.push({ word, weight: isBitter && weight > 0 ? -weight : weight });
    if (found.meaning.kind === 'applause') words.push(applauseOf(found, found.meaning.weight, isIronic(found)));
    if (found.meaning.kind === 'thanks' && isThanks(found, read, negative)) {
      words.push({ word: found.word, weight: thanksWeight * found.factor });
    }
  }
  return [
    ...words,
    ...pictures.map(({ picture, weight }) => ({ word: picture, weight })),
    ...loudness(read, negative),
  ].flatMap(({ word, weight }) => {
    const rounded = Math.round(weight * 100) / 100;
    return rounded === 0 ? [] : [{ word, weight: rounded }];
  });
}

function feelingOf(found: Found, { sentences }: ReadText): Weighed[] {
  const { meaning, word, isNegated, factor } = found;
  const sentence = sentences[found.sentence];
  const asked = sentence?.isQuestion === true ? askedFactor : 1;
  const weighed = (weight: number): Weighed[] => [{ word, weight: weight * factor * asked, found }];
  switch (meaning.kind) {
    case 'feeling':
      if (!isNegated) return weighed(meaning.weight);
      return weighed(meaning.weight * (meaning.weight > 0 ? negatedPraise : negatedBlame));
    case 'mended':
      return weighed(isNegated ? -meaning.weight : meaning.weight);
    case 'matter':
      return isNegated && sentence?.isQuestion !== true && sentence?.isRequest !== true ? weighed(negatedMatter) : [];
    default:
      return [];
  }
}

/** Matters and grievances, where they are a complaint together. */
function complaintOf({ found, sentences }: ReadText, feelings: readonly Weighed[]): Weighed[] {
  const isMended = found.some(({ meaning, isNegated }) => meaning.kind === 'mended' && !isNegated);
  const praise = total(feelings.filter(({ weight }) => weight > 0));
  const blame = -total(feelings.filter(({ weight }) => weight < 0));
  if (isMended || praise > blame + 1) return [];
  const grievances = found.filter(({ meaning }) => meaning.kind === 'grievance');
  const heavy = grievances.reduce((sum, { meaning }) => sum + (meaning.kind === 'grievance' ? meaning.weight : 0), 0);
  const matters = found.filter((one) => {
    const sentence = sentences[one.sentence];
    const isPolite = sentence?.isRequest === true || sentence?.isQuestion === true;
    return one.meaning.kind === 'matter' && !one.isNegated && !isPolite;
  });
  const isComplaint = heavy >= complaintGrievances || (heavy > 0 && matters.length > 0) || blame > 0;
  if (!isComplaint) return praise > 0 ? [] : bareFaults(matters, sentences);
  return [
    ...grievances.map((one) => ({
      ...{ word: one.word, found: one },
      weight: one.meaning.kind === 'grievance' ? -grievanceWeight * one.meaning.weight * askedOf(one, sentences) : 0,
    })),
    ...matters.map((one) => ({ word: one.word, found: one, weight: -matterWeight })),
  ];
}

/** A fault that is told with no question and no wish: mild, for nobody writes that to be friendly. */
function bareFaults(matters: readonly Found[], sentences: ReadText['sentences']): Weighed[] {
  if (sentences.some(({ isQuestion, isRequest }) => isQuestion || isRequest)) return [];
  return matters.flatMap((one) =>
    one.meaning.kind === 'matter' && one.meaning.isFault ? [{ word: one.word, found: one, weight: -matterWeight }] : [],
  );
}

function askedOf(found: Found, sentences: ReadText['sentences']): number {
  const sentence = sentences[found.sentence];
  return sentence?.isQuestion === true || sentence?.isRequest === true ? askedFactor : 1;
}

/** `Great, it is broken again`: the more is wrong, the less it is praise. With a `but` it is meant as it is said. */
function applauseOf({ word, factor, isNegated }: Found, weight: number, isIronic: boolean): SentimentWord {
  if (isIronic) return { word, weight: -weight * factor };
  return { word, weight: (isNegated ? weight * negatedPraise : weight) * factor };
}

/** Something is broken, is not asked about, and nothing of the message says that it was mended. */
function hasBareFault({ found, sentences }: ReadText): boolean {
  if (found.some(({ meaning, isNegated }) => meaning.kind === 'mended' && !isNegated)) return false;
  return found.some((one) => {
    const sentence = sentences[one.sentence];
    if (sentence?.isQuestion === true || sentence?.isRequest === true) return false;
    return one.meaning.kind === 'matter' && one.meaning.isFault && !one.isNegated;
  });
}

function isThanks(found: Found, { sentences }: ReadText, negative: number): boolean {
  const asks = sentences.some(({ isQuestion, isRequest }) => isQuestion || isRequest);
  return negative === 0 && !asks && !found.hasBut;
}

/** Capitals and `?!` say nothing alone of whether somebody is glad: with praise they are joy. */
function loudness({ sentences, found }: ReadText, negative: number): SentimentWord[] {
  const isGlad =
    negative === 0 && found.some(({ meaning }) => meaning.kind === 'feeling' || meaning.kind === 'applause');
  if (isGlad) return [];
  const shouted = sentences.some(({ isShouted }) => isShouted);
  const impatient = sentences.find(({ mark }) => /\?.*!|!.*\?|\?\?|!!/.test(mark));
  return [
    ...(shouted ? [{ word: 'CAPITALS', weight: shoutWeight }] : []),
    ...(impatient === undefined ? [] : [{ word: impatient.mark, weight: impatienceWeight }]),
  ];
}

function total(words: readonly { readonly weight: number }[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0);
}
