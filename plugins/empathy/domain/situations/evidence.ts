import type { JsonObject } from '@rapport/sdk';
import { renderText } from '../words/render';
import { type DisplayOptions, displayFacts, isTimeAlone } from './display';
import type { Texts } from './situation';

/** The language of ours that is nearest to a locale (BCP 47). */
export function textIn(texts: Texts, locale: string): string {
  return texts[languageIn(locale)];
}

function languageIn(locale: string): keyof Texts {
  const [language] = locale.toLowerCase().split('-');
  return language === 'zh' ? 'zh-Hans' : language === 'de' ? 'de' : 'en';
}

/** The sentence that says what was seen. @param facts as the customer's data gave them, masked where the reader is */
export function evidenceOf(
  { evidence }: { readonly evidence: Texts },
  { facts, customer }: { readonly facts: JsonObject; readonly customer: JsonObject },
  options: DisplayOptions,
): string {
  const view = { customer, agent: null, situation: displayFacts(facts, options), conversation: null, computed: {} };
  return renderText(atTimes(evidence, facts, options), view, options).text.trim();
}

/** What stands before a day, and before a time alone. Chinese has one word for both. */
const prepositions: Partial<Record<keyof Texts, { readonly day: string; readonly time: string }>> = {
  en: { day: 'on', time: 'at' },
  de: { day: 'am', time: 'um' },
};

/** `on {{situation.last}}` is `at {{situation.last}}` where it was today: then the time alone is shown. */
function atTimes(evidence: Texts, facts: JsonObject, options: DisplayOptions): string {
  const text = textIn(evidence, options.locale);
  const words = prepositions[languageIn(options.locale)];
  if (words === undefined) return text;
  return text.replaceAll(
    new RegExp(`\\b${words.day}(\\s+\\{\\{\\s*situation\\.(\\w+)\\s*\\}\\})`, 'gi'),
    (whole: string, fact: string, name: string) => {
      if (!isTimeAlone(facts[name] ?? null, options)) return whole;
      const isCapital = whole.charAt(0) !== words.day.charAt(0);
      return `${isCapital ? words.time.charAt(0).toUpperCase() + words.time.slice(1) : words.time}${fact}`;
    },
  );
}
