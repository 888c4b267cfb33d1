import type { ConversationFact } from '@rapport/sdk';
import type { Texts } from './situations/situation';
import { numberFormat, pluralRules } from '@rapport/sdk/words';

/** What makes a case hard. */
export type CaseFacts = {
  /** Different things that the customer wants; 1 where nobody knows better. */
  readonly intents: number;
  readonly handoffs: number;
  readonly reopens: number;
  /** Channels on which it was spoken of. */
  readonly channels: number;
};

export type Complexity = {
  /** intents + hand-offs + re-opens + channels; a plain case has 2. */
  readonly score: number;
  readonly isComplex: boolean;
  readonly why: Texts;
};

/** From so much on a case is complex: more than one plain matter on one channel. */
export const complexFrom = 4;

/** `1 matter`, `2 matters`. */
function counted(locale: string, count: number, one: string, other: string): string {
  return `${numberFormat(locale).format(count)} ${pluralRules(locale).select(count) === 'one' ? one : other}`;
}

export function complexityOf({ intents, handoffs, reopens, channels }: CaseFacts): Complexity {
  const score = intents + handoffs + reopens + channels;
  return {
    score,
    isComplex: score >= complexFrom,
    why: {
      en: `${score} = ${counted('en', intents, 'matter', 'matters')} + ${counted('en', handoffs, 'hand-over', 'hand-overs')} + ${counted('en', reopens, 're-opening', 're-openings')} + ${counted('en', channels, 'channel', 'channels')}; complex from ${complexFrom}`,
      'zh-Hans': `${score} = ${intents}个诉求 + ${handoffs}次转接 + ${reopens}次重开 + ${channels}个渠道；${complexFrom}起为复杂`,
      de: `${score} = ${intents} Anliegen + ${counted('de', handoffs, 'Weitergabe', 'Weitergaben')} + ${reopens}-mal wieder geöffnet + ${counted('de', channels, 'Kanal', 'Kanäle')}; komplex ab ${complexFrom}`,
    },
  };
}

/**
 * First message of the customer to the first reply of a person (no bot, no note), in milliseconds.
 * @returns null before there was one
 */
export function timeToHuman(facts: readonly ConversationFact[]): number | null {
  const messages = facts
    .flatMap((fact) => (fact.kind === 'message' && !fact.isPrivate ? [fact] : []))
    .sort((a, b) => a.at - b.at);
  const asked = messages.find((one) => one.author === 'customer');
  if (asked === undefined) return null;
  const answered = messages.find((one) => one.author === 'agent' && one.at >= asked.at);
  return answered === undefined ? null : answered.at - asked.at;
}
