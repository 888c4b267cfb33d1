import type { ConversationFact } from '@rapport/sdk';
import { intentsOf } from '../intents';
import { changesIn } from './changes';
import type { Commitment, Line } from './line';
import { namesIn } from './names';
import { type Said, saidIn } from './sentences';

export type { Commitment, Line } from './line';

/** So that nobody has to repeat himself: everything in the words of those who said it, with its time. */
export type Summary = {
  /** What the customer wants, first things first. */
  readonly asked: readonly Line[];
  /** What agents, bots and the customer did about it; and to whom he was handed over. */
  readonly tried: readonly Line[];
  /** What was said will be done. */
  readonly promised: readonly Commitment[];
};

const askedMax = 4;
const triedMax = 8;
const promisedMax = 5;
/** A request in fewer words (`Hi there`) says nothing. Chinese counts characters. */
const wordsMin = 3;
const answerWordsMin = 7;

/**
 * @param facts of one conversation, in order
 * @param locale of the reader: in which hand-overs are told; what people said stays in their language
 * @param others facts of other conversations of the same helpdesk, which may name who is only a number in this one
 */
export function handOverSummary(
  facts: readonly ConversationFact[],
  locale: string,
  others: readonly ConversationFact[] = [],
): Summary {
  const nameOf = namesIn([...others, ...facts]);
  const said = saidIn(facts, locale, nameOf);
  const promised = said.filter(isPromise);
  const firstWish = said.findIndex((one) => one.isCustomer && isWish(one));
  const tried = said.filter((one, index) => {
    if (promised.includes(one)) return false;
    return isTried(one) || (firstWish >= 0 && index > firstWish && isAnswer(one));
  });
  const done = [...tried.map(lineOf), ...changesIn(facts, locale, nameOf)].sort((a, b) => a.at - b.at);
  return {
    asked: askedOf(said),
    tried: withoutRepeats(done).slice(-triedMax),
    promised: withoutRepeats(promised.map((one) => ({ ...lineOf(one), when: one.when }))).slice(-promisedMax),
  };
}

/** The first of what he wanted, and the latest: what he began with is the case, what he ended with is how it stands. */
function askedOf(said: readonly Said[]): Line[] {
  const own = said.filter(({ isCustomer }) => isCustomer);
  const wishes = own.filter((one) => isWish(one) && !one.cues.has('hasTried'));
  const any = own.filter((one) => one.length >= wordsMin && !one.cues.has('isSmallTalk'));
  const lines = withoutRepeats((wishes.length > 0 ? wishes : any.slice(0, 1)).map(lineOf));
  if (lines.length <= askedMax) return lines;
  const first = Math.ceil(askedMax / 2);
  return [...lines.slice(0, first), ...lines.slice(first - askedMax)];
}

function isWish({ cues, isQuestion, length, text }: Said): boolean {
  if (length < wordsMin) return false;
  if (cues.has('asks') || (isQuestion && !cues.has('isSmallTalk'))) return true;
  return !cues.has('isSmallTalk') && intentsOf(text).some(({ key, score }) => score > 1 && key !== 'praise');
}

function isPromise({ isCustomer, isQuestion, cues }: Said): boolean {
  return !isCustomer && !isQuestion && cues.has('promises') && !cues.has('isNoPromise');
}

function isTried({ isCustomer, cues, hasLink, isQuestion, length }: Said): boolean {
  if (isCustomer) return cues.has('hasTried');
  if (hasLink) return true;
  return length >= wordsMin && cues.has('does') && !isQuestion && !cues.has('asksBack') && !isPoliteness(cues);
}

/** What an agent states after the customer asked: of some length, or with a time in it. */
function isAnswer({ isCustomer, isQuestion, cues, length, when }: Said): boolean {
  const saysNothing = (['isSmallTalk', 'asksBack', 'isNoPromise', 'handsOver'] as const).some((cue) => cues.has(cue));
  if (isCustomer || isQuestion || saysNothing) return false;
  return length >= answerWordsMin || when !== null;
}

/** `Is there anything else I can help you with?` */
function isPoliteness(cues: Said['cues']): boolean {
  return cues.has('isSmallTalk') && !cues.has('promises') && cues.size === 1;
}

function lineOf({ text, at, by }: Said): Line {
  return { text, at, by };
}

/** Of what is said twice the latest stays. */
function withoutRepeats<One extends Line>(lines: readonly One[]): One[] {
  const keyOf = ({ text }: Line): string =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const last = new Map(lines.map((line, index) => [keyOf(line), index]));
  return lines.filter((line, index) => last.get(keyOf(line)) === index);
}
