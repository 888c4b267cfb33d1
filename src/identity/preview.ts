import { type Json, type MergePreview, RapportError, type UnmergeSides } from '@rapport/sdk';
import type pg from 'pg';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPolicy } from '../domain/identity/policy';
import { checkUnion, splitTree, survivorOf, type SplitTree } from '../domain/identity/union';
import { foldTraits, type FoldedLeaf } from '../domain/trait';
import { activeEdges, findMerge, type MergeEdge } from '../store/merges';
import type { ProfileStore } from '../store/profiles';

/** What the merged profile would look like. The profiles are locked by the caller. */
export async function previewMerge(
  client: pg.ClientBase,
  options: { readonly profiles: ProfileStore; readonly policy: IdentityPolicy },
  first: RootState,
  second: RootState,
): Promise<MergePreview> {
  const { profiles, policy } = options;
  const winner = survivorOf(first, second, policy);
  const loser = winner === first ? second : first;
  const rows = await profiles.lock(client, [...winner.leafIds, ...loser.leafIds]);
  const names = await profiles.publicIds(client, [winner.id, loser.id]);
  const joined = await profiles.joinTimes(client, [...rows.keys()]);
  const leavesOf = (ids: readonly number[]): FoldedLeaf[] =>
    ids.flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [{ ...row.traits, joinedAt: joined.get(id) ?? null }];
    });
  const inOrder = (root: RootState): number[] => [
    root.id,
    ...root.leafIds.filter((id) => id !== root.id).sort((a, b) => a - b),
  ];
  const rules = policy.traits;
  const winnerTraits = foldTraits(leavesOf(inOrder(winner)), rules).values;
  const loserTraits = foldTraits(leavesOf(inOrder(loser)), rules).values;
  const others = [...winner.leafIds, ...loser.leafIds].filter((id) => id !== winner.id).sort((a, b) => a - b);
  const { values } = foldTraits(leavesOf([winner.id, ...others]), rules);
  const keys = [...new Set([...Object.keys(winnerTraits), ...Object.keys(loserTraits)])].sort();
  const valueOf = (traits: { [key: string]: Json }, key: string): Json =>
    (Object.hasOwn(traits, key) ? traits[key] : null) ?? null;
  return {
    winnerId: names.get(winner.id) ?? '',
    loserId: names.get(loser.id) ?? '',
    traits: values,
    changes: keys
      .map((key) => ({
        key,
        winner: valueOf(winnerTraits, key),
        loser: valueOf(loserTraits, key),
        result: valueOf(values, key),
      }))
      .filter(({ winner: a, loser: b }) => JSON.stringify(a) !== JSON.stringify(b)),
    identifierCount: winner.total + loser.total,
    obstacles: checkUnion(first, second, policy).obstacles.map((one) => one.reason),
  };
}

/** The two sides into which a tree falls without this merge. */
export async function splitAt(
  client: pg.ClientBase,
  tree: { readonly id: number; readonly leafIds: readonly number[] },
  merge: MergeEdge,
): Promise<SplitTree> {
  const edges = (await activeEdges(client, tree.leafIds)).filter((edge) => edge.id !== merge.id);
  return splitTree(tree, merge, edges);
}

/** Which leaves either side of an undone merge would have. Nothing is locked: the merge itself looks again. */
export async function previewUnmerge(
  client: pg.ClientBase,
  profiles: ProfileStore,
  mergeId: string,
): Promise<UnmergeSides> {
  const merge = await findMerge(client, mergeId);
  if (merge === null) throw new RapportError('merge_not_found');
  if (merge.undoneAt !== null) throw new RapportError('merge_already_undone');
  const leafIds = await profiles.leavesOfTrees(client, [merge.winnerLeafId]);
  const rootId = await profiles.rootOf(client, merge.winnerLeafId);
  if (rootId === null || !leafIds.includes(merge.loserLeafId)) throw new RapportError('concurrent_change');
  const { staying, leaving, newRoot } = await splitAt(client, { id: rootId, leafIds }, merge);
  return { first: { rootId, leafIds: staying }, second: { rootId: newRoot, leafIds: leaving } };
}
