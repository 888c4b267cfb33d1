import { isJsonObject, type Json, type JsonObject, type ObservedProperty } from '@rapport/sdk';

/** Different paths that are described; beyond that the event carries data in its keys. */
const pathsMax = 200;
const depthMax = 4;
/** Items of a list that are looked at. */
const itemsMax = 20;
const examplesMax = 4;
const exampleCharsMax = 80;

type Found = {
  /** Objects in which the property could have been. */
  readonly parents: string;
  count: number;
  readonly types: Map<string, number>;
  readonly examples: Map<string, Json>;
};

/** One event: what it carries, and what of that the reader may see. Both have the same shape but for what is hidden. */
export type Sample = { readonly properties: JsonObject; readonly shown: JsonObject };

/**
 * What a sample of events carries: each property with its types and shares, in the order of how often it is there.
 * Types come from the true values, examples from what the reader may see.
 */
export function observe(samples: readonly Sample[]): ObservedProperty[] {
  const found = new Map<string, Found>();
  const objects = new Map<string, number>();
  for (const { properties, shown } of samples) visitObject(properties, shown, '', 1, found, objects);
  return [...found]
    .map(([path, one]) => describe(path, one, objects.get(one.parents) ?? one.count))
    .sort((a, b) => b.share - a.share || (a.path < b.path ? -1 : 1));
}

function visitObject(
  object: JsonObject,
  shown: Json | undefined,
  place: string,
  depth: number,
  found: Map<string, Found>,
  objects: Map<string, number>,
): void {
  objects.set(place, (objects.get(place) ?? 0) + 1);
  for (const [key, value] of Object.entries(object)) {
    const path = place === '' ? key : `${place}.${key}`;
    let one = found.get(path);
    if (one === undefined) {
      if (found.size >= pathsMax) continue;
      one = { parents: place, count: 0, types: new Map(), examples: new Map() };
      found.set(path, one);
    }
    const seen = isJsonObject(shown) && Object.hasOwn(shown, key) ? shown[key] : shown;
    one.count++;
    const type = typeOf(value);
    one.types.set(type, (one.types.get(type) ?? 0) + 1);
    addExample(one.examples, seen);
    if (depth >= depthMax) continue;
    if (isJsonObject(value)) visitObject(value, seen, path, depth + 1, found, objects);
    else if (Array.isArray(value)) {
      value.slice(0, itemsMax).forEach((item, at) => {
        const shownItem = Array.isArray(seen) ? seen[at] : seen;
        if (isJsonObject(item)) visitObject(item, shownItem, `${path}[]`, depth + 1, found, objects);
      });
    }
  }
}

const isoDate = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** As segments see it: text in the shape of an ISO 8601 date is a date. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'string') return isoDate.test(value) && !Number.isNaN(Date.parse(value)) ? 'date' : 'string';
  return typeof value;
}

function addExample(examples: Map<string, Json>, value: Json | undefined): void {
  if (value === undefined || value === null || examples.size >= examplesMax) return;
  // Objects and lists are described by their parts.
  if (isJsonObject(value)) return;
  const shown = Array.isArray(value) ? value.filter((item) => typeof item !== 'object').slice(0, 3) : value;
  if (Array.isArray(shown) && shown.length === 0) return;
  const short =
    typeof shown === 'string' && shown.length > exampleCharsMax ? `${shown.slice(0, exampleCharsMax)}…` : shown;
  examples.set(JSON.stringify(short), short);
}

function describe(path: string, { count, types, examples }: Found, parents: number): ObservedProperty {
  const sorted = [...types].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return {
    path,
    share: parents === 0 ? 0 : count / parents,
    types: sorted.map(([type, times]) => ({ type, share: times / count })),
    // Some dates among texts are no conflict: a free text may look like one.
    conflicting:
      new Set(sorted.map(([type]) => (type === 'date' ? 'string' : type)).filter((type) => type !== 'null')).size > 1,
    examples: [...examples.values()],
  };
}
