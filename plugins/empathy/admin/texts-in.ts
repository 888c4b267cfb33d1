import { isJsonObject, textIn } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';

/** Of texts by language the one of the page, else the English one. */
export function localized(texts: Json, locale: string): string {
  if (!isJsonObject(texts)) return '';
  return textIn(texts, locale) || textIn(texts, 'en');
}
