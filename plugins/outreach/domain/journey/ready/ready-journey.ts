import type { Json, LocalizedText } from '@rapport/sdk';

/** A journey to start from. Templates, topics and segments that it names are made by whoever takes it. */
export type ReadyJourney = {
  readonly key: string;
  readonly name: LocalizedText;
  readonly description: LocalizedText;
  readonly definition: Json;
};
