import type { LocalizedText } from '@rapport/sdk';

/** What words need to know of a situation in which the customer is. */
export type SituationOfWords = {
  readonly key: string;
  readonly name: LocalizedText;
  /** 0 to 100. */
  readonly severity: number;
  /** What was seen, for the agent. */
  readonly evidence: string;
};

export function situationName({ name }: SituationOfWords, locale: string): string {
  return locale.toLowerCase().startsWith('zh') ? name['zh-Hans'] : name.en;
}
