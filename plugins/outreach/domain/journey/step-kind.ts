import { type DefinitionFault, faultsOf, keyText, type Json, type LocalizedText, withInput } from '@rapport/sdk';
import type { z } from 'zod';
import type { Reference } from './reference';
import type { SeenEvent, Selector } from './selector';
import type { Effect, EndReason, Facts, Input, RunState } from './state';

/** An effect as its step says it: the house adds which step and visit it is. */
export type StepEffect = Effect extends infer One ? (One extends Effect ? Omit<One, 'step' | 'visit'> : never) : never;

/** What a step does with somebody: passes him on, keeps him (`until`: time alone moves him then), or ends his run. */
export type Move = {
  readonly effects?: readonly StepEffect[];
  /** The event that did it: it does nothing else any more. */
  readonly heard?: SeenEvent;
  /** Since then a message of this step may have reached him. */
  readonly handedAt?: number;
} & ({ readonly to: string } | { readonly stay: number | null } | { readonly end: EndReason; readonly by?: string });

/** What a step can look at. */
export type Scene = {
  readonly run: RunState;
  readonly facts: Facts;
  readonly now: number;
  /** Of the step, and the nth arrival there. */
  readonly step: string;
  readonly visit: number;
  /** Unique among all campaigns. */
  readonly campaign: string;
  /** Whether the event is one of these, and of this run. */
  readonly concerns: (selector: Selector) => boolean;
  /** The first of `early` of the run that is one of these, with its place among them; null: there is none. */
  readonly early: (selectors: readonly Selector[]) => { readonly event: SeenEvent; readonly place: number } | null;
};

/** A way out of a step. */
export type Way = {
  /** Where in the step's definition it stands: `.next`. */
  readonly path: string;
  readonly to: string;
  /** Nobody gets through it without time going by or something happening. */
  readonly waits: boolean;
};

/** A step that was parsed. */
export type BoundStep = {
  readonly kind: string;
  readonly ways: readonly Way[];
  /** Events that it wants to hear of: while somebody stands there, and those that count from the beginning of the run. */
  readonly selectors: readonly Selector[];
  readonly remembers: readonly Selector[];
  /** Events that count for it from the last message on, also before somebody stands there. */
  readonly awaits: readonly Selector[];
  /** It hands a message over while somebody stands there. */
  readonly sends: boolean;
  readonly references: readonly Reference[];
  /** Traits whose change may move somebody who stands there, by their first name. */
  readonly traits: readonly string[];
  /** What is to be done where somebody who stands there is taken out of the journey. */
  readonly abandoned: readonly StepEffect[];
  /** Somebody arrives. */
  arrive(scene: Scene): Move;
  /** Something comes in while he stands there; null: it changes nothing. */
  receive(scene: Scene, input: Input): Move | null;
};

export type StepKind = {
  readonly kind: string;
  readonly label: LocalizedText;
  readonly example: Json;
  bind(json: Json): { readonly step: BoundStep } | { readonly faults: readonly DefinitionFault[] };
};

type StepSpec<S extends z.ZodType> = {
  readonly kind: string;
  readonly label: LocalizedText;
  readonly schema: S;
  readonly example: Json;
  readonly ways: (step: z.infer<S>) => readonly Way[];
  readonly selectors?: (step: z.infer<S>) => readonly Selector[];
  readonly remembers?: (step: z.infer<S>) => readonly Selector[];
  readonly awaits?: (step: z.infer<S>) => readonly Selector[];
  readonly sends?: boolean;
  /** Segments whose entries and exits it wants to hear of, and all else that has to be there. */
  readonly references?: (step: z.infer<S>) => readonly Reference[];
  readonly traits?: (step: z.infer<S>) => readonly string[];
  readonly abandoned?: readonly StepEffect[];
  readonly arrive: (step: z.infer<S>, scene: Scene) => Move;
  readonly receive?: (step: z.infer<S>, scene: Scene, input: Input) => Move | null;
};

/**
 * A kind of step: what it looks like, where it leads, what it does. Validation, the canvas, docs and tests derive from this object.
 * @example
 * export default defineStep({
 *   kind: 'goal',
 *   label: { en: 'Goal', 'zh-Hans': '目标' },
 *   schema: z.strictObject({ kind: z.literal('goal'), name: z.string(), next: stepId }),
 *   example: { kind: 'goal', name: 'bought', next: 'end' },
 *   ways: ({ next }) => [{ path: '.next', to: next, waits: false }],
 *   arrive: ({ name, next }) => ({ effects: [{ kind: 'goal', name }], to: next }),
 * });
 */
export function defineStep<S extends z.ZodType>(spec: StepSpec<S>): StepKind {
  return {
    kind: spec.kind,
    label: spec.label,
    example: spec.example,
    bind(json) {
      const parsed = spec.schema.safeParse(json, withInput);
      if (!parsed.success) return { faults: faultsOf(parsed.error) };
      const step = parsed.data;
      return {
        step: {
          kind: spec.kind,
          ways: spec.ways(step),
          selectors: spec.selectors?.(step) ?? [],
          remembers: spec.remembers?.(step) ?? [],
          awaits: spec.awaits?.(step) ?? [],
          sends: spec.sends ?? false,
          references: spec.references?.(step) ?? [],
          traits: spec.traits?.(step) ?? [],
          abandoned: spec.abandoned ?? [],
          arrive: (scene) => spec.arrive(step, scene),
          receive: (scene, input) => spec.receive?.(step, scene, input) ?? null,
        },
      };
    },
  };
}

/** How steps are named. */
export const stepId = keyText;

/** The one way of a step that passes everybody on at once. */
export const onward = ({ next }: { readonly next: string }): readonly Way[] => [
  { path: '.next', to: next, waits: false },
];
