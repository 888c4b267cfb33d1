import { type DefinitionFault, isJsonObject, type Json } from '@rapport/sdk';
import type { DefinitionReader } from '../definition';
import aggregate from './aggregate';
import expectedValue from './expected-value';
import firstOf from './first-of';
import type { ComputedDefinition, ComputedKind } from './kind';
import score from './score';

export type { ComputedDefinition, ComputedKind } from './kind';

/** In the order in which a person is offered them. */
export const computedKinds: readonly ComputedKind[] = [aggregate, score, expectedValue, firstOf];

/** Reads the definition of a computed trait or a score; says everything that is wrong, each with its JSON path. */
export function parseComputed(
  json: Json,
  reader: DefinitionReader,
): { readonly computed: ComputedDefinition } | { readonly faults: readonly DefinitionFault[] } {
  const kind = isJsonObject(json) ? computedKinds.find(({ name }) => Object.hasOwn(json, name)) : undefined;
  if (kind === undefined) {
    const names = computedKinds.map(({ name }) => name).join(', ');
    return { faults: [{ path: '$', message: `A computed trait has one of the keys ${names}.` }] };
  }
  const bound = kind.bind(json, reader);
  return 'faults' in bound ? { faults: bound.faults.map((fault) => ({ ...fault, path: `$${fault.path}` })) } : bound;
}
