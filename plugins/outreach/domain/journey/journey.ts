import {
  type DefinitionFault,
  fault,
  faultAt,
  faultsOf,
  isJsonObject,
  type Json,
  jsonPath,
  keyText,
  limits,
  withInput,
} from '@rapport/sdk';
import { z } from 'zod';
import { clockTime } from '../time/clock-time';
import { waitLength } from './length';
import { type Reference, segmentAt } from './reference';
import { plainPath, topOf, type Selector, selectorShape } from './selector';
import { type BoundStep, stepId, type Way } from './step-kind';
import { stepKinds } from './steps';

/** What lets somebody in. */
const entry = z.union([
  z.strictObject({
    ...selectorShape,
    /** One run for each value of this property, e.g. of each order. */
    key: plainPath.optional(),
    /** An event that was older when it was received starts nothing. */
    window: waitLength.default('24h'),
  }),
  z.strictObject({
    segment: keyText,
    /** Those too who came into it because its definition changed. */
    onDefinition: z.boolean().default(false),
    /** Who has finished and is still in it starts again, so long after. */
    again: waitLength.optional(),
  }),
  z.strictObject({
    date: z.strictObject({
      trait: plainPath,
      /** Each year on this day: birthdays, renewals. */
      yearly: z.boolean().default(false),
      daysBefore: z.int().min(0).max(366).default(0),
      /** By the customer's clock. */
      at: clockTime,
    }),
  }),
]);

/** What ends a run, wherever it stands. */
const exit = z.union([
  z.strictObject(selectorShape),
  z.strictObject({ segment: keyText, is: z.enum(['in', 'out']).default('in') }),
]);

const definition = z
  .strictObject({
    entry,
    /** How often: once for ever, again when the last run has ended, each time; in a keyed journey for each key. */
    enters: z.enum(['once', 'once_at_a_time', 'every_time']).default('once_at_a_time'),
    exit: z.array(exit).max(limits.journeyExitsMax).default([]),
    /** So many of a hundred walk it and get no marketing of it: against them it is measured. */
    controlPercent: z.number().min(0).max(50).default(0),
    /** It lasts only while he is in the segment by which he came. */
    whileMember: z.boolean().default(false),
    start: stepId,
    steps: z.record(stepId, z.json()),
  })
  .refine((one) => !one.whileMember || 'segment' in one.entry, {
    path: ['whileMember'],
    ...fault('while_member_segment'),
  })
  .refine(({ steps }) => Object.keys(steps).length <= limits.journeyStepsMax, {
    path: ['steps'],
    ...fault('steps_too_many', { max: limits.journeyStepsMax }),
  });
export type JourneyDefinition = z.infer<typeof definition>;

/** A version of a journey that was checked: every way leads somewhere, and nobody goes round in it without a wait. */
export type Journey = {
  /** Key of the campaign. */
  readonly campaign: string;
  readonly definition: JourneyDefinition;
  readonly steps: ReadonlyMap<string, BoundStep>;
};

/** Says everything that is wrong, each with its JSON path: first of the steps themselves, then of the ways between them. */
export function parseJourney(
  campaign: string,
  json: Json,
): { readonly journey: Journey } | { readonly faults: readonly DefinitionFault[] } {
  const parsed = definition.safeParse(json, withInput);
  if (!parsed.success) return { faults: faultsOf(parsed.error).map((one) => ({ ...one, path: `$${one.path}` })) };
  const steps = new Map<string, BoundStep>();
  const faults = Object.entries(parsed.data.steps).flatMap(([id, step]): readonly DefinitionFault[] => {
    const path = pathOfStep(id);
    const kind = stepKinds.find((one) => isJsonObject(step) && one.kind === step['kind']);
    if (kind === undefined)
      return [faultAt(`${path}.kind`, 'step_kind_unknown', { names: stepKinds.map((one) => one.kind).join(', ') })];
    const bound = kind.bind(step);
    if ('faults' in bound) return bound.faults.map((one) => ({ ...one, path: `${path}${one.path}` }));
    steps.set(id, bound.step);
    return [];
  });
  if (faults.length > 0) return { faults };
  const journey = { campaign, definition: parsed.data, steps };
  const lost = faultsOfWays(journey);
  return lost.length > 0 ? { faults: lost } : { journey };
}

/** The selector of events that let somebody in; null: something else does. */
export function entrySelector({ definition: { entry: one } }: Journey): Selector | null {
  return 'event' in one ? one : null;
}

/** The property that holds the key of a run; null: the journey is not keyed. */
export function keyPath({ definition: { entry: one } }: Journey): string | null {
  return 'event' in one ? (one.key ?? null) : null;
}

/** Everything whose change may move somebody: by these the worker knows whom to look at. */
export function mentionsOf(journey: Journey): {
  readonly events: readonly Selector[];
  readonly segments: readonly string[];
  readonly traits: readonly string[];
} {
  const { entry: first, exit: exits } = journey.definition;
  const steps = [...journey.steps.values()];
  const own = [first, ...exits];
  return {
    events: [
      ...own.flatMap((one) => ('event' in one ? [one] : [])),
      ...steps.flatMap((one) => [...one.selectors, ...one.remembers]),
    ],
    segments: [...new Set(referencesOf(journey).flatMap(({ kind, key }) => (kind === 'segment' ? [key] : [])))],
    traits: [...('date' in first ? [topOf(first.date.trait)] : []), ...steps.flatMap((one) => one.traits)],
  };
}

/** Everything outside of it that it names, with JSON paths from its top: `$.steps.hello.topic`. */
export function referencesOf({ definition: { entry: first, exit: exits }, steps }: Journey): readonly Reference[] {
  return [
    ...('segment' in first ? [segmentAt('$.entry.segment', first.segment)] : []),
    ...exits.flatMap((one, index) => ('segment' in one ? [segmentAt(`$.exit[${index}].segment`, one.segment)] : [])),
    ...[...steps].flatMap(([id, { references }]) =>
      references.map((one) => ({ ...one, path: `${pathOfStep(id)}${one.path}` })),
    ),
  ];
}

const pathOfStep = (id: string): string => `$${jsonPath(['steps', id])}`;

function faultsOfWays(journey: Journey): readonly DefinitionFault[] {
  const { definition: whole, steps } = journey;
  const ways = (id: string): readonly Way[] => steps.get(id)?.ways ?? [];
  const unknown = [
    ...(steps.has(whole.start) ? [] : [faultAt('$.start', 'step_unknown', { step: whole.start })]),
    ...[...steps.keys()].flatMap((id) =>
      ways(id)
        .filter(({ to }) => !steps.has(to))
        .map(({ path, to }) => faultAt(`${pathOfStep(id)}${path}`, 'step_unknown', { step: to })),
    ),
  ];
  if (unknown.length > 0) return unknown;
  const reached = reachable([whole.start], (id) => ways(id).map(({ to }) => to));
  const canEnd = whole.exit.length > 0 || whole.whileMember;
  return [...steps.keys()].flatMap((id) => {
    const path = pathOfStep(id);
    if (!reached.has(id)) return [faultAt(path, 'step_unreachable', { step: id })];
    const onward = reachable([id], (from) => ways(from).map(({ to }) => to));
    const atOnce = reachable(
      ways(id).flatMap(({ to, waits }) => (waits ? [] : [to])),
      (from) => ways(from).flatMap(({ to, waits }) => (waits ? [] : [to])),
    );
    return [
      ...(canEnd || [...onward].some((one) => ways(one).length === 0)
        ? []
        : [faultAt(path, 'step_no_way_out', { step: id })]),
      ...(atOnce.has(id) ? [faultAt(path, 'step_loop', { step: id })] : []),
    ];
  });
}

function reachable(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  // A set hands out what is added while it is gone through.
  for (const id of found) for (const to of next(id)) found.add(to);
  return found;
}
