import {
  type Actor,
  assertUnreachable,
  type Identifier,
  type IdentityCommands,
  type JsonObject,
  type ReviewDecision,
  RapportError,
  type TouchKind,
} from '@rapport/sdk';
import type pg from 'pg';
import { IdentifierExtractor } from '../domain/event/identifiers';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPolicy } from '../domain/identity/policy';
import { checkUnion, survivorOf } from '../domain/identity/union';
import { noTraits } from '../domain/trait';
import { newPublicId } from '../store/public-id';
import { inTransaction } from '../postgres/pool';
import { retrying } from '../postgres/retry';
import { insertActivityOfIdentifiers } from '../store/activity';
import { type Change, insertCommit } from '../store/commit-log';
import type { Dictionaries } from '../store/dictionaries';
import { IdentifierStore } from '../store/identifiers';
import {
  deleteNeverMerge,
  findMerge,
  insertMerges,
  insertNeverMerge,
  reserveMergeIds,
  undoMerge,
} from '../store/merges';
import { type FoundProfile, type KnownKinds, knownKinds, type ProfileStore } from '../store/profiles';
import { decideReview, lockReview } from '../store/reviews';
import { insertWork, type Touched } from '../store/work';
import { previewMerge, previewUnmerge, splitAt } from './preview';

export type IdentityCommandOptions = {
  readonly pool: pg.Pool;
  readonly dictionaries: Dictionaries;
  readonly profiles: ProfileStore;
  readonly policy: IdentityPolicy;
  readonly now: () => number;
  /** After each commit: wakes those who follow. */
  readonly onCommit?: () => void;
};

/** What people do to identity by hand. Each command is one transaction under the locks of both trees, and can be undone. */
export class HandIdentityCommands implements IdentityCommands {
  private readonly identifiers: IdentifierStore;
  private readonly known: KnownKinds;
  private readonly extractor: IdentifierExtractor;

  constructor(private readonly options: IdentityCommandOptions) {
    this.identifiers = new IdentifierStore(options.dictionaries);
    this.known = knownKinds(options.policy);
    this.extractor = new IdentifierExtractor(options.policy);
  }

  normalise({ kind, value }: Identifier): Identifier | null {
    return this.extractor.usable(kind, value);
  }

  async mergePreview(first: string, second: string) {
    return this.quietly(async (client) => {
      const [a, b] = await this.pair(client, first, second);
      const trees = await this.lockTrees(client, [a.leafId, b.leafId]);
      return previewMerge(client, this.options, trees.withLeaf(a.leafId), trees.withLeaf(b.leafId));
    });
  }

  async unmergePreview(mergeId: string) {
    return inTransaction(this.options.pool, (client) => previewUnmerge(client, this.options.profiles, mergeId));
  }

  async merge(first: string, second: string, actor: Actor, reason?: string) {
    return this.transaction(async (client) => {
      const [a, b] = await this.pair(client, first, second);
      return this.mergeLeaves(client, a.leafId, b.leafId, actor, reason === undefined ? {} : { reason });
    });
  }

  async unmerge(mergeId: string, actor: Actor) {
    return this.transaction(async (client) => {
      const merge = await findMerge(client, mergeId);
      if (merge === null) throw new RapportError('merge_not_found');
      const trees = await this.lockTrees(client, [merge.winnerLeafId]);
      const again = await findMerge(client, mergeId);
      if (again === null || again.undoneAt !== null) throw new RapportError('merge_already_undone');
      const [tree] = trees.roots;
      if (tree === undefined || !tree.leafIds.includes(merge.loserLeafId)) throw new RapportError('concurrent_change');

      const { staying, leaving, newRoot } = await splitAt(client, tree, merge);
      await this.identifiers.unretire(client, retiredBy(again.evidence));
      const at = this.options.now();
      await this.options.profiles.change(client, [
        { id: tree.id, bumpVersion: true },
        ...leaving.map((id) => ({ id, rootId: newRoot, joinedAt: at, bumpVersion: id === newRoot })),
      ]);
      await insertNeverMerge(client, [merge.winnerLeafId, merge.loserLeafId], actor, at);
      const commitId = await this.announce(client, [
        { kind: 'unmerge', profileId: newRoot, mergeId: merge.id },
        { kind: 'profile', profileId: tree.id, mergeId: null },
        { kind: 'profile', profileId: newRoot, mergeId: null },
      ]);
      await undoMerge(client, merge.id, { at, actor, commitId });
      await insertWork(client, commitId, [
        ...touchesOf(staying, tree.id, 'unmerged'),
        ...touchesOf(leaving, newRoot, 'unmerged'),
      ]);
      const names = await this.options.profiles.publicIds(client, [tree.id, newRoot]);
      return { firstId: names.get(tree.id) ?? '', secondId: names.get(newRoot) ?? '' };
    });
  }

  async decide(reviewId: string, decision: ReviewDecision, actor: Actor) {
    return this.transaction(async (client) => {
      const review = await lockReview(client, reviewId);
      if (review === null) throw new RapportError('review_not_found');
      if (review.status !== 'open') throw new RapportError('review_already_decided');
      const at = this.options.now();
      const pair = [review.profileId, review.otherId] as const;
      switch (decision) {
        case 'merge': {
          const { mergeId } = await this.mergeLeaves(client, pair[0], pair[1], actor, { review: reviewId });
          await decideReview(client, review.id, { status: 'merged', actor, at });
          return { mergeId };
        }
        case 'keep_apart':
          if (pair[0] !== pair[1]) await insertNeverMerge(client, pair, actor, at);
          await decideReview(client, review.id, { status: 'kept_apart', actor, at });
          return { mergeId: null };
        case 'dismiss':
          await decideReview(client, review.id, { status: 'dismissed', actor, at });
          return { mergeId: null };
        default:
          return assertUnreachable(decision);
      }
    });
  }

  async separate(identifier: Identifier, actor: Actor) {
    const { profiles } = this.options;
    const ids = await profiles.reserveIds(1);
    const id = ids.take();
    return this.transaction(async (client) => {
      const at = this.options.now();
      const { states } = await this.identifiers.lookUp(client, [{ ...identifier, at: 0 }]);
      const [state] = states.values();
      if (state === undefined) throw new RapportError('identifier_not_found');
      await this.identifiers.change(client, [{ ...identifier, leafId: id }]);
      const trees = await this.lockTrees(client, [state.leafId]);
      const [tree] = trees.roots;
      if (tree === undefined || tree.total === 0) throw new RapportError('identifier_is_last');
      const publicId = this.newPublicId();
      await profiles.insert(client, [{ id, publicId, rootId: id, createdAt: at, traits: noTraits }]);
      await insertActivityOfIdentifiers(client, id);
      await profiles.change(client, [{ id: tree.id, bumpVersion: true }]);
      await insertNeverMerge(client, [state.leafId, id], actor, at);
      const commitId = await this.announce(client, [
        { kind: 'profile', profileId: state.leafId, mergeId: null },
        { kind: 'profile', profileId: id, mergeId: null },
      ]);
      await insertWork(client, commitId, [
        ...touchesOf([state.leafId], tree.id, 'unmerged'),
        ...touchesOf([id], id, 'created'),
      ]);
      return { profileId: publicId };
    });
  }

  private async mergeLeaves(
    client: pg.ClientBase,
    firstLeaf: number,
    secondLeaf: number,
    actor: Actor,
    evidence: JsonObject,
  ): Promise<{ mergeId: string; winnerId: string }> {
    const trees = await this.lockTrees(client, [firstLeaf, secondLeaf]);
    const [first, second] = [trees.withLeaf(firstLeaf), trees.withLeaf(secondLeaf)];
    if (first.id === second.id) throw new RapportError('merge_same_profile');
    const { obstacles, retireKinds } = checkUnion(first, second, this.options.policy);
    if (obstacles.length > 0) {
      throw new RapportError(
        'merge_limit',
        obstacles.map((one) => `${one.reason}: ${one.count} of ${one.limit}`).join(', '),
      );
    }
    const winner = survivorOf(first, second, this.options.policy);
    const loser = winner === first ? second : first;
    const retired = await this.retire(client, loser, retireKinds);
    await deleteNeverMerge(client, first.leafIds, second.leafIds);
    const at = this.options.now();
    await this.options.profiles.change(client, [
      { id: winner.id, bumpVersion: true },
      ...loser.leafIds.map((id) => ({ id, rootId: winner.id, joinedAt: at, bumpVersion: id === loser.id })),
    ]);
    const [mergeId = 0] = await reserveMergeIds(client, 1);
    const commitId = await this.announce(client, [
      { kind: 'merge', profileId: loser.id, mergeId },
      { kind: 'profile', profileId: winner.id, mergeId: null },
    ]);
    const publicId = this.newPublicId();
    await insertMerges(client, commitId, [
      {
        id: mergeId,
        publicId,
        winnerId: winner.id,
        loserId: loser.id,
        winnerLeafId: winner === first ? firstLeaf : secondLeaf,
        loserLeafId: winner === first ? secondLeaf : firstLeaf,
        evidence: { ...evidence, byHand: true, ...(retired.length === 0 ? {} : { retired }) },
        actor,
        at,
      },
    ]);
    await insertWork(client, commitId, [
      ...touchesOf(loser.leafIds, winner.id, 'merged'),
      ...touchesOf([loser.id], winner.id, 'absorbed'),
    ]);
    const names = await this.options.profiles.publicIds(client, [winner.id]);
    return { mergeId: publicId, winnerId: names.get(winner.id) ?? '' };
  }

  /** The loser's user ids stay hers but count no longer, as after a verified alias. */
  private async retire(client: pg.ClientBase, loser: RootState, kinds: readonly string[]): Promise<[string, string][]> {
    const retired: Identifier[] = [];
    for (const kind of kinds) retired.push(...(await this.identifiers.counting(client, loser.leafIds, kind)));
    await this.identifiers.change(
      client,
      retired.map((one) => ({ ...one, retired: true }) as const),
    );
    return retired.map(({ kind, value }) => [kind, value]);
  }

  private async pair(client: pg.ClientBase, first: string, second: string): Promise<[FoundProfile, FoundProfile]> {
    const found = await this.options.profiles.find(client, [first, second]);
    const [a, b] = [found.get(first), found.get(second)];
    if (a === undefined || b === undefined) throw new RapportError('profile_not_found');
    if (a.rootId === b.rootId) throw new RapportError('merge_same_profile');
    return [a, b];
  }

  /** Locks every leaf of the trees, then reads them: what comes back stays true until the commit. */
  private async lockTrees(client: pg.ClientBase, leafIds: readonly number[]): Promise<Trees> {
    const { profiles } = this.options;
    const seen = await profiles.leavesOfTrees(client, leafIds);
    const locked = await profiles.lock(client, seen);
    const rootIds = new Set([...locked.values()].map((one) => one.rootId));
    const roots = await profiles.loadRoots(client, [...rootIds], this.known);
    // Somebody merged or separated between the two statements.
    if (roots.some((root) => root.leafIds.some((leaf) => !locked.has(leaf))))
      throw new RapportError('concurrent_change');
    return new Trees(roots);
  }

  private async announce(client: pg.ClientBase, changes: readonly Change[]): Promise<number> {
    return insertCommit(client, { at: this.options.now(), changes });
  }

  private newPublicId(): string {
    return newPublicId(this.options.now());
  }

  private async transaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const result = await this.quietly(work);
    this.options.onCommit?.();
    return result;
  }

  /** For what only looks, under the same locks: there is nothing to wake anybody for. */
  private async quietly<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    await this.options.dictionaries.refreshKinds();
    return retrying(() => inTransaction(this.options.pool, work));
  }
}

class Trees {
  constructor(readonly roots: readonly RootState[]) {}

  withLeaf(leafId: number): RootState {
    const root = this.roots.find((one) => one.leafIds.includes(leafId));
    if (root === undefined) throw new RapportError('profile_not_found');
    return root;
  }
}

function touchesOf(leafIds: readonly number[], rootId: number, kind: TouchKind): Touched[] {
  return leafIds.map((leafId) => ({ leafId, rootId, kind, subject: 0 }));
}

/** What the merge retired, from its own evidence. */
function retiredBy(evidence: JsonObject): Identifier[] {
  const list = evidence['retired'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [kind, value] = pair;
    return typeof kind === 'string' && typeof value === 'string' ? [{ kind, value }] : [];
  });
}
