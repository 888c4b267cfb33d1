import { situationName } from './current-situation';
import type { SituationOfWords } from './current-situation';
import { type Tone, wordLocaleOf } from '@rapport/sdk/words';
import { channelKindOf, inLanguage } from './script';
import type { Script } from './script';

/** What became of a script where it was offered. */
export type ScriptOutcomes = { readonly used: number; readonly edited: number; readonly dismissed: number };

export type ScriptRequest = {
  readonly situations: readonly SituationOfWords[];
  readonly channel: string | null;
  readonly locale: string;
  /** Null: as the language has it. */
  readonly tone: Tone | null;
  /** By key of the script. */
  readonly outcomes: ReadonlyMap<string, ScriptOutcomes>;
};
export type RankedScript = { readonly script: Script; readonly why: string; readonly score: number };

/** Points at the most. The situation counts for more than all the rest: the right matter first, then the right form. */
const points = { situation: 60, channel: 10, locale: 6, tone: 8, achieved: 16 } as const;
/** As if it had been offered so often and taken as often as not: two early dismissals bury nothing. */
const priorOffers = 6;
/** An edited text helped, if not as it stood. */
const editedCounts = 0.6;

/**
 * The scripts that fit, the best first; each says why. A script for situations fits where the customer is in one of them; one
 * for another channel never does. Pure: the same request has the same answer, and ties go by key.
 */
export function rankScripts(scripts: readonly Script[], request: ScriptRequest): readonly RankedScript[] {
  const ranked = inLanguage(scripts, request.locale).flatMap((script): RankedScript[] => {
    const situation = gravest(script, request.situations);
    const kind = channelKindOf(request.channel);
    if (script.situations.length > 0 && situation === null) return [];
    if (script.channel !== null && kind !== null && script.channel !== kind) return [];
    const score =
      (situation === null ? 0 : (points.situation * (40 + 0.6 * clamp(situation.severity))) / 100) +
      (script.channel !== null && script.channel === kind ? points.channel : 0) +
      (isOfLanguage(script, request.locale) ? points.locale : 0) +
      (script.tone === (request.tone ?? 'neutral') ? points.tone : 0) +
      points.achieved * takenShare(request.outcomes.get(script.key));
    return [{ script, score: Math.round(score * 10) / 10, why: whyOf(script, situation, request) }];
  });
  return ranked.sort((a, b) => b.score - a.score || (a.script.key < b.script.key ? -1 : 1));
}

function gravest(script: Script, situations: readonly SituationOfWords[]): SituationOfWords | null {
  const own = situations.filter(({ key }) => script.situations.includes(key));
  return own.reduce<SituationOfWords | null>(
    (best, one) => (best === null || one.severity > best.severity ? one : best),
    null,
  );
}

function takenShare(outcomes: ScriptOutcomes | undefined): number {
  const { used = 0, edited = 0, dismissed = 0 } = outcomes ?? {};
  return (used + editedCounts * edited + priorOffers / 2) / (used + edited + dismissed + priorOffers);
}

function isOfLanguage(script: Script, locale: string): boolean {
  return wordLocaleOf(script.locale) === wordLocaleOf(locale);
}

function clamp(severity: number): number {
  return Math.min(100, Math.max(0, severity));
}

function whyOf(
  script: Script,
  situation: SituationOfWords | null,
  { locale, channel, outcomes }: ScriptRequest,
): string {
  const { used = 0, edited = 0, dismissed = 0 } = outcomes.get(script.key) ?? {};
  const language = wordLocaleOf(locale);
  const name = situation === null ? null : situationName(situation, locale);
  const evidence = situation === null || situation.evidence === '' ? '' : situation.evidence;
  const offered = used + edited + dismissed;
  const words = {
    en: {
      situation: name === null ? 'fits any situation' : `for “${name}”${evidence === '' ? '' : `: ${evidence}`}`,
      channel: `written for ${channel ?? ''}`,
      locale: 'not written in this language',
      achieved: `taken ${used + edited} of ${offered} times`,
    },
    'zh-Hans': {
      situation: name === null ? '适用于任何情境' : `适用于“${name}”${evidence === '' ? '' : `：${evidence}`}`,
      channel: `为 ${channel ?? ''} 渠道撰写`,
      locale: '暂无该语言版本',
      achieved: `推荐 ${offered} 次，采用 ${used + edited} 次`,
    },
    de: {
      situation: name === null ? 'passt zu jeder Situation' : `für „${name}“${evidence === '' ? '' : `: ${evidence}`}`,
      channel: `geschrieben für ${channel ?? ''}`,
      locale: 'in dieser Sprache nicht vorhanden',
      achieved: `${used + edited} von ${offered} Mal übernommen`,
    },
  }[language];
  return [
    words.situation,
    ...(script.channel === null ? [] : [words.channel]),
    ...(isOfLanguage(script, locale) ? [] : [words.locale]),
    ...(offered === 0 ? [] : [words.achieved]),
  ].join('; ');
}
