import { type Identifier, type JsonObject, type TouchKind, traitHash } from '@rapport/sdk';
import { identifierKey } from '../domain/identity/graph';
import type { IdentityPlan, PlannedReview } from '../domain/identity/plan';
import { noTraits } from '../domain/trait';
import type { AccountTouch } from '../store/accounts';
import type { Activity } from '../store/activity';
import type { IdentifierChange } from '../store/identifiers';
import type { NewMerge } from '../store/merges';
import type { NewProfile, ProfileChange } from '../store/profiles';
import type { NewReview } from '../store/reviews';
import type { StoredEvent } from '../store/events';
import type { Touched } from '../store/work';
import { composeSearch, composeTraits, type LeafOf, type NewSearchEntry, type TraitChange } from './compose-traits';
import type { Item } from './items';
import type { Resolution } from './resolve';

/** Everything that one transaction writes, as plain data: the plan of identity joined with traits, events and what follows. */
export type Writes = {
  readonly events: readonly StoredEvent[];
  readonly newProfiles: readonly NewProfile[];
  readonly profileChanges: readonly ProfileChange[];
  readonly identifierChanges: readonly IdentifierChange[];
  readonly merges: readonly NewMerge[];
  readonly reviews: readonly NewReview[];
  readonly accounts: readonly AccountTouch[];
  readonly searchEntries: readonly NewSearchEntry[];
  readonly activity: readonly Activity[];
  readonly touched: readonly Touched[];
  /** Leaves whose profile looks different now. */
  readonly changedLeaves: readonly number[];
};

export type ComposeOptions = {
  readonly nullWrites: 'delete' | 'store';
  readonly searchTraits: readonly string[];
  readonly newPublicId: () => string;
};

export function compose(items: readonly Item[], resolution: Resolution, options: ComposeOptions): Writes {
  const { plan } = resolution;
  const leafOf = assignedLeaf(plan);
  const roots = finalRoots(resolution);
  const joined = joinTimes(items, plan);
  const traits = composeTraits(items, leafOf, resolution, options.nullWrites);
  const newIds = new Set(plan.newProfiles.map((one) => one.id));
  const profileChanges = composeProfileChanges(plan, { roots, joined, traits, newIds });
  const changedLeaves = composeChangedLeaves(resolution, [...newIds, ...profileChanges.map(({ id }) => id)]);
  return {
    events: composeEvents(items, leafOf),
    newProfiles: composeNewProfiles(items, plan, { roots, joined, traits }, options),
    profileChanges,
    identifierChanges: composeIdentifierChanges(resolution),
    merges: composeMerges(items, resolution, options),
    reviews: plan.reviews.map((review) => composeReview(review, items, options)),
    accounts: composeAccounts(items, leafOf, options),
    searchEntries: composeSearch(traits, newIds, options.searchTraits),
    activity: composeActivity(items, leafOf),
    touched: composeTouches(items, plan, { roots, traits }, leafOf),
    changedLeaves,
  };
}

function assignedLeaf({ assignments }: IdentityPlan): LeafOf {
  return (index) => {
    const leafId = assignments[index];
    if (leafId === undefined) throw new Error(`event ${index} was not assigned`);
    return leafId;
  };
}

/** Leaf -> root after this transaction, for every leaf that it knows. */
function finalRoots({ plan, lookup, locked }: Resolution): Map<number, number> {
  const roots = new Map<number, number>();
  for (const { leafId, rootId } of lookup.states.values()) roots.set(leafId, rootId);
  for (const [leafId, { rootId }] of locked) roots.set(leafId, rootId);
  for (const { id } of plan.newProfiles) roots.set(id, id);
  for (const merge of plan.merges) for (const leafId of merge.loserLeafIds) roots.set(leafId, merge.winnerId);
  return roots;
}

/** When each leaf of this transaction's merges first stopped being a root. */
function joinTimes(items: readonly Item[], plan: IdentityPlan): Map<number, number> {
  const times = new Map<number, number>();
  for (const { loserLeafIds, eventIndex } of plan.merges) {
    const at = items[eventIndex]?.event.occurredAt ?? 0;
    for (const leafId of loserLeafIds) if (!times.has(leafId)) times.set(leafId, at);
  }
  return times;
}

/** What this transaction makes of the leaves that it knows. */
type Outcome = {
  readonly roots: ReadonlyMap<number, number>;
  readonly joined: ReadonlyMap<number, number>;
  readonly traits: ReadonlyMap<number, TraitChange>;
};

function composeEvents(items: readonly Item[], leafOf: LeafOf): StoredEvent[] {
  return items.map(({ event, nameId, sourceId, historical }, index) => ({
    event,
    leafId: leafOf(index),
    nameId,
    sourceId,
    historical,
  }));
}

function composeNewProfiles(
  items: readonly Item[],
  plan: IdentityPlan,
  { roots, joined, traits }: Outcome,
  options: ComposeOptions,
): NewProfile[] {
  return plan.newProfiles.map(({ id, eventIndex }) => ({
    id,
    publicId: options.newPublicId(),
    rootId: roots.get(id) ?? id,
    joinedAt: joined.get(id),
    createdAt: items[eventIndex]?.event.occurredAt ?? 0,
    traits: traits.get(id)?.after ?? noTraits,
  }));
}

/** One change for each existing profile: structure and traits together. */
function composeProfileChanges(
  plan: IdentityPlan,
  { roots, joined, traits, newIds }: Outcome & { readonly newIds: ReadonlySet<number> },
): ProfileChange[] {
  const changes = new Map<number, ProfileChange>();
  const change = (id: number, part: Omit<ProfileChange, 'id'>): void => {
    if (!newIds.has(id)) changes.set(id, { ...changes.get(id), ...part, id });
  };
  for (const rootId of plan.touchedRoots) change(rootId, { bumpVersion: true });
  for (const { loserLeafIds, winnerId } of plan.merges) {
    for (const leafId of loserLeafIds) {
      change(leafId, { rootId: roots.get(leafId) ?? winnerId, joinedAt: joined.get(leafId) });
    }
  }
  for (const [id, { after, isChanged }] of traits) if (isChanged) change(id, { traits: after });
  return [...changes.values()];
}

/** The changed profiles, and the leaves whose identifiers are new, moved, verified or retired. */
function composeChangedLeaves({ plan, lookup }: Resolution, profileIds: readonly number[]): number[] {
  const leaves = new Set(profileIds);
  for (const one of [...plan.newIdentifiers, ...plan.moved]) leaves.add(one.leafId);
  for (const one of [...plan.verified, ...plan.retired]) {
    const state = lookup.states.get(identifierKey(one));
    if (state !== undefined) leaves.add(state.leafId);
  }
  return [...leaves];
}

/** What the stages after the commit look at: who is new, came together, changed a trait, and to whom what happened. */
function composeTouches(
  items: readonly Item[],
  plan: IdentityPlan,
  { roots, traits }: Pick<Outcome, 'roots' | 'traits'>,
  leafOf: LeafOf,
): Touched[] {
  const touch = (leafId: number, kind: TouchKind, subject = 0): Touched => ({
    ...{ leafId, kind, subject },
    rootId: roots.get(leafId) ?? leafId,
  });
  const touched: Touched[] = items.map(({ nameId, historical }, index) =>
    touch(leafOf(index), historical ? 'imported' : 'event', nameId),
  );
  items.forEach(({ event }, index) => {
    const leafId = leafOf(index);
    if (traits.get(leafId)?.isChanged !== true) return;
    // Also where the value is what it was: a newer write of it may win over that of another leaf.
    for (const key of [...Object.keys(event.traits ?? {}), ...Object.keys(event.traitsOnce ?? {})])
      touched.push(touch(leafId, 'trait', traitHash(key)));
  });
  for (const { id } of plan.newProfiles) touched.push(touch(id, 'created'));
  for (const { loserId, loserLeafIds } of plan.merges) {
    touched.push(touch(loserId, 'absorbed'), ...loserLeafIds.map((leafId) => touch(leafId, 'merged')));
  }
  return touched;
}

function composeMerges(items: readonly Item[], { plan, mergeIds }: Resolution, options: ComposeOptions): NewMerge[] {
  return plan.merges.map((merge, index) => {
    const item = items[merge.eventIndex];
    return {
      id: mergeIds[index] ?? 0,
      publicId: options.newPublicId(),
      winnerId: merge.winnerId,
      loserId: merge.loserId,
      winnerLeafId: merge.winnerLeafId,
      loserLeafId: merge.loserLeafId,
      evidence: { ...evidenceOf(item), ...retiredBy(plan, merge.eventIndex) },
      actor: `source:${item?.sourceRef ?? ''}`,
      at: item?.event.receivedAt ?? 0,
    };
  });
}

function composeIdentifierChanges({ plan, lookup }: Resolution): IdentifierChange[] {
  const changes = new Map<string, IdentifierChange>();
  const change = (identifier: Identifier, part: Omit<IdentifierChange, 'kind' | 'value'>): void => {
    const key = identifierKey(identifier);
    changes.set(key, { ...changes.get(key), ...part, kind: identifier.kind, value: identifier.value });
  };
  for (const one of lookup.stale) change(one, { seenAt: one.at });
  // An identifier that this very transaction inserted may be verified by a later event of it: the statement finds it, too.
  for (const one of plan.verified) change(one, { verified: true });
  for (const one of plan.retired) change(one, { retired: true });
  for (const one of plan.moved) change(one, { leafId: one.leafId });
  return [...changes.values()];
}

function composeReview(review: PlannedReview, items: readonly Item[], options: ComposeOptions): NewReview {
  const item = items[review.eventIndex];
  return {
    publicId: options.newPublicId(),
    type: review.type,
    reason: review.reason,
    profileId: review.leafId,
    otherId: review.otherLeafId,
    identifier: review.identifier,
    evidence: evidenceOf(item),
    sourceId: item?.sourceId ?? 0,
    at: item?.event.receivedAt ?? 0,
  };
}

function composeAccounts(items: readonly Item[], leafOf: LeafOf, options: ComposeOptions): AccountTouch[] {
  return items.flatMap(({ event, sourceId }, index) =>
    event.group === null
      ? []
      : [
          {
            publicId: options.newPublicId(),
            externalId: event.group.externalId,
            leafId: leafOf(index),
            write: {
              at: event.occurredAt,
              messageId: event.messageId,
              sourceId,
              claimed: event.trust === 'claimed',
              values: event.group.traits,
              once: null,
            },
          },
        ],
  );
}

function composeActivity(items: readonly Item[], leafOf: LeafOf): Activity[] {
  const activity = new Map<number, { leafId: number; first: number; last: number }>();
  items.forEach(({ event: { occurredAt } }, index) => {
    const leafId = leafOf(index);
    const present = activity.get(leafId);
    if (present === undefined) activity.set(leafId, { leafId, first: occurredAt, last: occurredAt });
    else {
      present.first = Math.min(present.first, occurredAt);
      present.last = Math.max(present.last, occurredAt);
    }
  });
  return [...activity.values()];
}

/** Undoing the merge gives these user ids back. */
function retiredBy(plan: IdentityPlan, eventIndex: number): JsonObject {
  const retired = plan.retired.filter((one) => one.eventIndex === eventIndex);
  return retired.length === 0 ? {} : { retired: retired.map(({ kind, value }) => [kind, value]) };
}

/** What a person needs to judge a merge or a refusal: the call and the identifiers that it carried. */
function evidenceOf(item: Item | undefined): JsonObject {
  if (item === undefined) return {};
  const { type, name, messageId, occurredAt, identifiers, previousId } = item.event;
  return {
    type,
    name,
    messageId,
    occurredAt: new Date(occurredAt).toISOString(),
    source: item.sourceRef,
    identifiers: identifiers.map(({ kind, value, trust }) => [kind, value, trust]),
    ...(previousId === null ? {} : { previousId }),
  };
}
