import type { DefinitionFault } from '@rapport/sdk';
import { type DefinitionNode, leavesOf } from './definition';

/** What definitions refer to: other segments and computed traits, by key. `lists` have no definition: people were put in by hand. */
export type References = {
  /** null: a list; undefined: there is no such segment. */
  readonly segment: (key: string) => DefinitionNode | null | undefined;
  /** The nodes that a computed trait is made of; undefined: there is none. */
  readonly computed: (key: string) => readonly DefinitionNode[] | undefined;
};

/** Unknown references, and those that lead back to `own` key: with the path in the definition that begins them. */
export function referenceFaults(node: DefinitionNode, own: string | null, references: References): DefinitionFault[] {
  return leavesOf(node).flatMap(({ condition, path }) => {
    const names = [
      ...(condition.mentions.segments ?? []).map((key) => ({ kind: 'segment' as const, key })),
      ...(condition.mentions.computed ?? []).map((key) => ({ kind: 'computed' as const, key })),
    ];
    return names.flatMap(({ kind, key }): DefinitionFault[] => {
      const at = `${path}.${kind}`;
      if (kind === 'segment' && key === own) return [{ path: at, message: 'A segment cannot refer to itself.' }];
      const target = kind === 'segment' ? references.segment(key) : references.computed(key);
      if (target === undefined) return [{ path: at, message: `There is no ${kind === 'segment' ? 'segment' : 'computed trait'} “${key}”.` }];
      const leadsBack = own !== null && reaches(target, own, references, new Set([`${kind} ${key}`]));
      return leadsBack ? [{ path: at, message: `“${key}” refers back to this segment.` }] : [];
    });
  });
}

function reaches(
  target: DefinitionNode | readonly DefinitionNode[] | null,
  own: string,
  references: References,
  seen: Set<string>,
): boolean {
  const nodes = target === null ? [] : isNode(target) ? [target] : target;
  return nodes.flatMap(leavesOf).some(({ condition: { mentions } }) => {
    const next = [
      ...(mentions.segments ?? []).map((key) => ({ name: `segment ${key}`, isOwn: key === own, of: references.segment(key) })),
      ...(mentions.computed ?? []).map((key) => ({ name: `computed ${key}`, isOwn: false, of: references.computed(key) })),
    ];
    return next.some(({ name, isOwn, of }) => {
      if (isOwn) return true;
      if (of === undefined || seen.has(name)) return false;
      seen.add(name);
      return reaches(of, own, references, seen);
    });
  });
}

function isNode(target: DefinitionNode | readonly DefinitionNode[]): target is DefinitionNode {
  return !Array.isArray(target);
}
