import type { CarriedIdentifier, JsonObject, ReviewReason, Trust } from '@rapport/sdk';
import { identifierKey, type IdentifierState, type RootState } from '../../src/domain/identity/graph';
import type { IdentityEvent, IdentityPlan } from '../../src/domain/identity/plan';
import { planIdentity, rootsToLoad } from '../../src/domain/identity/planner';
import { defaultPolicy, type IdentityPolicy, KindOrder } from '../../src/domain/identity/policy';
import { foldTraits, type LeafTraits, noTraits, type TraitWrite, writeTraits } from '../../src/domain/trait';

/** One call of a story: `ids` as in `u1 a1 anna@x.com?`; a question mark says claimed. */
export type Call = {
  readonly ids: string;
  /** alias: the previous id. */
  readonly previousId?: string;
  readonly trust?: Trust;
  /** Epoch milliseconds; the next second where it is not given. */
  readonly at?: number;
  readonly messageId?: string;
  readonly traits?: JsonObject;
};

/** u1 is a user id, a1 an anonymous id, with an @ an e-mail, with a + a phone; anything else says its kind: `crm:7`. */
export function parseIdentifier(text: string): CarriedIdentifier {
  const bare = text.replace(/\?$/, '');
  const trust = bare === text ? 'verified' : 'claimed';
  const [kind, value] = bare.split(':');
  if (kind !== undefined && value !== undefined) return { kind, value, trust };
  if (bare.includes('@')) return { kind: 'email', value: bare, trust };
  if (bare.startsWith('+')) return { kind: 'phone', value: bare, trust };
  return { kind: bare.startsWith('u') ? 'user_id' : 'anonymous_id', value: bare, trust };
}

type Row = CarriedIdentifier & { leafId: number; verified: boolean; retired: boolean };
type Profile = {
  readonly id: number;
  readonly createdAt: number;
  rootId: number;
  joinedAt: number | null;
  version: number;
  traits: LeafTraits;
};
type Review = { type: string; reason: ReviewReason; identifier: string; of: string; other: string };

/**
 * The store as a few maps, for tests of the pure planner: what a plan says is done to them, row by row, and whatever the
 * database would refuse (an identifier twice, a root that is none) throws.
 */
export class People {
  readonly identifiers = new Map<string, Row>();
  readonly profiles = new Map<number, Profile>();
  readonly neverMerge: [number, number][] = [];
  readonly plans: IdentityPlan[] = [];
  /** Who each call belonged to: leaf ids. */
  readonly assignments: number[] = [];
  private readonly order: KindOrder;
  private clock = Date.UTC(2026, 0, 1);
  private nextId = 1;
  private readonly recorded: { leafId: number; otherLeafId: number; review: Omit<Review, 'of' | 'other'> }[] = [];

  constructor(private readonly policy: IdentityPolicy = defaultPolicy) {
    this.order = new KindOrder(policy);
  }

  /** One batch. */
  send(...calls: readonly (Call | string)[]): this {
    const given = calls.map((call) => (typeof call === 'string' ? { ids: call } : call));
    const events = given.map((call) => this.toEvent(call));
    const states = new Map<string, IdentifierState>();
    for (const [key, { leafId, verified, retired }] of this.identifiers) {
      states.set(key, { leafId, rootId: this.profile(leafId).rootId, verified, retired });
    }
    const roots = [...rootsToLoad(events, states, this.policy)].map((id) => this.root(id));
    const plan = planIdentity(events, { identifiers: states, roots }, this.policy, () => this.nextId++);
    this.apply(plan, events);
    given.forEach((call, index) => {
      const [leafId, event] = [plan.assignments[index], events[index]];
      if (leafId === undefined || event === undefined) throw new Error('not assigned');
      this.assignments.push(leafId);
      if (call.traits === undefined) return;
      const leaf = this.profile(leafId);
      leaf.traits = writeTraits(leaf.traits, [this.toWrite(call, event)], this.policy.traits.null);
    });
    return this;
  }

  /** Each person as the identifiers it has, `retired` in brackets, claimed with a question mark. */
  get list(): string[] {
    const people = new Map<number, Row[]>();
    for (const row of this.identifiers.values()) {
      const { rootId } = this.profile(row.leafId);
      people.set(rootId, [...(people.get(rootId) ?? []), row]);
    }
    return [...people.values()].map((rows) => rows.map(show).sort().join(' ')).sort();
  }

  /** `conflict kind_limit a1: u2 / a1 u1`: what was left out, the person of the event, the other. */
  get reviews(): string[] {
    return this.recorded.map(
      ({ review: { type, reason, identifier }, leafId, otherLeafId }) =>
        `${type} ${reason} ${identifier}: ${this.nameOf(leafId)} / ${this.nameOf(otherLeafId)}`,
    );
  }

  /** Folded traits of the person who has the identifier. */
  traitsOf(identifier: string): JsonObject {
    const { rootId } = this.profile(this.row(identifier).leafId);
    const leaves = [...this.profiles.values()].filter((one) => one.rootId === rootId);
    const ordered = leaves.sort((a, b) => Number(b.id === rootId) - Number(a.id === rootId) || a.id - b.id);
    return foldTraits(
      ordered.map((leaf) => ({ ...leaf.traits, joinedAt: leaf.joinedAt })),
      this.policy.traits,
    ).values;
  }

  /** Whose leaf the latest call went to. */
  get latest(): string {
    return this.nameOf(this.assignments.at(-1) ?? 0);
  }

  leafOf(identifier: string): number {
    return this.row(identifier).leafId;
  }

  rootOf(identifier: string): number {
    return this.profile(this.leafOf(identifier)).rootId;
  }

  root(id: number): RootState {
    const leafIds = [...this.profiles.values()].filter((one) => one.rootId === id).map((one) => one.id);
    const rows = [...this.identifiers.values()].filter((row) => leafIds.includes(row.leafId));
    const counts = new Map<string, number>();
    for (const { kind, retired } of rows) counts.set(kind, (counts.get(kind) ?? 0) + (retired ? 0 : 1));
    const { createdAt, version } = this.profile(id);
    const neverWith = this.neverMerge.flatMap(([a, b]) => [
      ...(leafIds.includes(a) ? [b] : []),
      ...(leafIds.includes(b) ? [a] : []),
    ]);
    const knownBy = rows.filter((row) => this.order.makesKnown(row.kind, row.verified)).length;
    return { id, createdAt, version, leafIds, counts, total: rows.length, knownBy, neverWith };
  }

  private apply(plan: IdentityPlan, events: readonly IdentityEvent[]): void {
    for (const { id, eventIndex } of plan.newProfiles) {
      const createdAt = events[eventIndex]?.occurredAt ?? 0;
      this.profiles.set(id, { id, createdAt, rootId: id, joinedAt: null, version: 1, traits: noTraits });
    }
    for (const { kind, value, leafId, verified, retired } of plan.newIdentifiers) {
      const key = identifierKey({ kind, value });
      if (this.identifiers.has(key)) throw new Error(`${kind} ${value} belongs to somebody already`);
      this.identifiers.set(key, { kind, value, leafId, verified, retired, trust: verified ? 'verified' : 'claimed' });
    }
    for (const one of plan.verified) this.rowOf(identifierKey(one)).verified = true;
    for (const one of plan.retired) this.rowOf(identifierKey(one)).retired = true;
    for (const one of plan.moved) this.rowOf(identifierKey(one)).leafId = one.leafId;
    for (const { winnerId, loserId, loserLeafIds, eventIndex } of plan.merges) {
      if (this.profile(winnerId).rootId !== winnerId || this.profile(loserId).rootId !== loserId)
        throw new Error('a merge of what is no root');
      const losing = [...this.profiles.values()].filter((one) => one.rootId === loserId);
      if (losing.length !== loserLeafIds.length) throw new Error('a merge that forgets a leaf');
      for (const leaf of losing) {
        leaf.rootId = winnerId;
        leaf.joinedAt ??= events[eventIndex]?.occurredAt ?? 0;
      }
    }
    for (const { type, reason, identifier, leafId, otherLeafId } of plan.reviews) {
      this.recorded.push({ leafId, otherLeafId, review: { type, reason, identifier: identifier.value } });
    }
    this.plans.push(plan);
  }

  private toEvent(call: Call): IdentityEvent {
    const identifiers = call.ids.split(' ').filter(Boolean).map(parseIdentifier);
    const claims = identifiers.some((one) => one.trust === 'claimed');
    return {
      identifiers,
      previousId: call.previousId ?? null,
      trust: call.trust ?? (claims ? 'claimed' : 'verified'),
      occurredAt: call.at ?? (this.clock += 1000),
    };
  }

  private toWrite(call: Call, event: IdentityEvent): TraitWrite {
    return {
      at: event.occurredAt,
      messageId: call.messageId ?? 'm',
      sourceId: 1,
      claimed: event.trust === 'claimed',
      values: call.traits ?? {},
      once: null,
    };
  }

  private nameOf(leafId: number): string {
    const { rootId } = this.profile(leafId);
    const rows = [...this.identifiers.values()].filter((row) => this.profile(row.leafId).rootId === rootId);
    return rows.map(show).sort().join(' ') || 'nobody';
  }

  private row(identifier: string): Row {
    return this.rowOf(identifierKey(parseIdentifier(identifier)));
  }

  private rowOf(key: string): Row {
    const row = this.identifiers.get(key);
    if (row === undefined) throw new Error(`nobody has ${key}`);
    return row;
  }

  private profile(id: number): Profile {
    const profile = this.profiles.get(id);
    if (profile === undefined) throw new Error(`there is no profile ${id}`);
    return profile;
  }
}

function show({ value, verified, retired }: Row): string {
  const text = verified ? value : `${value}?`;
  return retired ? `(${text})` : text;
}
