import type { Identifier, ReviewReason } from '@rapport/sdk';
import { identifierKey, type IdentifierState, IdentityGraph, type RootState } from './graph';
import type { IdentityEvent, IdentityPlan, NewIdentifier, PlannedMerge, PlannedReview } from './plan';
import { type IdentityPolicy, KindOrder } from './policy';

/**
 * Who does an event belong to? One event passes through these states; every one of them is a function below.
 *
 *   carried     The identifiers as the event brought them, highest priority first; an alias's previousId joins them as the
 *               user_id that it is, else as the anonymous_id that it is.
 *   trusted     Claimed evidence that would reach into a known person's profile is left out and becomes a suggestion:
 *               a claimed address or external id of a known person, or a claimed union of two known people.
 *   isolated    (setting anonymousHistory: isolate) A device that belongs to somebody else is left out silently.
 *   protected   While the union of all named profiles would break a limit, the lowest-priority identifier that brings a value
 *               of the over-full kind is left out, and the rest is tried again. (With the setting shared: newest it moves to
 *               this event's profile instead; so does an address that was only claimed before and is verified now.)
 *               Each refusal is a conflict for a person to decide.
 *   named       The highest-priority identifier that is left and known names the leaf; where none is known, a new profile is made.
 *   joined      Roots that the event names together are merged, the survivor by policy; new identifiers are put on the leaf.
 *
 * With one root and nothing new there is nothing to protect or join: most events take this short way, for which no state but
 * the identifiers needs to be loaded.
 *
 * Pure: the same events, state, policy and ids give the same plan.
 */
export function planIdentity(
  events: readonly IdentityEvent[],
  state: { readonly identifiers: ReadonlyMap<string, IdentifierState>; readonly roots: readonly RootState[] },
  policy: IdentityPolicy,
  nextProfileId: () => number,
): IdentityPlan {
  const planner = new Planner(new IdentityGraph(state.identifiers, state.roots), policy, nextProfileId);
  const assignments = events.map((event, index) => planner.assign(event, index));
  return planner.plan(assignments);
}

/** An identifier on its way through the states. */
type Candidate = Identifier & {
  readonly verified: boolean;
  /** Previous id of a verified alias: it will not count toward the limit. */
  readonly retires: boolean;
  /** undefined: nobody has it yet. */
  readonly found: IdentifierState | undefined;
  /** Setting `newest`: it leaves its profile and comes to this event's. */
  readonly moves: boolean;
};

type LeftOut = { readonly candidate: Candidate; readonly type: PlannedReview['type']; readonly reason: ReviewReason };

class Planner {
  private readonly order: KindOrder;
  private readonly newProfiles: { id: number; eventIndex: number }[] = [];
  private readonly newIdentifiers: NewIdentifier[] = [];
  private readonly verified: Identifier[] = [];
  private readonly retired: Identifier[] = [];
  private readonly moved: (Identifier & { leafId: number })[] = [];
  private readonly merges: PlannedMerge[] = [];
  private readonly reviews: PlannedReview[] = [];
  private readonly touchedRoots = new Set<number>();
  private readonly createdHere = new Set<number>();

  constructor(
    private readonly graph: IdentityGraph,
    private readonly policy: IdentityPolicy,
    private readonly nextProfileId: () => number,
  ) {
    this.order = new KindOrder(policy);
  }

  /** The leaf of the event; everything that has to change for it is added to the plan. */
  assign(event: IdentityEvent, eventIndex: number): number {
    const carried = this.carried(event);
    if (isSettled(carried)) return this.named(carried, event, eventIndex);

    const leftOut: LeftOut[] = [];
    const trusted = this.trusted(carried, event, leftOut);
    const isolated = this.isolated(trusted);
    const accepted = this.protect(isolated, leftOut);
    const leafId = this.named(accepted, event, eventIndex);
    this.join(accepted, leafId, eventIndex);
    for (const { candidate, type, reason } of leftOut) {
      this.reviews.push({
        type,
        reason,
        leafId,
        otherLeafId: candidate.found?.leafId ?? leafId,
        identifier: { kind: candidate.kind, value: candidate.value },
        eventIndex,
      });
    }
    return leafId;
  }

  plan(assignments: readonly number[]): IdentityPlan {
    return {
      assignments,
      newProfiles: this.newProfiles,
      newIdentifiers: this.newIdentifiers,
      verified: this.verified,
      retired: this.retired,
      moved: this.moved,
      merges: this.merges,
      reviews: this.reviews,
      touchedRoots: [...this.touchedRoots],
    };
  }

  private carried(event: IdentityEvent): Candidate[] {
    const candidates: Candidate[] = event.identifiers.map(({ kind, value, trust }) => ({
      kind,
      value,
      verified: trust === 'verified',
      retires: false,
      found: this.graph.find({ kind, value }),
      moves: false,
    }));
    if (event.previousId !== null) this.addPrevious(candidates, event.previousId, event.trust === 'verified');
    return candidates.sort((a, b) => this.order.compare(a, b));
  }

  private addPrevious(candidates: Candidate[], value: string, verified: boolean): void {
    const asUser = { kind: 'user_id', value };
    const asDevice = { kind: 'anonymous_id', value };
    const foundUser = this.graph.find(asUser);
    const foundDevice = foundUser === undefined ? this.graph.find(asDevice) : undefined;
    // Nobody has it yet: a server that says "previous" means its own user id; a browser means the id it made up itself.
    const isUser = foundUser !== undefined || (foundDevice === undefined && verified);
    const identifier = isUser ? asUser : asDevice;
    if (candidates.some((one) => one.kind === identifier.kind && one.value === identifier.value)) return;
    candidates.push({
      ...identifier,
      verified,
      retires: isUser && verified,
      found: foundUser ?? foundDevice,
      moves: false,
    });
  }

  private trusted(candidates: Candidate[], event: IdentityEvent, leftOut: LeftOut[]): Candidate[] {
    let rest = candidates;
    for (const candidate of candidates) {
      if (candidate.verified || candidate.found === undefined || !this.needsProof(candidate.kind)) continue;
      const rootId = candidate.found.rootId;
      const namedOtherwise = rest.some(
        (one) => one !== candidate && one.found?.rootId === rootId && !this.onlyClaims(one),
      );
      if (namedOtherwise || !this.isKnown(rootId)) continue;
      leftOut.push({ candidate, type: 'suggestion', reason: 'claimed' });
      rest = rest.filter((one) => one !== candidate);
    }
    if (event.trust === 'verified') return rest;
    return this.withoutClaimedUnions(rest, leftOut);
  }

  /** Two known people are never joined by somebody who typed a user id. */
  private withoutClaimedUnions(candidates: Candidate[], leftOut: LeftOut[]): Candidate[] {
    let rest = candidates;
    for (;;) {
      const known = rest.filter((one) => one.found !== undefined && this.isKnown(one.found.rootId));
      if (rootsOf(known).length < 2) return rest;
      const first = known[0];
      const lowest = known.filter((one) => one.found?.rootId !== first?.found?.rootId).at(-1);
      if (lowest === undefined) return rest;
      // Two user ids that meet are a broken limit, which the next state refuses with its own reason.
      if (this.bothHaveUserIds(first, lowest)) return rest;
      leftOut.push({ candidate: lowest, type: 'suggestion', reason: 'claimed' });
      rest = rest.filter((one) => one !== lowest);
    }
  }

  private bothHaveUserIds(a: Candidate | undefined, b: Candidate): boolean {
    if (a?.found === undefined || b.found === undefined) return false;
    const [first, second] = [this.graph.tree(a.found.rootId), this.graph.tree(b.found.rootId)];
    return (first.counts.get('user_id') ?? 0) > 0 && (second.counts.get('user_id') ?? 0) > 0;
  }

  private isolated(candidates: Candidate[]): Candidate[] {
    if (this.policy.anonymousHistory === 'join') return candidates;
    const target = candidates.find((one) => this.order.of(one.kind).class !== 'device');
    if (target === undefined) return candidates;
    const home = target.found?.rootId;
    return candidates.filter(
      (one) =>
        one === target ||
        this.order.of(one.kind).class !== 'device' ||
        one.found === undefined ||
        one.found.rootId === home,
    );
  }

  private protect(candidates: Candidate[], leftOut: LeftOut[]): Candidate[] {
    let rest = candidates;
    for (;;) {
      if (isSettled(rest)) return rest;
      const breach = this.findBreach(rest);
      if (breach === undefined) return rest;
      const { candidate, reason } = breach;
      if (rest.length > 1 && reason !== 'never_merge' && this.mayMove(candidate)) {
        rest = rest.map((one) => (one === candidate ? { ...one, moves: true } : one));
        continue;
      }
      leftOut.push({ candidate, type: 'conflict', reason });
      rest = rest.filter((one) => one !== candidate);
    }
  }

  /** A shared identifier goes to whom it was seen with last (setting `newest`); and proof beats what somebody typed. */
  private mayMove(candidate: Candidate): boolean {
    if (candidate.found === undefined || candidate.moves) return false;
    if (this.order.of(candidate.kind).shared === 'newest') return true;
    return candidate.verified && !candidate.found.verified && this.needsProof(candidate.kind);
  }

  /** The first limit that the union of all candidates would break, and whom to leave out because of it. */
  private findBreach(candidates: Candidate[]): { candidate: Candidate; reason: ReviewReason } | undefined {
    const trees = rootsOf(candidates).map((rootId) => this.graph.tree(rootId));
    const arriving = candidates.filter((one) => one.found === undefined || one.moves);
    const kinds = new Set(arriving.map((one) => one.kind));
    if (trees.length > 1) for (const tree of trees) for (const kind of tree.counts.keys()) kinds.add(kind);

    const inOrder = [...kinds].sort((a, b) => this.order.compare({ kind: a, value: '' }, { kind: b, value: '' }));
    for (const kind of inOrder) {
      const bringers = this.bringersOf(kind, candidates);
      if (bringers !== undefined) return { candidate: bringers, reason: 'kind_limit' };
    }
    const total = trees.reduce((sum, tree) => sum + tree.total, 0) + arriving.length;
    const lastArriving = arriving.at(-1);
    const outsider = candidates
      .filter((one) => isHome(one) && one.found?.rootId !== candidates.find(isHome)?.found?.rootId)
      .at(-1);
    if (total > this.policy.identifiersMax) {
      const candidate = outsider ?? lastArriving;
      if (candidate !== undefined) return { candidate, reason: 'identifiers_limit' };
    }
    const leaves = trees.reduce((sum, tree) => sum + tree.leafIds.length, 0);
    if (leaves > this.policy.leavesMax && outsider !== undefined)
      return { candidate: outsider, reason: 'leaves_limit' };
    for (const a of trees) {
      for (const b of trees) {
        if (a === b || !a.neverWith.some((leaf) => b.leafIds.includes(leaf))) continue;
        const candidate = candidates
          .filter((one) => isHome(one) && (one.found?.rootId === a.id || one.found?.rootId === b.id))
          .at(-1);
        if (candidate !== undefined) return { candidate, reason: 'never_merge' };
      }
    }
    return undefined;
  }

  /**
   * The lowest-priority candidate that brings a value of `kind`, itself or by its profile, if together they bring too many.
   * A profile that is over the limit by itself (the limit was lowered) is no breach: nothing new comes to it.
   */
  private bringersOf(kind: string, candidates: Candidate[]): Candidate | undefined {
    let total = 0;
    let contributors = 0;
    const roots = new Set<number>();
    const bringers: Candidate[] = [];
    for (const one of candidates) {
      if (one.found === undefined || one.moves) {
        if (one.kind !== kind || one.retires || one.found?.retired === true) continue;
        total += 1;
        contributors += 1;
        bringers.push(one);
        continue;
      }
      const count = this.countAfterRetirement(one.found.rootId, kind, candidates);
      if (count <= 0) continue;
      bringers.push(one);
      if (roots.has(one.found.rootId)) continue;
      roots.add(one.found.rootId);
      total += count;
      contributors += 1;
    }
    return contributors > 1 && total > this.order.of(kind).limit ? bringers.at(-1) : undefined;
  }

  private countAfterRetirement(rootId: number, kind: string, candidates: Candidate[]): number {
    const leaving = candidates.filter(
      (one) => one.kind === kind && one.found?.rootId === rootId && !one.found.retired && (one.retires || one.moves),
    );
    return (this.graph.tree(rootId).counts.get(kind) ?? 0) - leaving.length;
  }

  private named(candidates: Candidate[], event: IdentityEvent, eventIndex: number): number {
    for (const one of candidates)
      if (one.found !== undefined && !one.moves) {
        this.confirm(candidates);
        return one.found.leafId;
      }
    const id = this.nextProfileId();
    this.graph.createProfile(id, event.occurredAt);
    this.createdHere.add(id);
    this.newProfiles.push({ id, eventIndex });
    return id;
  }

  /** Claimed identifiers that this event proves. */
  private confirm(candidates: Candidate[]): void {
    for (const one of candidates) {
      if (!one.verified || one.found === undefined || one.found.verified) continue;
      this.graph.verify(one, this.makesKnown(one.kind, true));
      this.verified.push({ kind: one.kind, value: one.value });
    }
  }

  private join(candidates: Candidate[], leafId: number, eventIndex: number): void {
    const homeRoot = candidates.find(isHome)?.found?.rootId ?? leafId;
    this.mergeRoots(candidates, leafId, homeRoot, eventIndex);
    const rootId = candidates.find(isHome)?.found === undefined ? leafId : this.currentRoot(candidates);
    for (const one of candidates) {
      const identifier = { kind: one.kind, value: one.value };
      const retired = one.retires || one.found?.retired === true;
      if (one.found === undefined || one.moves) {
        if (one.found !== undefined) this.touch(one.found.rootId);
        this.touch(rootId);
        this.graph.put(
          identifier,
          { leafId, rootId, verified: one.verified, retired },
          this.makesKnown(one.kind, one.verified),
        );
        if (one.moves) this.moved.push({ ...identifier, leafId });
        else this.newIdentifiers.push({ ...identifier, leafId, verified: one.verified, retired, eventIndex });
      } else if (one.retires && !one.found.retired) {
        this.touch(rootId);
        this.graph.retire(identifier);
        this.retired.push(identifier);
      }
    }
  }

  private currentRoot(candidates: Candidate[]): number {
    for (const one of candidates) {
      if (!isHome(one)) continue;
      const state = this.graph.find(one);
      if (state !== undefined) return state.rootId;
    }
    throw new Error('no candidate has a home');
  }

  private mergeRoots(candidates: Candidate[], leafId: number, homeRoot: number, eventIndex: number): void {
    const roots = rootsOf(candidates);
    if (roots.length < 2) return;
    const survivor = this.survivor(roots, homeRoot);
    for (const rootId of roots) this.touch(rootId);
    for (const rootId of roots) {
      if (rootId === homeRoot) continue;
      const named = candidates.find((one) => isHome(one) && one.found?.rootId === rootId);
      if (named?.found === undefined) continue;
      // The evidence is a star around the event's leaf; the row says which root lost.
      const loserId = rootId === survivor ? homeRoot : rootId;
      this.merges.push({
        winnerId: survivor,
        loserId,
        loserLeafIds: [...this.graph.tree(loserId).leafIds],
        winnerLeafId: rootId === survivor ? named.found.leafId : leafId,
        loserLeafId: rootId === survivor ? leafId : named.found.leafId,
        eventIndex,
      });
      this.graph.merge(survivor, loserId);
    }
  }

  private survivor(roots: readonly number[], homeRoot: number): number {
    if (this.policy.survivor !== 'oldest') return homeRoot;
    return roots.reduce((oldest, rootId) => {
      const [a, b] = [this.graph.tree(oldest), this.graph.tree(rootId)];
      return b.createdAt < a.createdAt || (b.createdAt === a.createdAt && b.id < a.id) ? rootId : oldest;
    });
  }

  private touch(rootId: number): void {
    if (!this.createdHere.has(rootId)) this.touchedRoots.add(rootId);
  }

  private needsProof(kind: string): boolean {
    const kindClass = this.order.of(kind).class;
    return kindClass === 'address' || kindClass === 'external';
  }

  /** A claimed address beside another claimed address proves nothing about it. */
  private onlyClaims(candidate: Candidate): boolean {
    return !candidate.verified && this.needsProof(candidate.kind);
  }

  private isKnown(rootId: number): boolean {
    return this.graph.tree(rootId).known;
  }

  private makesKnown(kind: string, verified: boolean): boolean {
    const kindClass = this.order.of(kind).class;
    return kindClass === 'account' || (kindClass === 'address' && verified);
  }
}

/** One root (or none) and nothing new: nothing to protect, nothing to join. */
function isSettled(candidates: readonly Candidate[]): boolean {
  const first = candidates[0];
  if (first?.found === undefined) return false;
  const rootId = first.found.rootId;
  return candidates.every((one) => one.found?.rootId === rootId && !one.moves && (!one.retires || one.found.retired));
}

/** Known, and staying where it is. */
function isHome(candidate: Candidate): boolean {
  return candidate.found !== undefined && !candidate.moves;
}

function rootsOf(candidates: readonly Candidate[]): number[] {
  const roots = new Set<number>();
  for (const one of candidates) if (one.found !== undefined && !one.moves) roots.add(one.found.rootId);
  return [...roots];
}

/** Roots whose state the planner may need: those of every event that does not take the short way. */
export function rootsToLoad(
  events: readonly IdentityEvent[],
  identifiers: ReadonlyMap<string, IdentifierState>,
): Set<number> {
  const needed = new Set<number>();
  for (const event of events) {
    const previous = event.previousId === null ? [] : previousCandidates(event.previousId);
    const states = [...event.identifiers, ...previous].map((one) => identifiers.get(identifierKey(one)));
    const first = states[0];
    const settled =
      event.previousId === null && first !== undefined && states.every((one) => one?.rootId === first.rootId);
    if (settled) continue;
    for (const state of states) if (state !== undefined) needed.add(state.rootId);
  }
  return needed;
}

/** What an alias's previousId may be; both are looked up. */
export function previousCandidates(value: string): Identifier[] {
  return [
    { kind: 'user_id', value },
    { kind: 'anonymous_id', value },
  ];
}
