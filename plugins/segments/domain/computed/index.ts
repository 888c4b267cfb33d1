import { type DefinitionFault, faultAt, isJsonObject, type Json } from '@rapport/sdk';
import type { DefinitionReader } from '../definition';
import aggregate from './aggregate';
import expectedValue from './expected-value';
import rfm from './rfm';
import firstOf from './first-of';
import ratio from './ratio';
import type { ComputedDefinition, ComputedKind } from './kind';
import score from './score';

export type { ComputedDefinition, ComputedFit, ComputedKind } from './kind';

/** With what was learned for it (ComputedFit), where the definition itself leaves it open. */
export function withFitted(definition: Json, fitted: Json): Json {
  if (!isJsonObject(definition) || !isJsonObject(fitted)) return definition;
  const name = kindOf(definition)?.name;
  const own = name === undefined ? null : (definition[name] ?? null);
  return name === undefined || !isJsonObject(own) ? definition : { ...definition, [name]: { ...fitted, ...own } };
}

function kindOf(json: Json): ComputedKind | undefined {
  return isJsonObject(json) ? computedKinds.find(({ name }) => Object.hasOwn(json, name)) : undefined;
}

/** In the order in which a person is offered them. */
export const computedKinds: readonly ComputedKind[] = [aggregate, score, ratio, rfm, expectedValue, firstOf];

/** Reads the definition of a computed trait or a score; says everything that is wrong, each with its JSON path. */
export function parseComputed(
  json: Json,
  reader: DefinitionReader,
): { readonly computed: ComputedDefinition } | { readonly faults: readonly DefinitionFault[] } {
  const kind = kindOf(json);
  if (kind === undefined) {
    const names = computedKinds.map(({ name }) => name).join(', ');
    return { faults: [faultAt('$', 'computed_unknown', { names })] };
  }
  const bound = kind.bind(json, reader);
  return 'faults' in bound ? { faults: bound.faults.map((fault) => ({ ...fault, path: `$${fault.path}` })) } : bound;
}
