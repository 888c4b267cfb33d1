import type { Language, LocalizedText } from '@rapport/sdk';
import type { Summary } from './summary';

export type NoteParts = {
  readonly greeting: string;
  /** The gravest first. */
  readonly situations: readonly { readonly name: string; readonly evidence: string }[];
  readonly summary: Summary;
};

const heads = {
  greeting: { en: 'Suggested greeting', 'zh-Hans': '建议问候语' },
  situation: { en: 'Situation', 'zh-Hans': '情境' },
  asked: { en: 'Asked', 'zh-Hans': '客户诉求' },
  tried: { en: 'Tried', 'zh-Hans': '已尝试' },
  promised: { en: 'Promised', 'zh-Hans': '已承诺' },
} as const satisfies Record<string, LocalizedText>;

/** What an agent should know who opens the conversation: as plain text, for where there is no panel. */
export function noteText({ greeting, situations, summary }: NoteParts, language: Language): string {
  const part = (head: keyof typeof heads, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[`${heads[head][language]}:`, ...lines.map((line) => `- ${line}`)].join('\n')];
  const texts = (lines: Summary['asked']): string[] => lines.map(({ text }) => text);
  return [
    ...part(
      'situation',
      situations.map(({ name, evidence }) => (evidence === '' ? name : `${name}: ${evidence}`)),
    ),
    ...part('asked', texts(summary.asked)),
    ...part('tried', texts(summary.tried)),
    ...part('promised', texts(summary.promised)),
    ...part('greeting', [greeting]),
  ].join('\n\n');
}
