import { isJsonObject, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';

/** What is written of a topic; other languages than these two come by the API, and stay. */
export type Words = { readonly en: string; readonly 'zh-Hans': string };

export function wordsOf(texts: Json): Words {
  const known = isJsonObject(texts) ? texts : {};
  return { en: textIn(known, 'en'), 'zh-Hans': textIn(known, 'zh-Hans') };
}

/** As the API takes it: what is empty is not there. @param stored with the languages that are not written here */
export function textsOf(words: Words, stored: Json): { readonly [language: string]: Json } {
  const written = Object.entries(words).flatMap(([language, text]) =>
    text.trim() === '' ? [] : [[language, text.trim()] as const],
  );
  const others = Object.entries(isJsonObject(stored) ? stored : {}).filter(([language]) => !(language in words));
  return Object.fromEntries([...others, ...written]);
}

/** The keys with one of them a place further up (-1) or down (1); null: there is no further. */
export function movedKey(keys: readonly string[], key: string, by: -1 | 1): readonly string[] | null {
  const from = keys.indexOf(key);
  const other = keys[from + by];
  return from === -1 || other === undefined ? null : keys.with(from, other).with(from + by, key);
}
