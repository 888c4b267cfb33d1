import type { JsonObject, LocalizedText } from '@rapport/sdk';
import type { TemplateContent } from '../content';

/** A text to start from. Whoever takes it makes it his own. */
export type ReadyTemplate = {
  readonly key: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly medium: string;
  readonly defaultLocale: string;
  readonly content: TemplateContent;
  /** Properties of an event such as leads to it, for its preview; null: no event does. */
  readonly event: JsonObject | null;
};
