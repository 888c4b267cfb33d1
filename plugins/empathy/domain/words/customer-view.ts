import { isSpecialCategory, type JsonObject } from '@rapport/sdk';
import type { TemplateView } from './view';

/** @param traits as the reader may see them: what is masked counts as missing */
export function customerView(traits: JsonObject, more: Partial<Omit<TemplateView, 'customer'>> = {}): TemplateView {
  const customer = Object.fromEntries(Object.entries(traits).filter(([key]) => !isSpecialCategory(key)));
  const computed = Object.fromEntries(Object.entries(more.computed ?? {}).filter(([key]) => !isSpecialCategory(key)));
  return { customer, agent: null, situation: null, conversation: null, ...more, computed };
}
