import type { RootState } from './graph';
import type { IdentityPolicy } from './policy';
import { KindOrder } from './policy';

/** Why two trees cannot become one by hand. `never_merge` is none of them: a person may change what a person said. */
export type UnionObstacle =
  | { readonly reason: 'kind_limit'; readonly kind: string; readonly count: number; readonly limit: number }
  | { readonly reason: 'identifiers_limit' | 'leaves_limit'; readonly count: number; readonly limit: number };

export type UnionCheck = {
  readonly obstacles: readonly UnionObstacle[];
  /** Kinds of class `account` over their limit: a person who merges two accounts retires the loser's ids. */
  readonly retireKinds: readonly string[];
};

/** What a merge by hand of two trees would run into. */
export function checkUnion(a: RootState, b: RootState, policy: IdentityPolicy): UnionCheck {
  const order = new KindOrder(policy);
  const obstacles: UnionObstacle[] = [];
  const retireKinds: string[] = [];
  for (const kind of new Set([...a.counts.keys(), ...b.counts.keys()])) {
    const { limit, class: kindClass } = order.of(kind);
    const [fromA, fromB] = [a.counts.get(kind) ?? 0, b.counts.get(kind) ?? 0];
    if (fromA + fromB <= limit || fromA === 0 || fromB === 0) continue;
    if (kindClass === 'account') retireKinds.push(kind);
    else obstacles.push({ reason: 'kind_limit', kind, count: fromA + fromB, limit });
  }
  const total = a.total + b.total;
  if (total > policy.identifiersMax)
    obstacles.push({ reason: 'identifiers_limit', count: total, limit: policy.identifiersMax });
  const leaves = a.leafIds.length + b.leafIds.length;
  if (leaves > policy.leavesMax) obstacles.push({ reason: 'leaves_limit', count: leaves, limit: policy.leavesMax });
  return { obstacles, retireKinds };
}

/** Which of two roots stays root of a merge by hand. */
export function survivorOf(first: RootState, second: RootState, policy: IdentityPolicy): RootState {
  if (policy.survivor !== 'oldest') return first;
  if (first.createdAt !== second.createdAt) return first.createdAt < second.createdAt ? first : second;
  return first.id < second.id ? first : second;
}

export type LeafEdge = { readonly winnerLeafId: number; readonly loserLeafId: number };

/** What an undone merge leaves: the tree's root keeps one side, the other gets a root of its own. */
export type SplitTree = {
  readonly staying: readonly number[];
  readonly leaving: readonly number[];
  readonly newRoot: number;
};

/**
 * Cuts one edge out of a tree.
 * @param edges all edges that hold the tree together but the one that is cut
 */
export function splitTree(
  tree: { readonly id: number; readonly leafIds: readonly number[] },
  cut: LeafEdge & { readonly winnerId: number; readonly loserId: number },
  edges: readonly LeafEdge[],
): SplitTree {
  const loserSide = component(cut.loserLeafId, edges);
  const staying = tree.leafIds.filter((leaf) => loserSide.has(leaf) === loserSide.has(tree.id));
  const leaving = tree.leafIds.filter((leaf) => !staying.includes(leaf));
  const newRoot = leaving.find((leaf) => leaf === cut.loserId || leaf === cut.winnerId) ?? Math.min(...leaving);
  return { staying, leaving, newRoot };
}

/** The leaves that still hang together with `from` over the given edges. */
export function component(from: number, edges: readonly LeafEdge[]): Set<number> {
  const reached = new Set([from]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { winnerLeafId, loserLeafId } of edges) {
      if (reached.has(winnerLeafId) === reached.has(loserLeafId)) continue;
      reached.add(winnerLeafId).add(loserLeafId);
      grown = true;
    }
  }
  return reached;
}
