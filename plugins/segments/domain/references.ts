import { type DefinitionFault, faultAt, type FaultCause, type Json, jsonPath, type Mentions } from '@rapport/sdk';
import { type DefinitionNode, leavesOf, mentionsOf } from './definition';

/** What definitions refer to: other segments and computed traits, by key. */
export type References = {
  /** null: a list, people were put in by hand; undefined: there is no such segment. */
  readonly segment: (key: string) => DefinitionNode | null | undefined;
  /** What the computed trait mentions; undefined: there is none. */
  readonly computed: (key: string) => Mentions | undefined;
};

export type Reference = { readonly kind: 'segment' | 'computed'; readonly key: string };

/** Unknown references, and those that lead back to `own`: with the path in the definition that begins them. */
export function referenceFaults(
  node: DefinitionNode,
  own: Reference | null,
  references: References,
): DefinitionFault[] {
  return leavesOf(node).flatMap(({ condition, path }) =>
    mentionFaults(condition.mentions, own, references).map(({ kind, code, parameters }) =>
      faultAt(`${path}.${kind}`, code, parameters),
    ),
  );
}

/** The same of a computed trait, which only says what it mentions: each stands where the definition names it first. */
export function computedFaults(
  definition: Json,
  mentions: Mentions,
  own: Reference | null,
  references: References,
): DefinitionFault[] {
  return mentionFaults(mentions, own, references).map(({ kind, key, code, parameters }) =>
    faultAt(placeOf(definition, { kind, key }, '$') ?? '$', code, parameters),
  );
}

function placeOf(json: Json, reference: Reference, path: string): string | null {
  if (typeof json !== 'object' || json === null) return null;
  if (!Array.isArray(json) && json[reference.kind] === reference.key) return `${path}.${reference.kind}`;
  const steps = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  for (const [step, value] of steps) {
    const place = placeOf(value, reference, `${path}${jsonPath([step])}`);
    if (place !== null) return place;
  }
  return null;
}

/** The same without places. */
function mentionFaults(mentions: Mentions, own: Reference | null, references: References): (Reference & FaultCause)[] {
  return referencesIn(mentions).flatMap((one): (Reference & FaultCause)[] => {
    const { kind, key } = one;
    if (isSame(one, own)) return [{ ...one, code: 'refers_to_itself', parameters: {} }];
    const next = follow(one, references);
    if (next === undefined)
      return [{ ...one, code: kind === 'segment' ? 'segment_unknown' : 'computed_trait_unknown', parameters: { key } }];
    return own !== null && leadsTo(own, next, references, new Set())
      ? [{ ...one, code: 'refers_back', parameters: { key } }]
      : [];
  });
}

function isSame(one: Reference, other: Reference | null): boolean {
  return one.kind === other?.kind && one.key === other.key;
}

function referencesIn({ segments = [], computed = [] }: Mentions): Reference[] {
  return [
    ...segments.map((key): Reference => ({ kind: 'segment', key })),
    ...computed.map((key): Reference => ({ kind: 'computed', key })),
  ];
}

/** What the target mentions; undefined: there is no such target. */
function follow({ kind, key }: Reference, references: References): Mentions | undefined {
  if (kind === 'computed') return references.computed(key);
  const node = references.segment(key);
  return node === undefined ? undefined : node === null ? {} : mentionsOf(node);
}

function leadsTo(own: Reference, mentions: Mentions, references: References, seen: Set<string>): boolean {
  return referencesIn(mentions).some((one) => {
    if (isSame(one, own)) return true;
    const name = `${one.kind} ${one.key}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return leadsTo(own, follow(one, references) ?? {}, references, seen);
  });
}
