import { isJsonList, isJsonObject, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

/** A journey's definition as it is drawn: as the API has it, and perhaps not whole yet. */
export type Definition = JsonObject;
export type Step = JsonObject;
/** Keys and places in lists: `['any', 0, 'next']`. */
export type Path = readonly (string | number)[];

export const emptyDefinition: Definition = {
  entry: { event: '' },
  start: 'end',
  steps: { end: { kind: 'exit' } },
};

export function definitionIn(json: Json): Definition {
  return isJsonObject(json) ? json : emptyDefinition;
}

export function stepsOf(definition: Definition): ReadonlyMap<string, Step> {
  const steps = objectAt(definition, ['steps']);
  return new Map(Object.entries(steps).flatMap(([id, step]) => (isJsonObject(step) ? [[id, step]] : [])));
}

export const startOf = (definition: Definition): string => textIn(definition, 'start');

/** What stands there; undefined: nothing. */
export function valueAt(json: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((found, key) => {
    if (typeof key === 'number') return isJsonList(found) ? found[key] : undefined;
    return isJsonObject(found) ? found[key] : undefined;
  }, json);
}

export function objectAt(json: Json | undefined, path: Path): JsonObject {
  const found = valueAt(json, path);
  return isJsonObject(found) ? found : {};
}

export function textAt(json: Json | undefined, path: Path): string {
  const found = valueAt(json, path);
  return typeof found === 'string' ? found : '';
}

export function listAt(json: Json | undefined, path: Path): readonly Json[] {
  const found = valueAt(json, path);
  return isJsonList(found) ? found : [];
}

/** The same with that value in its place; undefined: without it. What is missing on the way is made. */
export function withValue(json: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const changed = replaced(json, path, value);
  return isJsonObject(changed) ? changed : json;
}

function replaced(json: Json | undefined, [key, ...rest]: Path, value: Json | undefined): Json | undefined {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list = isJsonList(json) ? json : [];
    const item = replaced(list[key], rest, value);
    return item === undefined
      ? list.filter((_, at) => at !== key)
      : [...list.slice(0, key), item, ...list.slice(key + 1)];
  }
  const object = isJsonObject(json) ? json : {};
  const inner = replaced(object[key], rest, value);
  if (inner !== undefined) return { ...object, [key]: inner };
  const { [key]: _, ...others } = object;
  return others;
}
