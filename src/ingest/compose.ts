import type { Identifier, JsonObject } from '@rapport/sdk';
import { identifierKey } from '../domain/identity/graph';
import type { IdentityPlan, PlannedReview } from '../domain/identity/plan';
import { searchTokens } from '../domain/search';
import { type LeafTraits, noTraits, type TraitWrite, writeTraits } from '../domain/trait';
import type { AccountTouch } from '../store/accounts';
import type { Activity } from '../store/activity';
import type { IdentifierChange } from '../store/identifiers';
import type { NewMerge } from '../store/merges';
import type { NewProfile, ProfileChange } from '../store/profiles';
import type { NewReview } from '../store/reviews';
import type { SearchEntry } from '../store/search-tokens';
import type { StoredEvent } from '../store/events';
import type { Touched } from '../store/work';
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
  readonly searchEntries: readonly (SearchEntry & { readonly isNew: boolean })[];
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
  const { plan, lookup } = resolution;
  const leafOf = (index: number): number => {
    const leafId = plan.assignments[index];
    if (leafId === undefined) throw new Error(`event ${index} was not assigned`);
    return leafId;
  };
  const roots = finalRoots(resolution);
  const joined = joinTimes(items, plan);
  const traits = composeTraits(items, leafOf, resolution, options);
  const newIds = new Set(plan.newProfiles.map((one) => one.id));

  const profileChanges = new Map<number, ProfileChange>();
  const change = (id: number, part: Omit<ProfileChange, 'id'>): void => {
    if (!newIds.has(id)) profileChanges.set(id, { ...profileChanges.get(id), ...part, id });
  };
  for (const rootId of plan.touchedRoots) change(rootId, { bumpVersion: true });
  for (const merge of plan.merges) {
    for (const leafId of merge.loserLeafIds) {
      change(leafId, { rootId: roots.get(leafId) ?? merge.winnerId, joinedAt: joined.get(leafId) });
    }
  }
  for (const [id, { after, isChanged }] of traits) if (isChanged) change(id, { traits: after });

  const changedLeaves = new Set<number>([...newIds, ...profileChanges.keys()]);
  for (const one of [...plan.newIdentifiers, ...plan.moved]) changedLeaves.add(one.leafId);
  for (const one of [...plan.verified, ...plan.retired]) {
    const state = lookup.states.get(identifierKey(one));
    if (state !== undefined) changedLeaves.add(state.leafId);
  }

  return {
    events: items.map((item, index) => ({
      event: item.event,
      leafId: leafOf(index),
      nameId: item.nameId,
      sourceId: item.sourceId,
      historical: item.historical,
    })),
    newProfiles: plan.newProfiles.map(({ id, eventIndex }) => ({
      id,
      publicId: options.newPublicId(),
      rootId: roots.get(id) ?? id,
      joinedAt: joined.get(id),
      createdAt: items[eventIndex]?.event.occurredAt ?? 0,
      traits: traits.get(id)?.after ?? noTraits,
    })),
    profileChanges: [...profileChanges.values()],
    identifierChanges: composeIdentifierChanges(resolution),
    merges: plan.merges.map((merge, index) => ({
      id: resolution.mergeIds[index] ?? 0,
      publicId: options.newPublicId(),
      winnerId: merge.winnerId,
      loserId: merge.loserId,
      winnerLeafId: merge.winnerLeafId,
      loserLeafId: merge.loserLeafId,
      evidence: { ...evidenceOf(items[merge.eventIndex]), ...retiredBy(plan, merge.eventIndex) },
      actor: `source:${items[merge.eventIndex]?.sourceRef ?? ''}`,
      at: items[merge.eventIndex]?.event.receivedAt ?? 0,
    })),
    reviews: plan.reviews.map((review) => composeReview(review, items, options)),
    accounts: composeAccounts(items, leafOf, options),
    searchEntries: composeSearch(traits, newIds, options.searchTraits),
    activity: composeActivity(items, leafOf),
    touched: [...new Set(plan.assignments), ...changedLeaves].map((leafId) => ({
      leafId,
      rootId: roots.get(leafId) ?? leafId,
    })),
    changedLeaves: [...changedLeaves],
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

type TraitChange = { readonly before: LeafTraits; readonly after: LeafTraits; readonly isChanged: boolean };

function composeTraits(
  items: readonly Item[],
  leafOf: (index: number) => number,
  { locked }: Resolution,
  options: ComposeOptions,
): Map<number, TraitChange> {
  const writes = new Map<number, TraitWrite[]>();
  items.forEach(({ event, sourceId }, index) => {
    if (event.traits === null && event.traitsOnce === null) return;
    const leafId = leafOf(index);
    const write: TraitWrite = {
      at: event.occurredAt,
      messageId: event.messageId,
      sourceId,
      claimed: event.trust === 'claimed',
      values: event.traits ?? {},
      once: event.traitsOnce,
    };
    const present = writes.get(leafId);
    if (present === undefined) writes.set(leafId, [write]);
    else present.push(write);
  });
  const changes = new Map<number, TraitChange>();
  for (const [leafId, list] of writes) {
    const before = locked.get(leafId)?.traits ?? noTraits;
    const after = writeTraits(before, list, options.nullWrites);
    changes.set(leafId, { before, after, isChanged: after !== before });
  }
  return changes;
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

function composeAccounts(
  items: readonly Item[],
  leafOf: (index: number) => number,
  options: ComposeOptions,
): AccountTouch[] {
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

function composeSearch(
  traits: ReadonlyMap<number, TraitChange>,
  newIds: ReadonlySet<number>,
  keys: readonly string[],
): (SearchEntry & { isNew: boolean })[] {
  const entries: (SearchEntry & { isNew: boolean })[] = [];
  for (const [leafId, { before, after, isChanged }] of traits) {
    if (!isChanged) continue;
    for (const key of keys) {
      const value = after.values[key];
      const old = before.values[key];
      if (value === old) continue;
      const tokens = value === undefined ? [] : searchTokens(key, value);
      entries.push({ leafId, key, tokens, isNew: newIds.has(leafId) || old === undefined });
    }
  }
  return entries;
}

function composeActivity(items: readonly Item[], leafOf: (index: number) => number): Activity[] {
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
