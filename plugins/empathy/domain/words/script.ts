import { localeChain, type Tone } from '@rapport/sdk/words';

export const scriptChannels = ['chat', 'email', 'phone', 'sms'] as const;
export type ScriptChannel = (typeof scriptChannels)[number];
export const verticals = ['retail', 'saas', 'services'] as const;
export type Vertical = (typeof verticals)[number];

/** One text in one language, as it was published. */
export type Script = {
  /** Of Strapi's document; the same in all languages. */
  readonly documentId: string;
  /** Stable name, the same in all languages: outcomes are counted by it. */
  readonly key: string;
  readonly locale: string;
  readonly title: string;
  /** What is said of the situation in the greeting, one sentence; '' where there is none. */
  readonly opening: string;
  /** What comes after the greeting. */
  readonly body: string;
  /** Keys of situations; none: for any. */
  readonly situations: readonly string[];
  /** Null: for any. */
  readonly channel: ScriptChannel | null;
  readonly tone: Tone;
  readonly vertical: Vertical | null;
};

const kinds: Readonly<Record<string, ScriptChannel>> = { email: 'email', sms: 'sms', phone: 'phone', voice: 'phone' };

/** How words differ by channel: whatever is not written, texted or spoken is a chat (web, WhatsApp, Telegram ...). */
export function channelKindOf(channel: string | null): ScriptChannel | null {
  return channel === null ? null : (kinds[channel.toLowerCase()] ?? 'chat');
}

/** Of each text one language: the reader's, or the next best. */
export function inLanguage(scripts: readonly Script[], locale: string): readonly Script[] {
  const chain = localeChain(locale);
  const place = (script: Script) => chain.indexOf(script.locale);
  const best = new Map<string, Script>();
  for (const script of scripts) {
    const other = best.get(script.key);
    if (place(script) >= 0 && (other === undefined || place(script) < place(other))) best.set(script.key, script);
  }
  return [...best.values()];
}
