import { type Core, dayMilliseconds, type ProfileRecord, type Transaction, zoneOf } from '@rapport/sdk';
import { addressesOf, type Address, type Addresses } from '../../domain/address-of';
import { addressHash } from '../../domain/consent/address';
import { goneTopic, type Topic } from '../../domain/consent/consent';
import { decide, type Decision } from '../../domain/consent/decide';
import { endedHold, type HoldReason, holdOf } from '../../domain/consent/hold';
import { type ExitRule, hasExited } from '../../domain/exit-rule';
import { type Control, isInControlGroup } from '../../domain/control';
import type { HousePolicy } from '../../domain/policy';
import { addressSalt } from '../stores/addresses';
import { type Asked, type AskedFacts, lockGates, readFacts } from '../stores/facts';
import { topicsByKeys } from '../stores/topics';

/** Caps look back as far as this. */
const capWindowMilliseconds = 90 * dayMilliseconds;

/** A message that might go, to somebody. Times are epoch milliseconds. */
export type Candidate = {
  readonly leafId: number;
  readonly campaignId: number | null;
  readonly step: string;
  /** Key. */
  readonly topic: string;
  readonly expiresAt: number;
  readonly heldReasons: readonly HoldReason[];
  readonly heldUntil: number | null;
  readonly exit: ExitRule | null;
  /** Of its campaign. */
  readonly control: Control | null;
  /** Hash of the address to which it goes, or nowhere; null: by which the person is reached. */
  readonly onlyAddress: string | null;
};

export type Judged<C extends Candidate> = {
  readonly candidate: C;
  readonly decision: Decision;
  /** Null: nobody is there any more. */
  readonly profile: ProfileRecord | null;
  readonly address: Address | null;
  readonly hash: string | null;
  readonly isMarketing: boolean;
  /** What holds him, or held this message, and when that ends or ended. */
  readonly held: { readonly reasons: readonly HoldReason[]; readonly until: number } | null;
};

export type Surroundings = {
  readonly medium: string;
  readonly addressKinds: readonly string[];
  readonly policy: HousePolicy;
  /** Addresses that receive something; null: all do. */
  readonly sandbox: ReadonlySet<string> | null;
  readonly now: number;
};

/**
 * Decides about many messages at once, right before they are sent: the same few statements for one and for hundreds. What is decided
 * about the first of a person's counts for the next.
 * @param locking takes the lock under which each person's caps are counted; without: nothing is sent, it is only foreseen
 */
export async function judge<C extends Candidate>(
  core: Core,
  sql: Transaction,
  candidates: readonly C[],
  around: Surroundings,
  { locking }: { readonly locking: boolean },
): Promise<readonly Judged<C>[]> {
  if (candidates.length === 0) return [];
  const profiles = await core.read.profiles.byLeafIds(candidates.map((one) => one.leafId));
  const found = await topicsByKeys(sql, [...new Set(candidates.map((one) => one.topic))]);
  const topics = new Map(found.map((one) => [one.key, one]));
  const known = [...new Map(profiles.flatMap((one) => (one === null ? [] : [[one.rootId, one] as const]))).values()];
  if (locking)
    await lockGates(
      sql,
      known.map((one) => one.rootId),
    );
  const [identifiers, memberships] = await Promise.all([
    core.read.profiles.identifiers(known),
    membershipsOf(core, known, candidates),
  ]);
  const salt = addressSalt(core);
  const hashOf = ({ value }: Address): string => addressHash(salt, around.medium, value);
  const addresses = new Map(
    known.map((one): [number, Addresses] => [
      one.rootId,
      addressesOf(one.traits, identifiers.get(one.rootId) ?? [], around.addressKinds),
    ]),
  );
  const asked = candidates.map((candidate, index) => {
    const profile = profiles[index] ?? null;
    const of = profile === null ? undefined : addresses.get(profile.rootId);
    const { onlyAddress } = candidate;
    const only = onlyAddress === null ? of?.chosen : of?.all.find((one) => hashOf(one) === onlyAddress);
    return { candidate, profile, address: only ?? null, hashes: (of?.all ?? []).map(hashOf) };
  });
  const facts = await readFacts(
    sql,
    asked.map(({ candidate, profile, address, hashes }): Asked => ({
      ...{ rootId: profile?.rootId ?? 0, leafIds: profile?.leafIds ?? [], medium: around.medium },
      ...{ hashes, hash: address === null ? null : hashOf(address) },
      ...{ campaignId: candidate.campaignId, step: candidate.step },
    })),
    { since: around.now - capWindowMilliseconds },
  );
  const together = new Together();
  return asked.map(({ candidate, profile, address, hashes }, index): Judged<C> => {
    const row = topics.get(candidate.topic);
    const topic: Topic = row ?? goneTopic(candidate.topic);
    const isTopicArchived = row !== undefined && row.archivedAt !== null;
    const hash = address === null ? null : hashOf(address);
    const found = together.with(facts[index], profile, candidate, hash);
    const segments = new Set(profile === null ? [] : memberships.get(profile.rootId));
    const hold = holdOf(found.talks, around.policy.hold, around.now);
    const held = hold ?? endedHold(candidate, around.now);
    const decision = decide(
      {
        ...{ channel: around.medium, topic, isTopicArchived, expiresAt: candidate.expiresAt },
        ...{ address: hash, addresses: hashes },
        ...found,
        zone: zoneOf(profile?.traits ?? {}, core.settings.timeZone),
        held: hold !== null || held === null ? null : { reasons: held.reasons, endedAt: held.until },
        isInControlGroup: profile !== null && isInControlGroup(profile.publicId, around.policy, candidate.control),
        hasExited: candidate.exit !== null && hasExited(candidate.exit, segments),
        isOutsideSandbox: around.sandbox !== null && !around.sandbox.has(address?.value ?? ''),
      },
      around.policy,
      around.now,
    );
    const isMarketing = topic.kind === 'marketing';
    if ('send' in decision) together.note(profile, candidate, hash, { ...around, isMarketing });
    return { candidate, decision, profile, address, hash, isMarketing, held };
  });
}

async function membershipsOf(
  core: Core,
  profiles: readonly ProfileRecord[],
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (core.segments === null || candidates.every(({ exit }) => exit === null)) return new Map();
  const found = await core.segments.memberships(profiles.map((one) => one.rootId));
  return new Map([...found].map(([root, all]) => [root, all.map((one) => one.segmentKey)]));
}

/** What was decided a moment ago and is in no table yet. */
class Together {
  private readonly sent = new Map<number, { readonly channel: string; readonly at: number }[]>();
  private readonly taken = new Map<string, number>();
  private readonly released = new Map<number, number>();

  with(
    facts: AskedFacts | undefined,
    profile: ProfileRecord | null,
    candidate: Candidate,
    hash: string | null,
  ): AskedFacts {
    const none = { consents: [], suppressions: [], sent: [], talks: [], releasedAt: null, isDuplicate: false };
    const read = facts ?? none;
    const holder = hash === null ? undefined : this.taken.get(placeOf(candidate, hash));
    return {
      ...read,
      sent: [...read.sent, ...((profile === null ? undefined : this.sent.get(profile.rootId)) ?? [])],
      releasedAt: (profile === null ? undefined : this.released.get(profile.rootId)) ?? read.releasedAt,
      isDuplicate: read.isDuplicate || (holder !== undefined && holder !== profile?.rootId),
    };
  }

  note(
    profile: ProfileRecord | null,
    candidate: Candidate,
    hash: string | null,
    { medium, now, isMarketing }: Surroundings & { readonly isMarketing: boolean },
  ): void {
    if (profile === null) return;
    const { rootId } = profile;
    if (hash !== null && candidate.campaignId !== null) this.taken.set(placeOf(candidate, hash), rootId);
    if (candidate.heldReasons.length > 0) this.released.set(rootId, now);
    if (isMarketing) this.sent.set(rootId, [...(this.sent.get(rootId) ?? []), { channel: medium, at: now }]);
  }
}

const placeOf = ({ campaignId, step }: Candidate, hash: string): string => `${campaignId ?? ''} ${step} ${hash}`;
