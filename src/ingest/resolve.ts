import type pg from 'pg';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPlan } from '../domain/identity/plan';
import { planIdentity, rootsToLoad } from '../domain/identity/planner';
import type { IdentityPolicy } from '../domain/identity/policy';
import { Pipeline } from '../postgres/pipeline';
import { Contention } from '../postgres/retry';
import type { IdentifierLookup, IdentifierStore } from '../store/identifiers';
import { reserveMergeIds } from '../store/merges';
import type { KnownKinds, LockedProfile, ProfileStore } from '../store/profiles';
import { carriedIdentifiers, type Item } from './items';

/** Rounds of plan-and-lock in one transaction, before the whole transaction is tried again. */
export const roundsMax = 3;

export type Resolution = {
  readonly plan: IdentityPlan;
  readonly lookup: IdentifierLookup;
  /** Existing profiles whose structure or traits will be written, as they are under the lock. */
  readonly locked: ReadonlyMap<number, LockedProfile>;
  /** One for each merge of the plan. */
  readonly mergeIds: readonly number[];
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
 * and everything is looked up again (at most three rounds, so an event takes at most three ids). Locks are taken in one order
 * everywhere: keys, identifiers, profiles, each sorted.
 * @param first the look-up of the first round, which may hold more than the items carry
 */
export async function resolve(
  client: pg.ClientBase,
  items: readonly Item[],
  first: IdentifierLookup,
  stores: ResolveStores,
  takeId: () => number,
): Promise<Resolution> {
  const events = items.map((item) => item.event);
  for (let round = 0; round < roundsMax; round++) {
    const lookup = round === 0 ? first : await stores.identifiers.lookUp(client, carriedIdentifiers(items));
    const needed = rootsToLoad(events, lookup.states, stores.policy);
    const roots = needed.size === 0 ? [] : await stores.profiles.loadRoots(client, [...needed], stores.known);
    if (roots.length < needed.size) throw new Contention('a profile was erased');
    const plan = planIdentity(events, { identifiers: lookup.states, roots }, stores.policy, takeId);
    const toLock = profilesToLock(items, plan);
    if (plan.newIdentifiers.length === 0 && toLock.length === 0) {
      return { plan, lookup, locked: new Map(), mergeIds: [] };
    }
    const taken = await take(client, items, plan, roots, toLock, stores);
    if (taken !== undefined) return { plan, lookup, ...taken };
    await client.query('rollback to savepoint identity');
  }
  throw new Contention(`not resolved in ${roundsMax} rounds`);
}

type Taken = Pick<Resolution, 'locked' | 'mergeIds'>;

/** In one round trip; undefined: another transaction was faster, and the savepoint `identity` undoes what this one has. */
async function take(
  client: pg.ClientBase,
  items: readonly Item[],
  plan: IdentityPlan,
  roots: readonly RootState[],
  toLock: readonly number[],
  stores: ResolveStores,
): Promise<Taken | undefined> {
  const rows = plan.newIdentifiers.flatMap((one) => {
    const item = items[one.eventIndex];
    return item === undefined ? [] : [{ ...one, at: item.event.occurredAt, sourceId: item.sourceId }];
  });
  const pipeline = new Pipeline(client);
  void pipeline.add(() => client.query('savepoint identity'));
  const inserted = pipeline.add(() => stores.identifiers.insert(client, rows));
  const locking = pipeline.add(() => stores.profiles.lock(client, toLock));
  const mergeIds = pipeline.add(() => reserveMergeIds(client, plan.merges.length));
  await pipeline.end();
  if ((await inserted) < rows.length) return undefined;
  const locked = await locking;
  // Whoever is gone was erased: the whole transaction begins again, and asks what it may still keep.
  if (locked.size < toLock.length) throw new Contention('a profile was erased');
  const versions = new Map(roots.map((root) => [root.id, root.version]));
  const unchanged = plan.touchedRoots.every((rootId) => {
    const row = locked.get(rootId);
    return row !== undefined && row.rootId === rootId && row.version === versions.get(rootId);
  });
  return unchanged ? { locked, mergeIds: await mergeIds } : undefined;
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
