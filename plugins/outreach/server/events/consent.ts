import { type Core, type Identifier, type LaneWork, type ProfileRecord } from '@rapport/sdk';
import { z } from 'zod';
import { consentEvents, counts, proofOfEvent, type Said, saidBy } from '../../domain/consent/said';
import { addressHash } from '../../domain/consent/address';
import { askToConfirm } from '../consent/confirmations';
import { addressKindsOf } from '../consent/media';
import { addressSalt } from '../stores/addresses';
import { insertConsents, type NewConsent } from '../stores/consent';
import { type FollowedEvent, followedEvents } from '../stores/followed-events';
import { topicsByKeys } from '../stores/topics';
import type { FollowedNames } from './names';

const carriedShape = z.array(z.tuple([z.string(), z.string(), z.string()]).rest(z.json()));

/** An address of which an event speaks. */
type Spoken = {
  readonly leafId: number;
  readonly hash: string;
  /** Of the person of the event. */
  readonly isOwn: boolean;
  readonly isVerified: boolean;
};

/**
 * What forms, apps and servers say about consent by events becomes entries of the log, each once, with the event's own time: what was
 * said later holds, in whichever order it comes. Imported ones too, but nobody is asked to confirm what he said long ago.
 */
export async function followConsent(core: Core, names: FollowedNames, { touches }: LaneWork): Promise<void> {
  const mine = await names.touchesOf(touches, Object.keys(consentEvents));
  if (mine.length === 0) return;
  const events = await followedEvents(core.database, mine, 0);
  const said = events.flatMap((event) => {
    const one = saidBy(event.name, event.properties, event.context);
    return one === null ? [] : [{ event, said: one }];
  });
  const topics = await topicsByKeys(core.database, [...new Set(said.flatMap((one) => one.said.topic ?? []))]);
  const known = new Set(topics.map(({ key }) => key));
  const profiles = await core.read.profiles.byLeafIds(said.map(({ event }) => event.leafId));
  const people = new People(core);
  await people.read(
    profiles.flatMap((one) => one ?? []),
    said.map((one) => one.said),
  );
  const entries = said.flatMap((one, index) => {
    const profile = profiles[index] ?? null;
    if (profile === null || (one.said.topic !== null && !known.has(one.said.topic))) return [];
    return people.spokenOf(profile, one.said).flatMap((spoken) => entryOf(one, spoken) ?? []);
  });
  if (entries.length === 0) return;
  await core.database.transaction(async (sql) => {
    await insertConsents(
      sql,
      entries.map(({ entry }) => entry),
      core.now(),
    );
    await sql.touch(
      'consent',
      entries.flatMap(({ entry }) => entry.leafId ?? []),
    );
    const asking = entries.filter(({ historical }) => !historical).map(({ entry }) => entry);
    await askToConfirm(core, sql, asking);
  });
  core.wake();
}

function entryOf(
  { event, said }: { readonly event: FollowedEvent; readonly said: Said },
  { leafId, hash, ...spoken }: Spoken,
): { readonly entry: NewConsent; readonly historical: boolean } | null {
  const { medium: channel, topic, decision, evidence } = said;
  const proof = proofOfEvent(carriedBy(event), spoken);
  if (!counts(decision, proof, spoken)) return null;
  const entry = { channel, address: hash, topic, decision, proof, at: event.at, leafId };
  const told = { by: 'event', event: event.name, ...evidence };
  return { entry: { ...entry, evidence: told, key: `event:${event.id}:${hash}` }, historical: event.historical };
}

function carriedBy({ identifiers }: FollowedEvent) {
  const parsed = carriedShape.safeParse(identifiers);
  return (parsed.data ?? []).map(([kind, , trust]) => ({ kind, isVerified: trust === 'verified' }));
}

/** Whose addresses events speak of: two statements, however many. */
class People {
  private readonly own = new Map<number, readonly (Identifier & { readonly verified: boolean })[]>();
  private readonly owners = new Map<string, ProfileRecord>();

  constructor(private readonly core: Core) {}

  async read(profiles: readonly ProfileRecord[], said: readonly Said[]): Promise<void> {
    const { read } = this.core;
    for (const [root, all] of await read.profiles.identifiers(profiles))
      this.own.set(
        root,
        all.filter(({ retired }) => !retired),
      );
    const named = said.flatMap((one) => this.named(one));
    const owners = await read.profiles.byIdentifiers(named);
    named.forEach((one, index) => {
      const owner = owners[index] ?? null;
      if (owner !== null) this.owners.set(`${one.kind} ${one.value}`, owner);
    });
  }

  spokenOf(profile: ProfileRecord, said: Said): readonly Spoken[] {
    const kinds = addressKindsOf(this.core.channels, said.medium);
    const salt = addressSalt(this.core);
    const own = (this.own.get(profile.rootId) ?? []).filter(({ kind }) => kinds.includes(kind));
    const spoken = (value: string, leafId: number, isOwn: boolean, isVerified: boolean): Spoken => ({
      ...{ leafId, hash: addressHash(salt, said.medium, value), isOwn, isVerified },
    });
    if (said.address === null) return own.map(({ value, verified }) => spoken(value, profile.rootId, true, verified));
    return this.named(said).flatMap((one) => {
      const mine = own.find(({ kind, value }) => kind === one.kind && value === one.value);
      if (mine !== undefined) return [spoken(one.value, profile.rootId, true, mine.verified)];
      const owner = this.owners.get(`${one.kind} ${one.value}`);
      return owner === undefined ? [] : [spoken(one.value, owner.rootId, false, false)];
    });
  }

  /** The address that an event names, as each kind of the medium would store it. */
  private named({ medium, address }: Said): readonly Identifier[] {
    if (address === null) return [];
    return addressKindsOf(this.core.channels, medium).flatMap(
      (kind) => this.core.identity.normalise({ kind, value: address }) ?? [],
    );
  }
}
