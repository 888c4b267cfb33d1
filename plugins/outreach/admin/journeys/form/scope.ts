import type { Json, JsonObject } from '@rapport/sdk/admin';
import { createContext, useContext } from 'react';
import { textAt, valueAt } from '../graph/definition';
import type { Path } from '../graph/definition';
import type { PlacedFault } from '../graph/faults';

/** What a form is about: the entry and its rules, or one step. */
export type Scope = {
  readonly json: JsonObject;
  readonly faults: readonly PlacedFault[];
  readonly isReadOnly: boolean;
  /** @param value undefined: nothing stands there any more */
  readonly set: (path: Path, value: Json | undefined) => void;
};

const context = createContext<Scope | null>(null);
export const ScopeProvider = context.Provider;

export function useScope(): Scope {
  const scope = useContext(context);
  if (scope === null) throw new Error('a field stands outside of its form');
  return scope;
}

/** One field: what stands in it, what is wrong with it, how it is changed. */
export function useField(path: Path) {
  const { json, faults, isReadOnly, set } = useScope();
  const place = placeText(path);
  const fault = faults.find(
    ({ rest }) => rest === place || rest.startsWith(`${place}.`) || rest.startsWith(`${place}[`),
  );
  return {
    value: valueAt(json, path),
    text: textAt(json, path),
    error: fault?.message ?? null,
    isReadOnly,
    set: (value: Json | undefined) => set(path, value),
    /** Unique on the page, as one form is shown at a time. */
    name: path.join('.'),
  };
}

/** As faults name it: `.any[0].next`. */
export function placeText(path: Path): string {
  return path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
}
