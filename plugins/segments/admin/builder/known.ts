import { isJsonObject, objects, strings, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import type { ValueType } from './language';

/** A property or a trait that has been seen: to be completed from. */
export type Known = {
  readonly path: string;
  readonly type: ValueType | null;
  readonly examples: readonly string[];
  readonly hint?: string;
};

const typesOfObserved: Readonly<Record<string, ValueType>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
  list: 'list',
};
const masked = '[masked]';
const examplesMax = 20;

/** @param properties of `eventObservation` */
export function knownOfObservation(properties: Json | undefined): readonly Known[] {
  return objects(properties)
    .filter((one) => textIn(one, 'path') !== '')
    .map((one) => {
      const [first] = objects(one['types']);
      const examples: readonly Json[] = Array.isArray(one['examples']) ? one['examples'] : [];
      const shown = examples.filter((each) => typeof each !== 'object').map(String);
      return {
        path: textIn(one, 'path'),
        type: first === undefined ? null : (typesOfObserved[textIn(first, 'type')] ?? null),
        examples: shown.filter((each) => each !== masked),
        hint: shown[0] ?? '',
      };
    });
}

/** What traits of some customers tell: keys of objects within them, too (`address.city`). */
export function knownOfTraits(list: readonly Json[]): readonly Known[] {
  const found = new Map<string, { types: Set<ValueType>; examples: Set<string> }>();
  const look = (value: Json, path: string): void => {
    if (isJsonObject(value)) {
      for (const [key, inner] of Object.entries(value)) look(inner, joined(path, key));
      return;
    }
    if (path === '' || value === null) return;
    const entry = found.get(path) ?? { types: new Set(), examples: new Set() };
    found.set(path, entry);
    if (value === masked) return;
    entry.types.add(typeOf(value));
    if (typeof value !== 'object' && entry.examples.size < examplesMax) entry.examples.add(String(value));
  };
  list.forEach((traits) => look(traits, ''));
  return [...found].map(([path, { types, examples }]) => ({
    path,
    type: types.size === 1 ? ([...types][0] ?? null) : null,
    examples: [...examples],
    hint: [...examples][0] ?? '',
  }));
}

function typeOf(value: Json): ValueType {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? 'date' : 'text';
}

/** As paths are written in definitions: a key with other letters stands in brackets. */
function joined(path: string, key: string): string {
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Both, by path; the first knows better. */
export function joinKnown(first: readonly Known[], second: readonly Known[]): readonly Known[] {
  const paths = new Map([...second, ...first].map((one) => [one.path, one]));
  return [...paths.values()].sort((one, other) => one.path.localeCompare(other.path));
}

export function textsOf(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : strings(value);
}
