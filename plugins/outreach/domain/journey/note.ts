import type { Language } from '@rapport/sdk';

export type HandOver = {
  /** The journey's own words. */
  readonly words: string;
  /** Key. */
  readonly journey: string;
  /** What led to it; null: no event. `at` in epoch milliseconds. */
  readonly because: { readonly name: string; readonly at: number } | null;
  /** Until when somebody should have called, in epoch milliseconds; null: nobody need call. */
  readonly callBy: number | null;
  /** What agents should know beside it. */
  readonly briefing: string | null;
};

const words = {
  en: { call: 'Please call, until', journey: 'Journey', because: 'Because of' },
  'zh-Hans': { call: '请回电，截止时间', journey: '旅程', because: '触发事件' },
} as const satisfies Record<Language, Record<string, string>>;

/** What an agent finds in a conversation that a journey opened. @param zone IANA name, of the workspace */
export function noteText(
  { words: own, journey, because, callBy, briefing }: HandOver,
  language: Language,
  zone: string,
): string {
  const said = words[language];
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  return [
    own,
    [
      ...(callBy === null ? [] : [`${said.call}: ${format.format(callBy)}`]),
      `${said.journey}: ${journey}`,
      ...(because === null ? [] : [`${said.because}: ${because.name}, ${format.format(because.at)}`]),
    ].join('\n'),
    ...(briefing === null ? [] : [briefing]),
  ].join('\n\n');
}
