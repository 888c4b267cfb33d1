import type { DefinitionFault, Mentions } from '@rapport/sdk';
import { type DefinitionNode, leavesOf, mentionsOf } from './definition';

/** What definitions refer to: other segments and computed traits, by key. */
export type References = {
  /** null: a list, people were put in by hand; undefined: there is no such segment. */
  readonly segment: (key: string) => DefinitionNode | null | undefined;
  /** What the computed trait mentions; undefined: there is none. */
  readonly computed: (key: string) => Mentions | undefined;
};

type Reference = { readonly kind: 'segment' | 'computed'; readonly key: string };

/** Unknown references, and those that lead back to the segment `own`: with the path in the definition that begins them. */
export function referenceFaults(node: DefinitionNode, own: string | null, references: References): DefinitionFault[] {
  return leavesOf(node).flatMap(({ condition, path }) =>
    referencesIn(condition.mentions).flatMap((one): DefinitionFault[] => {
      const at = `${path}.${one.kind}`;
      if (one.kind === 'segment' && one.key === own)
        return [{ path: at, message: 'A segment cannot refer to itself.' }];
      const next = follow(one, references);
      if (next === undefined)
        return [
          { path: at, message: `There is no ${one.kind === 'segment' ? 'segment' : 'computed trait'} “${one.key}”.` },
        ];
      return own !== null && leadsTo(own, next, references, new Set())
        ? [{ path: at, message: `“${one.key}” refers back to this segment.` }]
        : [];
    }),
  );
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

function leadsTo(own: string, mentions: Mentions, references: References, seen: Set<string>): boolean {
  return referencesIn(mentions).some((one) => {
    if (one.kind === 'segment' && one.key === own) return true;
    const name = `${one.kind} ${one.key}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return leadsTo(own, follow(one, references) ?? {}, references, seen);
  });
}
