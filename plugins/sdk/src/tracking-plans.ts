import type { EventType } from './events';
import type { Actor } from './identity';
import type { JsonObject } from './json';
import type { Page, PageRequest } from './read-models';

/**
 * What the door does with an event that breaks its plan: nothing, note it, or refuse it with plan_violated.
 */
export const planModes = ['off', 'report', 'reject'] as const;
export type PlanMode = (typeof planModes)[number];

/** One version of the plan of an event name. Times are epoch milliseconds. */
export type PlanRecord = {
  readonly nameId: number;
  readonly version: number;
  readonly mode: PlanMode;
  /** JSON Schema (draft 2020-12, a bounded part of it) of `properties`; of identify and group: of the traits. */
  readonly schema: JsonObject;
  readonly actor: Actor;
  readonly at: number;
};
export type PlanPosition = { readonly version: number };

/** One kind of violation, however often it happened. */
export type ViolationRecord = {
  readonly nameId: number;
  readonly version: number;
  /** JSON pointer into the properties, with * for places in lists; '' is the whole. */
  readonly path: string;
  /** Keyword of JSON Schema: `required`, `type`, `enum` ... */
  readonly reason: string;
  readonly message: string;
  readonly source: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly exampleMessageId: string;
};

export type PlanViolation = Pick<ViolationRecord, 'path' | 'reason' | 'message'>;
/** What is wrong with a schema. `path` is a JSON pointer into it. */
export type PlanProblem = { readonly path: string; readonly message: string };

export type PlanTrial = {
  readonly problems: readonly PlanProblem[];
  /** Newest events that were tried; none where there are problems. */
  readonly events: number;
  readonly fitting: number;
  /** The most frequent first. */
  readonly violations: readonly (PlanViolation & { readonly count: number })[];
};

export interface TrackingPlans {
  /** In the order asked; null: never had one. */
  current(nameIds: readonly number[]): Promise<(PlanRecord | null)[]>;
  /** Newest first. */
  versions(nameId: number, request: PageRequest<PlanPosition>): Promise<Page<PlanRecord>>;
  /** Of one version, the most frequent first; at most limits.planViolationsMax. */
  violations(nameId: number, version: number): Promise<ViolationRecord[]>;
  /** How many events broke the current plan, by name, in the order asked. */
  violationCounts(nameIds: readonly number[]): Promise<number[]>;
  /** What a plan would say to the newest events, without keeping it. */
  tryOut(nameId: number, schema: JsonObject): Promise<PlanTrial>;
  /**
   * A plan may come before the first event: the name is made where it is missing.
   * @throws RapportError plan_invalid (with the first problem), event_names_exhausted
   */
  nameFor(type: EventType, name: string): Promise<number>;
  /**
   * Appends a version.
   * @param expected the version that the author saw (0: none)
   * @throws RapportError plan_invalid, plan_changed, event_name_not_found
   */
  save(
    nameId: number,
    plan: Pick<PlanRecord, 'mode' | 'schema'>,
    expected: number,
    actor: Actor,
  ): Promise<{ version: number }>;
  /** Appends an old version as the newest. @throws RapportError plan_version_not_found, plan_changed */
  restore(nameId: number, version: number, expected: number, actor: Actor): Promise<{ version: number }>;
}
