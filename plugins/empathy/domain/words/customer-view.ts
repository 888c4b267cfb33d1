import { type JsonObject, withoutSpecialCategories } from '@rapport/sdk';
import type { TemplateView } from './view';

/** @param traits as the reader may see them: what is masked counts as missing */
export function customerView(traits: JsonObject, more: Partial<Omit<TemplateView, 'customer'>> = {}): TemplateView {
  const computed = withoutSpecialCategories(more.computed ?? {});
  return {
    customer: withoutSpecialCategories(traits),
    ...{ agent: null, situation: null, conversation: null },
    ...more,
    computed,
  };
}
