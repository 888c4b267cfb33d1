import { isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { typeOf } from './observe';

const depthMax = 4;
const keysMax = 100;

/**
 * The narrowest plain schema that every one of the events fits: types, what is always there, dates. No enums and no bounds: what
 * was not seen yet is not wrong. null where nothing was seen.
 */
export function suggestSchema(events: readonly JsonObject[]): JsonObject | null {
  return events.length === 0 ? null : ofObjects(events, 1);
}

function ofObjects(objects: readonly JsonObject[], depth: number): JsonObject {
  const values = new Map<string, Json[]>();
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      const list = values.get(key);
      if (list !== undefined) list.push(value);
      else if (values.size < keysMax) values.set(key, [value]);
    }
  }
  const sorted = [...values].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
  const schema: JsonObject = { type: 'object' };
  if (sorted.length === 0 || depth > depthMax) return schema;
  const properties: JsonObject = {};
  for (const [key, list] of sorted) {
    // As a plain member, also where the key is `__proto__`.
    const value = ofValues(list, depth + 1);
    Object.defineProperty(properties, key, { value, enumerable: true, configurable: true, writable: true });
  }
  schema['properties'] = properties;
  const required = sorted.filter(([, list]) => list.length === objects.length).map(([key]) => key);
  if (required.length > 0) schema['required'] = required;
  return schema;
}

const jsonTypes: Readonly<Record<string, string>> = { date: 'string', list: 'array' };

function ofValues(values: readonly Json[], depth: number): JsonObject {
  const seen = [...new Set(values.map(typeOf))];
  const types = [...new Set(seen.map((type) => jsonTypes[type] ?? type))].sort();
  const [only] = types;
  // Of a property that was always null nothing is known.
  if (only === 'null' && types.length === 1) return {};
  if (types.length > 1 || only === undefined) return { type: types };
  if (only === 'string') return seen.every((type) => type === 'date') ? dates(values) : { type: 'string' };
  if (only === 'object') return ofObjects(values.filter(isJsonObject), depth);
  if (only !== 'array') return { type: only };
  const items = values.flatMap((value) => (Array.isArray(value) ? value : []));
  return items.length === 0 || depth > depthMax
    ? { type: 'array' }
    : { type: 'array', items: ofValues(items, depth + 1) };
}

function dates(values: readonly Json[]): JsonObject {
  const days = values.filter((value) => typeof value === 'string' && value.length === 10).length;
  if (days === values.length) return { type: 'string', format: 'date' };
  return days === 0 ? { type: 'string', format: 'date-time' } : { type: 'string' };
}
