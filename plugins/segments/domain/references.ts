import type { DefinitionFault, Mentions } from '@rapport/sdk';
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
    mentionFaults(condition.mentions, own, references).map(({ kind, message }) => ({
      path: `${path}.${kind}`,
      message,
    })),
  );
}

/** The same of a computed trait, which only says what it mentions. */
export function mentionFaults(
  mentions: Mentions,
  own: Reference | null,
  references: References,
): (Pick<Reference, 'kind'> & { readonly message: string })[] {
  return referencesIn(mentions).flatMap((one) => {
    const { kind, key } = one;
    if (isSame(one, own)) return [{ kind, message: 'It cannot refer to itself.' }];
    const next = follow(one, references);
    if (next === undefined)
      return [{ kind, message: `There is no ${kind === 'segment' ? 'segment' : 'computed trait'} “${key}”.` }];
    return own !== null && leadsTo(own, next, references, new Set())
      ? [{ kind, message: `“${key}” refers back to it.` }]
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
