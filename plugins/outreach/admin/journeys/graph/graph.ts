import { startOf, stepsOf } from './definition';
import type { Definition, Path, Step } from './definition';
import { exitsOf } from './exits';
import type { About } from './exits';

/** Where a way begins: at the entry (`from` is null), or at an exit of a step. */
export type Place = { readonly from: string | null; readonly path: Path };
export const entryPlace: Place = { from: null, path: ['start'] };

export type Way = Place & {
  readonly key: string;
  /** Null: nothing follows there yet. */
  readonly to: string | null;
  readonly about: About;
};
export type Graph = {
  /** In reading order: a step stands behind those that lead to it, wherever that can be; what nothing leads to comes last. */
  readonly steps: readonly { readonly id: string; readonly step: Step }[];
  readonly ways: readonly Way[];
};

export function graphOf(definition: Definition): Graph {
  const steps = stepsOf(definition);
  const way = (place: Place, to: string, about: About): Way => ({
    ...place,
    key: keyOf(place),
    to: steps.has(to) ? to : null,
    about,
  });
  const waysFrom = (id: string): Way[] =>
    exitsOf(steps.get(id) ?? {}).map(({ path, to, about }) => way({ from: id, path }, to, about));
  const order = readingOrder(startOf(definition), [...steps.keys()], (id) =>
    waysFrom(id).flatMap(({ to }) => to ?? []),
  );
  return {
    steps: order.map((id) => ({ id, step: steps.get(id) ?? {} })),
    ways: [way(entryPlace, startOf(definition), { kind: 'next' }), ...order.flatMap(waysFrom)],
  };
}

/** Unique in a journey. */
export function keyOf({ from, path }: Place): string {
  return `${from ?? ''}#${path.join('.')}`;
}

/** Steps to which a way leads from that one, itself among them. */
export function reachableFrom(definition: Definition, start: string): ReadonlySet<string> {
  const steps = stepsOf(definition);
  const found = new Set(steps.has(start) ? [start] : []);
  // A set hands out what is added while it is gone through.
  for (const id of found) for (const { to } of exitsOf(steps.get(id) ?? {})) if (steps.has(to)) found.add(to);
  return found;
}

/** Depth first, each written down behind all that follows it, turned round: what leads there comes first, as in a topological order. */
function readingOrder(
  start: string,
  all: readonly string[],
  next: (id: string) => readonly string[],
): readonly string[] {
  const known = new Set<string>();
  const backwards: string[] = [];
  const visit = (from: string): void => {
    const stack = [{ id: from, rest: [...next(from)] }];
    known.add(from);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      // The last exit first, as it is turned round in the end.
      const to = top.rest.pop();
      if (to === undefined) backwards.push(stack.pop()?.id ?? '');
      else if (!known.has(to)) {
        known.add(to);
        stack.push({ id: to, rest: [...next(to)] });
      }
    }
  };
  if (all.includes(start)) visit(start);
  const reached = backwards.reverse();
  return [...reached, ...all.filter((id) => !known.has(id)).sort()];
}
