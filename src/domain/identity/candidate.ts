import type { Identifier } from '@rapport/sdk';
import { identifierKey, type IdentifierState } from './graph';
import type { IdentityEvent } from './plan';
import type { KindOrder } from './policy';

/** An identifier of one event on its way through the planner's states (see planner.ts). */
export type Candidate = Identifier & {
  readonly verified: boolean;
  /** Previous id of an alias: it ranks below the event's own ids of its kind. */
  readonly previous: boolean;
  /** Previous user id of a verified alias: it will not count toward the limit. */
  readonly retires: boolean;
  /** undefined: nobody has it yet. */
  readonly found: IdentifierState | undefined;
  /** It leaves its profile and comes to this event's. */
  readonly moves: boolean;
};

/** A candidate that somebody has and that stays there: it names a profile. */
export type Home = Candidate & { readonly found: IdentifierState; readonly moves: false };

export function isHome(candidate: Candidate): candidate is Home {
  return candidate.found !== undefined && !candidate.moves;
}

/** The roots that the candidates name, each once, in order of priority. */
export function rootsOf(candidates: readonly Candidate[]): number[] {
  return [...new Set(candidates.filter(isHome).map((one) => one.found.rootId))];
}

type Find = (identifier: Identifier) => IdentifierState | undefined;

/** The event's identifiers, highest priority first; of one kind its own before the previous, known before new, then as carried. */
export function carriedCandidates(event: IdentityEvent, find: Find, order: KindOrder): Candidate[] {
  const own = event.identifiers.map(({ kind, value, trust }): Candidate => ({
    kind,
    value,
    verified: trust === 'verified',
    previous: false,
    retires: false,
    found: find({ kind, value }),
    moves: false,
  }));
  const carried = new Set(own.map(identifierKey));
  const previous = previousOf(event, find, carried).filter((one) => !carried.has(identifierKey(one)));
  return [...own, ...previous].sort(
    (a, b) =>
      order.compareKinds(a.kind, b.kind) ||
      Number(a.previous) - Number(b.previous) ||
      Number(a.found === undefined) - Number(b.found === undefined),
  );
}

/**
 * An alias's previousId: the user id that it is, else the anonymous id that it is. Where nobody has it yet a server may mean
 * either, so it becomes both, and whichever arrives later finds its person; a browser means the id that it made up itself.
 */
function previousOf(event: IdentityEvent, find: Find, carried: ReadonlySet<string>): Candidate[] {
  if (event.previousId === null) return [];
  const verified = event.trust === 'verified';
  const [user, device] = previousIdentifiers(event.previousId);
  const asUser: Candidate = {
    ...user,
    verified,
    previous: true,
    retires: verified,
    found: find(user),
    moves: false,
  };
  const asDevice: Candidate = {
    ...device,
    verified,
    previous: true,
    retires: false,
    found: find(device),
    moves: false,
  };
  if (asUser.found !== undefined || carried.has(identifierKey(user))) return [asUser];
  if (asDevice.found !== undefined || carried.has(identifierKey(device))) return [asDevice];
  return verified ? [asUser, asDevice] : [asDevice];
}

/** What an alias's previousId may be; both are looked up. */
export function previousIdentifiers(value: string): readonly [user: Identifier, device: Identifier] {
  return [
    { kind: 'user_id', value },
    { kind: 'anonymous_id', value },
  ];
}

/**
 * The short way: where all identifiers name one root already there is nothing to protect and nothing to join, and the event
 * belongs to the leaf of the one with the highest priority. Most events go this way, for which no root needs to be loaded.
 * undefined: it is not so easy, or only addresses were claimed, which must not reach a known person.
 */
export function settledLeaf(event: IdentityEvent, find: Find, order: KindOrder): IdentifierState | undefined {
  if (event.previousId !== null) return undefined;
  let highest: { readonly identifier: Identifier; readonly state: IdentifierState } | undefined;
  let isVouchedFor = false;
  for (const identifier of event.identifiers) {
    const state = find(identifier);
    if (state === undefined || (highest !== undefined && state.rootId !== highest.state.rootId)) return undefined;
    isVouchedFor ||= identifier.trust === 'verified' || !order.needsProof(identifier.kind);
    if (highest === undefined || order.compareKinds(identifier.kind, highest.identifier.kind) < 0)
      highest = { identifier, state };
  }
  return isVouchedFor ? highest?.state : undefined;
}
