import { Kind } from 'graphql';
import type { FieldNode, GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Kept with the document's nodes: each operation is looked through once. */
const known = new WeakMap<FieldNode, ReadonlySet<string>>();

/**
 * Names of all fields anywhere below this one, through fragments. Coarse on purpose: a name that occurs in another place, or
 * is skipped by a directive, counts as asked for.
 */
export function namesBelow(info: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): ReadonlySet<string> {
  const [first] = info.fieldNodes;
  const before = first === undefined ? undefined : known.get(first);
  if (before !== undefined) return before;
  const names = new Set<string>();
  const visited = new Set<string>();
  const visit = (selections: SelectionSetNode | undefined) => {
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      if (selection.kind !== Kind.FRAGMENT_SPREAD) visit(selection.selectionSet);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        visit(info.fragments[selection.name.value]?.selectionSet);
      }
    }
  };
  info.fieldNodes.forEach((node) => visit(node.selectionSet));
  if (first !== undefined) known.set(first, names);
  return names;
}
