import { isJsonObject, type Json, masked, withoutSpecialCategories } from '@rapport/sdk';
import { templateLimits } from './limits';
import type { MessageData } from './render';

/** `customer.plan`, and what it is for somebody; null: it is masked. */
export type TemplateValue = { readonly path: string; readonly value: string | number | boolean | null };

/** Names that stand in an expression as they are. */
const plainName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
const depthMax = 3;

/** What a text may say to somebody of whom this is known, with the paths by which it says it. */
export function valuesOf({ traits, computed, event, preferencesUrl, unsubscribeUrl }: MessageData): TemplateValue[] {
  const found = [
    ...valuesIn('customer', withoutSpecialCategories(traits), 1),
    ...valuesIn('computed', withoutSpecialCategories(computed), 1),
    ...valuesIn('event', event, 1),
    ...valuesIn('preferences_url', preferencesUrl, 1),
    ...valuesIn('unsubscribe_url', unsubscribeUrl, 1),
  ];
  return found.slice(0, templateLimits.valuesListedMax);
}

function valuesIn(path: string, value: Json, depth: number): TemplateValue[] {
  if (isJsonObject(value)) {
    if (depth > depthMax) return [];
    return Object.entries(value)
      .filter(([name]) => plainName.test(name))
      .flatMap(([name, inner]) => valuesIn(`${path}.${name}`, inner, depth + 1));
  }
  if (value === null || typeof value === 'object') return [];
  return [{ path, value: value === masked ? null : value }];
}
