import type { JsonObject } from '@rapport/sdk';
import { renderText } from '../words/render';
import { type DisplayOptions, displayFacts } from './display';
import type { Texts } from './situation';

/** The language of ours that is nearest to a locale (BCP 47). */
export function textIn(texts: Texts, locale: string): string {
  const [language] = locale.toLowerCase().split('-');
  return language === 'zh' ? texts['zh-Hans'] : language === 'de' ? texts.de : texts.en;
}

/** The sentence that says what was seen. @param facts as the customer's data gave them, masked where the reader is */
export function evidenceOf(
  { evidence }: { readonly evidence: Texts },
  { facts, customer }: { readonly facts: JsonObject; readonly customer: JsonObject },
  options: DisplayOptions,
): string {
  const view = { customer, agent: null, situation: displayFacts(facts, options), conversation: null, computed: {} };
  return renderText(textIn(evidence, options.locale), view, options).text.trim();
}
