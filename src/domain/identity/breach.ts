import type { ReviewReason } from '@rapport/sdk';
import { type Candidate, type Home, isHome, rootsOf } from './candidate';
import type { IdentityGraph, Tree } from './graph';
import type { IdentityPolicy, KindOrder } from './policy';

/** A limit that a union would break, and whom to leave out because of it. */
export type Breach = { readonly candidate: Candidate; readonly reason: ReviewReason };

/**
 * The first limit that the union of all candidates would break: of a kind (in order of priority), of identifiers, of leaves, or
 * what a person said. Whom to leave out: the lowest-priority candidate that brings a value of the over-full kind, itself or by
 * its profile; for the other limits the lowest-priority one that belongs to another profile than the first, else one that is new.
 */
export function findBreach(
  candidates: readonly Candidate[],
  graph: IdentityGraph,
  policy: IdentityPolicy,
  order: KindOrder,
): Breach | undefined {
  const trees = rootsOf(candidates).map((rootId) => graph.tree(rootId));
  const arriving = candidates.filter((one) => !isHome(one));
  if (trees.length < 2 && arriving.length === 0) return undefined;

  for (const kind of kindsThatMeet(trees, arriving, order)) {
    const candidate = overfull(kind, order.of(kind).limit, candidates, graph);
    if (candidate !== undefined) return { candidate, reason: 'kind_limit' };
  }
  const outsider = lastOutsider(candidates);
  const total = trees.reduce((sum, tree) => sum + tree.total, arriving.length);
  const leftOver = outsider ?? arriving.at(-1);
  if (total > policy.identifiersMax && leftOver !== undefined)
    return { candidate: leftOver, reason: 'identifiers_limit' };
  const leaves = trees.reduce((sum, tree) => sum + tree.leafIds.length, 0);
  if (leaves > policy.leavesMax && outsider !== undefined) return { candidate: outsider, reason: 'leaves_limit' };
  const separated = lastOfSeparated(candidates, trees);
  return separated === undefined ? undefined : { candidate: separated, reason: 'never_merge' };
}

function kindsThatMeet(trees: readonly Tree[], arriving: readonly Candidate[], order: KindOrder): string[] {
  const kinds = new Set(arriving.map((one) => one.kind));
  if (trees.length > 1) for (const tree of trees) for (const kind of tree.counts.keys()) kinds.add(kind);
  return [...kinds].sort((a, b) => order.compareKinds(a, b));
}

/**
 * The lowest-priority candidate that brings a value of `kind`, if together they bring too many. A profile that is over the limit
 * by itself (the limit was lowered) is no breach: nothing comes to it.
 */
function overfull(
  kind: string,
  limit: number,
  candidates: readonly Candidate[],
  graph: IdentityGraph,
): Candidate | undefined {
  const held = new Map<number, number>();
  let total = 0;
  let contributors = 0;
  let last: Candidate | undefined;
  for (const one of candidates) {
    if (isHome(one)) {
      const { rootId } = one.found;
      const count = held.get(rootId) ?? countStaying(rootId, kind, candidates, graph);
      if (count > 0) last = one;
      if (held.has(rootId)) continue;
      held.set(rootId, count);
      total += count;
      contributors += count > 0 ? 1 : 0;
    } else if (one.kind === kind && !one.retires && one.found?.retired !== true) {
      last = one;
      total += 1;
      contributors += 1;
    }
  }
  return contributors > 1 && total > limit ? last : undefined;
}

/** What the root holds of a kind, without what this event retires or takes away. */
function countStaying(rootId: number, kind: string, candidates: readonly Candidate[], graph: IdentityGraph): number {
  const leaving = candidates.filter(
    (one) => one.kind === kind && one.found?.rootId === rootId && !one.found.retired && (one.retires || one.moves),
  );
  return (graph.tree(rootId).counts.get(kind) ?? 0) - leaving.length;
}

function lastOutsider(candidates: readonly Candidate[]): Home | undefined {
  const homes = candidates.filter(isHome);
  return homes.filter((one) => one.found.rootId !== homes[0]?.found.rootId).at(-1);
}

function lastOfSeparated(candidates: readonly Candidate[], trees: readonly Tree[]): Home | undefined {
  for (const a of trees) {
    for (const b of trees) {
      if (a === b || !a.neverWith.some((leaf) => b.leafIds.includes(leaf))) continue;
      return candidates
        .filter(isHome)
        .filter((one) => one.found.rootId === a.id || one.found.rootId === b.id)
        .at(-1);
    }
  }
  return undefined;
}
