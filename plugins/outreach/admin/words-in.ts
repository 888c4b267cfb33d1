import { isJsonObject, textIn } from '@rapport/sdk/admin/pure';
import type { Json, Locale } from '@rapport/sdk/admin/pure';

/** Of texts by language that of the reader's, else the English one. */
export function wordsIn(texts: Json | undefined, locale: Locale): string {
  return texts !== undefined && isJsonObject(texts) ? textIn(texts, locale) || textIn(texts, 'en') : '';
}
