import { isJsonObject } from './graphql-document';
import type { Json, JsonObject } from './graphql-document';
import type { Locale } from './text';

/** Reading values of the scalar JSON: what is not of the expected shape reads as empty, and never breaks a page. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((item: Json) => isJsonObject(item)) : [];
}

export function textIn(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

export function numberIn(object: JsonObject, key: string): number {
  const value = object[key];
  return typeof value === 'number' ? value : 0;
}

export function strings(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item: Json) => typeof item === 'string') : [];
}

/** A text by language, `{ en, zh-Hans }`, or in one alone. */
export function wordsIn(object: JsonObject, key: string, locale: Locale): string {
  const words = object[key];
  return isJsonObject(words) ? textIn(words, locale) || textIn(words, 'en') : textIn(object, key);
}
