import type { WordLocale } from '@rapport/sdk/words';
import type { Script } from '../script';

export type ReadyWords = Pick<Script, 'title' | 'opening' | 'body'>;

/** A script that we bring: one object, its words in every language in which we write. */
export type ReadyScript = Pick<Script, 'key' | 'situations' | 'channel' | 'tone' | 'vertical'> & {
  readonly words: Readonly<Record<WordLocale, ReadyWords>>;
};

type Given = Pick<ReadyScript, 'key' | 'words'> & Partial<ReadyScript>;

/**
 * Its key is also that of its situation, unless `situations` names others.
 * A good one says what was seen, says what happens next, and promises only what whoever sends it does himself.
 */
export function defineScript({ key, ...given }: Given): ReadyScript {
  return { key, situations: [key], channel: null, tone: 'neutral', vertical: null, ...given };
}
