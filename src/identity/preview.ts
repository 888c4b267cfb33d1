import type { Json, MergePreview } from '@rapport/sdk';
import type pg from 'pg';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPolicy } from '../domain/identity/policy';
import { checkUnion, survivorOf } from '../domain/identity/union';
import { foldTraits, type FoldedLeaf } from '../domain/trait';
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
