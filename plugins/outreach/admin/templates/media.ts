import { objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin/pure';
import { wordsIn } from '../words-in';

export const partFormats = ['line', 'text', 'mjml', 'json'] as const;
export type PartFormat = (typeof partFormats)[number];
/** What is written for a medium. */
export type Part = {
  readonly name: string;
  readonly label: string;
  readonly format: PartFormat;
  readonly required: boolean;
};

/** @param media as the API has them: `templateMedia` */
export function partsOf(media: Json | undefined, medium: string, locale: Locale): readonly Part[] {
  const found = objects(media).find((one) => textIn(one, 'medium') === medium);
  return objects(found?.['parts']).map((part) => ({
    name: textIn(part, 'name'),
    label: wordsIn(part['label'], locale) || textIn(part, 'name'),
    format: partFormats.find((one) => one === textIn(part, 'format')) ?? 'text',
    required: part['required'] === true,
  }));
}

/** For which something can be written. */
export function mediaIn(media: Json | undefined): readonly string[] {
  return objects(media).map((one) => textIn(one, 'medium'));
}

/** A text to start from. */
export type Start = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly medium: string;
  readonly defaultLocale: string;
  readonly content: Json;
};

/** @param ready as the API has them: `readyTemplates` */
export function startsIn(ready: Json | undefined, locale: Locale): readonly Start[] {
  return objects(ready).map((one) => ({
    ...{ key: textIn(one, 'key'), medium: textIn(one, 'medium'), defaultLocale: textIn(one, 'defaultLocale') },
    ...{ name: wordsIn(one['name'], locale), description: wordsIn(one['description'], locale) },
    content: one['content'] ?? {},
  }));
}

/** Of a ready text with this key what its preview needs of an event, as JSON; '': nothing. */
export function eventTextIn(ready: Json | undefined, key: string): string {
  const event: Json | undefined = objects(ready).find((one) => textIn(one, 'key') === key)?.['event'];
  return event === undefined || event === null ? '' : JSON.stringify(event, null, 2);
}

/** Broadcasts and journeys that name a template. */
export function usesIn(usedBy: Json): readonly { readonly id: string; readonly name: string; readonly kind: string }[] {
  return objects(usedBy).map((one: JsonObject) => ({
    ...{ id: textIn(one, 'id'), name: textIn(one, 'name'), kind: textIn(one, 'kind') },
  }));
}
