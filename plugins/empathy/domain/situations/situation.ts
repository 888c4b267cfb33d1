import type { Json, JsonObject, LocalizedText } from '@rapport/sdk';

/** Words for agents, in the languages in which we bring situations. */
export type Texts = LocalizedText & { readonly de: string };

export const verticals = ['any', 'retail', 'saas', 'services'] as const;
/** For whom it is thought: shops, software by subscription, services by appointment. */
export type Vertical = (typeof verticals)[number];

/** The segment of a situation is known by this and its key. */
export const segmentPrefix = 'situation-';
export const segmentKeyOf = (key: string): string => `${segmentPrefix}${key}`;
/** Null: the segment is of no situation. */
export const situationKeyOf = (segmentKey: string): string | null =>
  segmentKey.startsWith(segmentPrefix) ? segmentKey.slice(segmentPrefix.length) : null;

/** Bounds of what an admin may write. */
export const situationLimits = {
  severityMax: 100,
  expiresSecondsMax: 366 * 86_400,
  evidenceCharsMax: 500,
  factsMax: 8,
  nameCharsMax: 80,
  /** Its segment's key has `situation-` before it. */
  keyCharsMax: 50,
} as const;

/** What an agent sees of a situation that is as it was brought or edited. */
export type SituationSpec = {
  readonly key: string;
  readonly name: Texts;
  readonly vertical: Vertical;
  /** 0 to 100. */
  readonly severity: number;
  /** How long after it began it still counts, though the condition may hold longer. */
  readonly expiresSeconds: number;
  /** Key of what to do; null: nothing is recommended. */
  readonly action: string | null;
  /** A Handlebars sentence, in which `situation.NAME` is one of the facts, written for people. */
  readonly evidence: Texts;
  /** Name -> computed trait (of the segment language) that is asked of the customer when somebody looks. */
  readonly facts: Readonly<Record<string, Json>>;
};

/** A situation that we bring. Its condition becomes a segment, and is edited as one. */
export type ReadySituation = SituationSpec & { readonly when: Json };

/** In which situation a customer is. */
export type CurrentSituation = {
  readonly key: string;
  readonly name: Texts;
  /** 0 to 100. */
  readonly severity: number;
  /** Epoch milliseconds. */
  readonly since: number;
  /** A sentence that says what was seen. */
  readonly evidence: string;
  /** What the sentence is made of. */
  readonly facts: JsonObject;
  /** Key of an action. */
  readonly action: string | null;
};

/**
 * A situation: everything that is to be known of it.
 * @example see ready/service.ts
 */
export function defineSituation(situation: ReadySituation): ReadySituation {
  return situation;
}
