import type { Identifier } from '@rapport/sdk';
import type { KindOrder } from './policy';

/** Where an identifier stands: on a leaf, for ever (only the setting `newest` or a person moves it). */
export type IdentifierState = {
  readonly leafId: number;
  readonly rootId: number;
  readonly verified: boolean;
  /** A previous user_id (verified alias): it still finds its person but does not count toward the limit. */
  readonly retired: boolean;
};

/** A tree of merged leaves, as far as limits and trust need it. Loaded only where an event could change structure. */
export type RootState = {
  readonly id: number;
  /** Epoch milliseconds; the oldest root survives a merge (setting `survivor`). */
  readonly createdAt: number;
  /** Changes with every change of structure; the apply step checks it under lock. */
  readonly version: number;
  /** The root itself and every leaf merged into it. */
  readonly leafIds: readonly number[];
  /** Identifiers by kind; retired ones count only in `total`. */
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
  /** How many user ids and verified addresses: with one or more it is a known person, whom claimed evidence joins to no other. */
  readonly knownBy: number;
  /** Leaves of other trees from which a person separated one of these leaves. */
  readonly neverWith: readonly number[];
};

export function identifierKey(identifier: Identifier): string {
  return `${identifier.kind}\0${identifier.value}`;
}

/** A RootState on its way through one planning run. */
export type Tree = {
  id: number;
  createdAt: number;
  leafIds: number[];
  counts: Map<string, number>;
  total: number;
  knownBy: number;
  neverWith: number[];
};

/**
 * What is known while one batch is planned: the state that was loaded, plus the effects of the events planned so far.
 * It belongs to one planning run; nothing outside sees it change.
 */
export class IdentityGraph {
  private readonly identifiers = new Map<string, IdentifierState>();
  private readonly trees = new Map<number, Tree>();
  /** Root that was merged in this run -> the root it went to. */
  private readonly mergedInto = new Map<number, number>();

  constructor(
    identifiers: ReadonlyMap<string, IdentifierState>,
    roots: readonly RootState[],
    private readonly order: KindOrder,
  ) {
    for (const [key, state] of identifiers) this.identifiers.set(key, state);
    for (const root of roots) {
      this.trees.set(root.id, {
        id: root.id,
        createdAt: root.createdAt,
        leafIds: [...root.leafIds],
        counts: new Map(root.counts),
        total: root.total,
        knownBy: root.knownBy,
        neverWith: [...root.neverWith],
      });
    }
  }

  find(identifier: Identifier): IdentifierState | undefined {
    const state = this.identifiers.get(identifierKey(identifier));
    if (state === undefined || !this.mergedInto.has(state.rootId)) return state;
    return { ...state, rootId: this.rootOf(state.rootId) };
  }

  /** @throws where the state of the root was not loaded: the loader must ask for every root that structure could touch. */
  tree(rootId: number): Tree {
    const tree = this.trees.get(rootId);
    if (tree === undefined) throw new Error(`identity state of root ${rootId} was not loaded`);
    return tree;
  }

  createProfile(id: number, createdAt: number): void {
    this.trees.set(id, {
      id,
      createdAt,
      leafIds: [id],
      counts: new Map(),
      total: 0,
      knownBy: 0,
      neverWith: [],
    });
  }

  /** Puts a new identifier on a leaf, changes its state there, or moves it to another. */
  put(identifier: Identifier, state: IdentifierState): void {
    const previous = this.find(identifier);
    if (previous !== undefined) this.count(identifier.kind, previous, -1);
    this.identifiers.set(identifierKey(identifier), state);
    this.count(identifier.kind, state, 1);
  }

  merge(winnerId: number, loserId: number): void {
    const winner = this.tree(winnerId);
    const loser = this.tree(loserId);
    winner.leafIds.push(...loser.leafIds);
    for (const [kind, count] of loser.counts) winner.counts.set(kind, (winner.counts.get(kind) ?? 0) + count);
    winner.total += loser.total;
    winner.knownBy += loser.knownBy;
    winner.neverWith.push(...loser.neverWith);
    this.trees.delete(loserId);
    this.mergedInto.set(loserId, winnerId);
  }

  private rootOf(id: number): number {
    let root = id;
    for (let next = this.mergedInto.get(root); next !== undefined; next = this.mergedInto.get(root)) root = next;
    return root;
  }

  /** A tree that is not loaded is not counted: the event that proves one of its identifiers may change nothing else. */
  private count(kind: string, { rootId, verified, retired }: IdentifierState, by: 1 | -1): void {
    const tree = this.trees.get(rootId);
    if (tree === undefined) return;
    tree.total += by;
    if (!retired) tree.counts.set(kind, (tree.counts.get(kind) ?? 0) + by);
    if (this.order.makesKnown(kind, verified)) tree.knownBy += by;
  }
}
