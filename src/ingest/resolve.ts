import type pg from 'pg';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPlan } from '../domain/identity/plan';
import { planIdentity, rootsToLoad } from '../domain/identity/planner';
import type { IdentityPolicy } from '../domain/identity/policy';
import { Contention } from '../postgres/retry';
import type { IdentifierLookup, IdentifierStore } from '../store/identifiers';
import type { KnownKinds, LockedProfile, ProfileStore } from '../store/profiles';
import { carriedIdentifiers, type Item } from './items';

/** Rounds of plan-and-lock in one transaction, before the whole transaction is tried again. */
export const roundsMax = 3;

export type Resolution = {
  readonly plan: IdentityPlan;
  readonly lookup: IdentifierLookup;
  /** Existing profiles whose structure or traits will be written, as they are under the lock. */
  readonly locked: ReadonlyMap<number, LockedProfile>;
};

export type ResolveStores = {
  readonly identifiers: IdentifierStore;
  readonly profiles: ProfileStore;
  readonly policy: IdentityPolicy;
  readonly known: KnownKinds;
};

/**
 * Finds out who the items belong to and takes hold of it: plan on what is visible, insert the new identifiers, lock what the
 * plan touches. Where another transaction was faster (an identifier is taken, a root has another version) the round is undone
 * and everything is looked up again (at most three rounds, so an event takes at most three ids). Locks are taken in one order everywhere: keys, identifiers, profiles, each sorted.
 */
export async function resolve(
  client: pg.ClientBase,
  items: readonly Item[],
  stores: ResolveStores,
  takeId: () => number,
): Promise<Resolution> {
  const wanted = carriedIdentifiers(items);
  const events = items.map((item) => item.event);
  for (let round = 0; round < roundsMax; round++) {
    const lookup = await stores.identifiers.lookUp(client, wanted);
    const needed = rootsToLoad(events, lookup.states, stores.policy);
    const roots = needed.size === 0 ? [] : await stores.profiles.loadRoots(client, [...needed], stores.known);
    const plan = planIdentity(events, { identifiers: lookup.states, roots }, stores.policy, takeId);
    const toLock = profilesToLock(items, plan);
    if (plan.newIdentifiers.length === 0 && toLock.length === 0) return { plan, lookup, locked: new Map() };

    await client.query('savepoint identity');
    const locked = await take(client, items, plan, roots, toLock, stores);
    if (locked !== undefined) return { plan, lookup, locked };
    await client.query('rollback to savepoint identity');
  }
  throw new Contention(`not resolved in ${roundsMax} rounds`);
}

async function take(
  client: pg.ClientBase,
  items: readonly Item[],
  plan: IdentityPlan,
  roots: readonly RootState[],
  toLock: readonly number[],
  stores: ResolveStores,
): Promise<ReadonlyMap<number, LockedProfile> | undefined> {
  if (plan.newIdentifiers.length > 0) {
    const rows = plan.newIdentifiers.flatMap((one) => {
      const item = items[one.eventIndex];
      return item === undefined ? [] : [{ ...one, at: item.event.occurredAt, sourceId: item.sourceId }];
    });
    if ((await stores.identifiers.insert(client, rows)) < rows.length) return undefined;
  }
  if (toLock.length === 0) return new Map();
  const locked = await stores.profiles.lock(client, toLock);
  const versions = new Map(roots.map((root) => [root.id, root.version]));
  const unchanged = plan.touchedRoots.every((rootId) => {
    const row = locked.get(rootId);
    return row !== undefined && row.rootId === rootId && row.version === versions.get(rootId);
  });
  return unchanged ? locked : undefined;
}

/** Roots whose structure changes, all leaves of losing trees, and leaves whose traits are written; new profiles are ours alone. */
function profilesToLock(items: readonly Item[], plan: IdentityPlan): number[] {
  const ids = new Set<number>(plan.touchedRoots);
  for (const merge of plan.merges) for (const leafId of merge.loserLeafIds) ids.add(leafId);
  items.forEach(({ event }, index) => {
    const leafId = plan.assignments[index];
    if (leafId !== undefined && (event.traits !== null || event.traitsOnce !== null)) ids.add(leafId);
  });
  for (const { id } of plan.newProfiles) ids.delete(id);
  return [...ids];
}
