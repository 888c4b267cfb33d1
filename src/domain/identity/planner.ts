import type { Identifier, ReviewReason } from '@rapport/sdk';
import { findBreach } from './breach';
import { type Candidate, carriedCandidates, type Home, isHome, rootsOf, settledLeaf } from './candidate';
import { identifierKey, type IdentifierState, IdentityGraph, type RootState } from './graph';
import type { IdentityEvent, IdentityPlan, NewIdentifier, PlannedMerge, PlannedReview } from './plan';
import { type IdentityPolicy, KindOrder } from './policy';

/**
 * Who does an event belong to? One event passes through these states; every one of them is a function below.
 *
 *   settled     All its identifiers name one root already, and not only by typing an address: it belongs to the leaf of the
 *               highest-priority one, and nothing changes. Most events end here (candidate.ts).
 *   carried     The identifiers as the event brought them, highest priority first, with an alias's previousId among them.
 *   trusted     What is only claimed reaches no stranger. An address or external id that is claimed here and belongs to a known
 *               person is left out; one that is verified here and was only claimed elsewhere comes to this event's person and
 *               leaves the rest of the claimant behind; of two known people whom a claim would join the lower is left out. Each
 *               is a suggestion for a person to decide. Whoever is named by a user id or device as well is no stranger.
 *   isolated    (setting anonymousHistory: isolate) A device that belongs to somebody else is left out silently.
 *   protected   While the union of all named profiles would break a limit (breach.ts), one identifier is left out, and the rest
 *               is tried again. With the setting shared: newest, or where it was only claimed and is verified here, it moves to
 *               this event's profile instead. Each refusal is a conflict for a person to decide.
 *   named       The highest-priority identifier that is left and known names the leaf; where none is known a new profile is made.
 *   joined      Roots that the event names together are merged, the survivor by policy; new identifiers are put on the leaf.
 *
 * Pure: the same events, state, policy and ids give the same plan.
 */
export function planIdentity(
  events: readonly IdentityEvent[],
  state: KnownState,
  policy: IdentityPolicy,
  nextProfileId: () => number,
): IdentityPlan {
  const planner = new Planner(state, policy, nextProfileId);
  const assignments = events.map((event, index) => planner.assign(event, index));
  return { assignments, ...planner.changes };
}

type KnownState = {
  readonly identifiers: ReadonlyMap<string, IdentifierState>;
  readonly roots: readonly RootState[];
};

/** Roots whose state planIdentity may need: those of every event that is not settled. */
export function rootsToLoad(
  events: readonly IdentityEvent[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  policy: IdentityPolicy,
): Set<number> {
  const order = new KindOrder(policy);
  const find = (identifier: Identifier) => identifiers.get(identifierKey(identifier));
  const needed = new Set<number>();
  for (const event of events) {
    if (settledLeaf(event, find, order) !== undefined) continue;
    for (const { found } of carriedCandidates(event, find, order)) if (found !== undefined) needed.add(found.rootId);
  }
  return needed;
}

type LeftOut = { readonly candidate: Candidate; readonly type: PlannedReview['type']; readonly reason: ReviewReason };

class Planner {
  private readonly order: KindOrder;
  private readonly graph: IdentityGraph;
  private readonly find = (identifier: Identifier): IdentifierState | undefined => this.graph.find(identifier);
  private readonly newProfiles = new Map<number, { id: number; eventIndex: number }>();
  private readonly newIdentifiers: NewIdentifier[] = [];
  private readonly verified: Identifier[] = [];
  private readonly retired: (Identifier & { eventIndex: number })[] = [];
  private readonly moved: (Identifier & { leafId: number })[] = [];
  private readonly merges: PlannedMerge[] = [];
  private readonly reviews: PlannedReview[] = [];
  private readonly touchedRoots = new Set<number>();

  constructor(
    state: KnownState,
    private readonly policy: IdentityPolicy,
    private readonly nextProfileId: () => number,
  ) {
    this.order = new KindOrder(policy);
    this.graph = new IdentityGraph(state.identifiers, state.roots, this.order);
  }

  get changes(): Omit<IdentityPlan, 'assignments'> {
    const { newIdentifiers, verified, retired, moved, merges, reviews } = this;
    const newProfiles = [...this.newProfiles.values()];
    return {
      newProfiles,
      newIdentifiers,
      verified,
      retired,
      moved,
      merges,
      reviews,
      touchedRoots: [...this.touchedRoots],
    };
  }

  /** The leaf of the event; everything that has to change for it is added to the plan. */
  assign(event: IdentityEvent, eventIndex: number): number {
    const settled = settledLeaf(event, this.find, this.order);
    if (settled !== undefined) {
      for (const one of event.identifiers) if (one.trust === 'verified') this.confirm(one);
      return settled.leafId;
    }
    const leftOut: LeftOut[] = [];
    const carried = carriedCandidates(event, this.find, this.order);
    const trusted = this.trusted(carried, event, leftOut);
    const accepted = this.protected(this.isolated(trusted), leftOut);
    const leafId = this.named(accepted, event, eventIndex);
    this.joined(accepted, leafId, eventIndex);
    for (const { candidate, type, reason } of leftOut) {
      const { kind, value, found } = candidate;
      this.reviews.push({
        type,
        reason,
        leafId,
        otherLeafId: found?.leafId ?? leafId,
        identifier: { kind, value },
        eventIndex,
      });
    }
    return leafId;
  }

  private trusted(carried: Candidate[], event: IdentityEvent, leftOut: LeftOut[]): Candidate[] {
    let rest = carried;
    for (const one of carried) {
      if (!isHome(one) || !this.order.needsProof(one.kind) || this.isVouchedFor(one, rest)) continue;
      const changed = this.onOwnTrust(one, rest);
      if (changed === one) continue;
      leftOut.push({ candidate: one, type: 'suggestion', reason: 'claimed' });
      rest = rest.flatMap((other) => (other !== one ? [other] : changed === undefined ? [] : [changed]));
    }
    return event.trust === 'verified' ? rest : this.withoutClaimedUnions(rest, leftOut);
  }

  /** What becomes of an address or external id that nothing else vouches for: it stays, moves, or is left out (undefined). */
  private onOwnTrust(one: Home, rest: readonly Candidate[]): Candidate | undefined {
    if (!one.verified) return this.graph.tree(one.found.rootId).knownBy > 0 ? undefined : one;
    const namesAnother = rest.some(
      (other) =>
        (isHome(other) && other.found.rootId !== one.found.rootId) ||
        (other.found === undefined && this.order.makesKnown(other.kind, other.verified)),
    );
    return !one.found.verified && namesAnother ? { ...one, moves: true } : one;
  }

  /** Another identifier of the event names the same person: a user id, a device, or an address with proof here and there. */
  private isVouchedFor(one: Home, rest: readonly Candidate[]): boolean {
    return rest.some(
      (other) =>
        other !== one &&
        other.found?.rootId === one.found.rootId &&
        (!this.order.needsProof(other.kind) || (other.verified && other.found.verified)),
    );
  }

  /** Two known people are never joined by somebody who typed a user id. */
  private withoutClaimedUnions(candidates: Candidate[], leftOut: LeftOut[]): Candidate[] {
    let rest = candidates;
    for (;;) {
      const known = rest.filter((one): one is Home => isHome(one) && this.graph.tree(one.found.rootId).knownBy > 0);
      const [first] = known;
      if (first === undefined) return rest;
      // What breaks a limit is refused by the next state, with its own reason.
      const joinable = (one: Home): boolean =>
        one.found.rootId !== first.found.rootId &&
        findBreach([first, one], this.graph, this.policy, this.order) === undefined;
      const lowest = known.filter(joinable).at(-1);
      if (lowest === undefined) return rest;
      leftOut.push({ candidate: lowest, type: 'suggestion', reason: 'claimed' });
      rest = rest.filter((one) => one !== lowest);
    }
  }

  private isolated(candidates: Candidate[]): Candidate[] {
    if (this.policy.anonymousHistory === 'join') return candidates;
    const isDevice = (one: Candidate): boolean => this.order.of(one.kind).class === 'device';
    const person = candidates.find((one) => !isDevice(one));
    if (person === undefined) return candidates;
    const isElsewhere = (one: Candidate): boolean => isHome(one) && one.found.rootId !== person.found?.rootId;
    return candidates.filter((one) => !isDevice(one) || !isElsewhere(one));
  }

  private protected(candidates: Candidate[], leftOut: LeftOut[]): Candidate[] {
    let rest = candidates;
    for (;;) {
      const breach = findBreach(rest, this.graph, this.policy, this.order);
      if (breach === undefined) return rest;
      const { candidate, reason } = breach;
      // What a person separated stays where the person put it.
      if (rest.length > 1 && reason !== 'never_merge' && this.mayMove(candidate)) {
        rest = rest.map((one) => (one === candidate ? { ...one, moves: true } : one));
      } else {
        leftOut.push({ candidate, type: 'conflict', reason });
        rest = rest.filter((one) => one !== candidate);
      }
    }
  }

  /** A shared identifier goes to whom it was seen with last (setting `newest`); and proof beats what somebody typed. */
  private mayMove(candidate: Candidate): boolean {
    if (!isHome(candidate)) return false;
    if (this.order.of(candidate.kind).shared === 'newest') return true;
    return candidate.verified && !candidate.found.verified && this.order.needsProof(candidate.kind);
  }

  private named(candidates: readonly Candidate[], event: IdentityEvent, eventIndex: number): number {
    const home = candidates.find(isHome);
    if (home !== undefined) return home.found.leafId;
    const id = this.nextProfileId();
    this.graph.createProfile(id, event.occurredAt);
    this.newProfiles.set(id, { id, eventIndex });
    return id;
  }

  private joined(candidates: readonly Candidate[], leafId: number, eventIndex: number): void {
    const rootId = this.mergeRoots(candidates, leafId, eventIndex);
    for (const one of candidates) {
      if (!isHome(one)) {
        this.put(one, leafId, rootId, eventIndex);
        continue;
      }
      if (one.verified) this.confirm(one);
      if (one.retires && !one.found.retired) this.retire(one, rootId, eventIndex);
    }
  }

  /** A new identifier, or one that moves here. */
  private put(one: Candidate, leafId: number, rootId: number, eventIndex: number): void {
    const { found } = one;
    const identifier = { kind: one.kind, value: one.value };
    const verified = one.verified || found?.verified === true;
    const retired = one.retires || found?.retired === true;
    this.touch(rootId);
    this.graph.put(identifier, { leafId, rootId, verified, retired });
    if (found === undefined) {
      this.newIdentifiers.push({ ...identifier, leafId, verified, retired, eventIndex });
      return;
    }
    this.touch(found.rootId);
    this.moved.push({ ...identifier, leafId });
    if (verified && !found.verified) this.verified.push(identifier);
    if (retired && !found.retired) this.retired.push({ ...identifier, eventIndex });
  }

  /** An identifier that was only claimed so far is proven by this event. */
  private confirm({ kind, value }: Identifier): void {
    const state = this.graph.find({ kind, value });
    if (state === undefined || state.verified) return;
    this.graph.put({ kind, value }, { ...state, verified: true });
    this.verified.push({ kind, value });
  }

  private retire({ kind, value, found }: Home, rootId: number, eventIndex: number): void {
    this.touch(rootId);
    this.graph.put({ kind, value }, { ...found, rootId, verified: true, retired: true });
    this.retired.push({ kind, value, eventIndex });
  }

  /** Returns the root of the event's leaf. The evidence is a star around that leaf; each merge says which root lost. */
  private mergeRoots(candidates: readonly Candidate[], leafId: number, eventIndex: number): number {
    const roots = rootsOf(candidates);
    const [homeRoot] = roots;
    if (homeRoot === undefined) return leafId;
    if (roots.length === 1) return homeRoot;
    const survivor = this.survivor(roots, homeRoot);
    for (const rootId of roots) this.touch(rootId);
    for (const other of candidates.filter(isHome)) {
      const { rootId, leafId: otherLeafId } = other.found;
      if (rootId === homeRoot || !roots.includes(rootId)) continue;
      roots.splice(roots.indexOf(rootId), 1);
      const wins = rootId === survivor;
      const loserId = wins ? homeRoot : rootId;
      this.merges.push({
        winnerId: survivor,
        loserId,
        loserLeafIds: [...this.graph.tree(loserId).leafIds],
        winnerLeafId: wins ? otherLeafId : leafId,
        loserLeafId: wins ? leafId : otherLeafId,
        eventIndex,
      });
      this.graph.merge(survivor, loserId);
    }
    return survivor;
  }

  private survivor(roots: readonly number[], homeRoot: number): number {
    if (this.policy.survivor !== 'oldest') return homeRoot;
    return roots.reduce((oldest, rootId) => {
      const [a, b] = [this.graph.tree(oldest), this.graph.tree(rootId)];
      return b.createdAt < a.createdAt || (b.createdAt === a.createdAt && b.id < a.id) ? rootId : oldest;
    });
  }

  private touch(rootId: number): void {
    if (!this.newProfiles.has(rootId)) this.touchedRoots.add(rootId);
  }
}
