import type { LocalizedText } from '@rapport/sdk';
import { wordLocaleOf } from '@rapport/sdk/words';

/** What words need to know of a situation in which the customer is. */
export type SituationOfWords = {
  readonly key: string;
  readonly name: LocalizedText & { readonly de?: string };
  /** 0 to 100. */
  readonly severity: number;
  /** What was seen, for the agent. */
  readonly evidence: string;
};

export function situationName({ name }: SituationOfWords, locale: string): string {
  return name[wordLocaleOf(locale)] ?? name.en;
}
