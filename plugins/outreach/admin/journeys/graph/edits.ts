import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';
import { startOf, stepsOf, textAt, withValue } from './definition';
import type { Definition, Step } from './definition';
import { exitsOf } from './exits';
import { graphOf, reachableFrom } from './graph';
import type { Place } from './graph';

/** Changes of a definition, each of them one step back for undo. None knows anything of where things are drawn. */
export type Inserted = { readonly definition: Definition; readonly id: string };

/** A new step on the way that begins there: it leads on to where the way led. @param blank of a kind, given where it leads on to */
export function insertStep(definition: Definition, place: Place, blank: (next: string) => Step): Inserted {
  const target = targetOf(definition, place);
  const step = blank(target);
  const id = freeId(definition, textAt(step, ['kind']).replaceAll('_', '-') || 'step');
  const kept = withTarget(putStep(definition, id, step), place, id);
  return { definition: withoutLost(definition, kept), id };
}

/** Those who would have come to it come to where its first exit leads. What only it led to goes with it. */
export function removeStep(definition: Definition, id: string): Definition {
  const steps = stepsOf(definition);
  const step = steps.get(id);
  if (step === undefined) return definition;
  const onward = exitsOf(step).find(({ to }) => to !== id && steps.has(to))?.to ?? '';
  const led = graphOf(definition)
    .ways.filter(({ to }) => to === id)
    .reduce((all, way) => withTarget(all, way, onward), definition);
  return withoutLost(definition, withValue(led, ['steps', id], undefined));
}

/** The way that begins there leads somewhere else; ''; nowhere yet. What nothing leads to any more stays, to be led to again. */
export function withTarget(definition: Definition, { from, path }: Place, to: string): Definition {
  return withValue(definition, from === null ? path : ['steps', from, ...path], to);
}

/** A step as it was written: where an exit was taken out of it, what only that led to goes, too. */
export function changeStep(definition: Definition, id: string, step: Step): Definition {
  const isShorter = exitsOf(step).length < exitsOf(stepsOf(definition).get(id) ?? {}).length;
  const changed = putStep(definition, id, step);
  return isShorter ? withoutLost(definition, changed) : changed;
}

function putStep(definition: Definition, id: string, step: Step): Definition {
  return withValue(definition, ['steps', id], step);
}

function targetOf(definition: Definition, { from, path }: Place): string {
  return textAt(definition, from === null ? path : ['steps', from, ...path]);
}

/** Without the steps to which something led before, and nothing leads now. */
function withoutLost(before: Definition, after: Definition): Definition {
  const reached = reachableFrom(after, startOf(after));
  const lost = [...reachableFrom(before, startOf(before))].filter((id) => !reached.has(id));
  return lost.reduce((all, id) => withValue(all, ['steps', id], undefined), after);
}

/** `wait`, `wait-2`: how the steps of the definition are named. */
function freeId(definition: Definition, name: string): string {
  const steps = stepsOf(definition);
  if (!steps.has(name)) return name;
  let number = 2;
  while (steps.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

export type Difference = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  /** Who comes in, how often, and what ends a run. */
  readonly isEntryOther: boolean;
  readonly isSame: boolean;
};

export function differenceOf(before: Definition, after: Definition): Difference {
  const [old, fresh] = [stepsOf(before), stepsOf(after)];
  const added = [...fresh.keys()].filter((id) => !old.has(id)).sort();
  const removed = [...old.keys()].filter((id) => !fresh.has(id)).sort();
  const changed = [...fresh].flatMap(([id, step]) => {
    const was = old.get(id);
    return was === undefined || isSame(was, step) ? [] : [id];
  });
  const isEntryOther = !isSame({ ...before, steps: null }, { ...after, steps: null });
  const count = added.length + removed.length + changed.length;
  return { added, removed, changed: changed.sort(), isEntryOther, isSame: count === 0 && !isEntryOther };
}

/** Whatever the order of their keys: the database keeps none. */
export function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}

function sorted(_key: string, value: Json): Json {
  if (!isJsonObject(value)) return value;
  const entries: [string, Json][] = Object.entries(value);
  const object: JsonObject = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return object;
}
