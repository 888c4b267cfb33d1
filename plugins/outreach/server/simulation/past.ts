import { type Core, dayMilliseconds, limits, type ProfileRecord } from '@rapport/sdk';
import { addressHash } from '../../domain/consent/address';
import { type Journey, mentionsOf } from '../../domain/journey/journey';
import { pastFactOf, type PersonPast } from '../../domain/simulation/past';
import { addressKindsOf } from '../consent/media';
import { grouped } from '../grouped';
import { addressSalt } from '../stores/addresses';
import * as store from '../stores/past';
import { suppressionsOf } from '../stores/suppressions';

/** Caps look back as far as this. */
const capDays = 90;

/** What is recorded of these people, as far as the journey asks for it: a statement for each kind of thing, whoever many they are. */
export async function pastsOf(
  core: Core,
  profiles: readonly ProfileRecord[],
  {
    journey,
    campaignId,
    media,
    ...span
  }: store.Span & {
    readonly journey: Journey;
    /** Whose own messages count toward no cap: they are simulated. */
    readonly campaignId: number | null;
    /** Of its messages. */
    readonly media: readonly string[];
  },
): Promise<readonly PersonPast[]> {
  const { database, read, segments, channels } = core;
  const leaves = profiles.flatMap((one) => one.leafIds);
  const mentions = mentionsOf(journey);
  const names = [...new Set(mentions.events.flatMap((one) => [one.event].flat()))];
  const identifiers = await read.profiles.identifiers(profiles);
  const salt = addressSalt(core);
  const hashes = new Map(
    profiles.map(({ rootId }): [number, readonly string[]] => [
      rootId,
      media.flatMap((medium) => {
        const kinds = addressKindsOf(channels, medium);
        const own = (identifiers.get(rootId) ?? []).filter(({ kind }) => kinds.includes(kind));
        return own.map(({ value }) => addressHash(salt, medium, value));
      }),
    ]),
  );
  const asked = [...hashes.values()].flat();
  const rootIds = profiles.map((one) => one.rootId);
  const eachMax = limits.simulationEventsMax;
  const [events, written, turns, memberships, consents, suppressions, sent, facts] = await Promise.all([
    store.eventsOf(database, leaves, { ...span, names, eachMax }),
    store.traitsWritten(database, leaves, { eachMax }),
    segments?.turns(leaves, { keys: mentions.segments, since: span.from }) ?? [],
    segments?.memberships(rootIds) ?? new Map<number, readonly { readonly segmentKey: string }[]>(),
    store.consentsTold(database, asked),
    suppressionsOf(database, asked),
    store.countedMessages(database, leaves, {
      ...{ from: span.from - capDays * dayMilliseconds, to: span.to, except: campaignId },
    }),
    store.conversationFacts(database, leaves, span.to),
  ]);
  const rootOf = new Map(profiles.flatMap(({ rootId, leafIds }) => leafIds.map((leafId) => [leafId, rootId] as const)));
  const of = <T extends { readonly leafId: number }>(rows: readonly T[]) =>
    grouped(rows, ({ leafId }) => rootOf.get(leafId));
  const [eventsBy, writtenBy, sentBy, factsBy] = [of(events), of(written), of(sent), of(facts)];
  // A transition names the root as it was then: a leaf of today's.
  const turnsBy = grouped(turns, ({ rootId }) => rootOf.get(rootId));
  return profiles.map(({ rootId, publicId, traits }): PersonPast => {
    const own = new Set(hashes.get(rootId));
    return {
      ...{ rootId, publicId, traits },
      written: (writtenBy.get(rootId) ?? []).map(({ receivedAt, at, traits: values }) => ({
        ...{ told: receivedAt, at, traits: values },
      })),
      events: (eventsBy.get(rootId) ?? []).map(({ leafId, receivedAt, historical, ...event }) => ({
        ...{ told: receivedAt, leafId, historical, event },
      })),
      segments: (memberships.get(rootId) ?? []).map(({ segmentKey }) => segmentKey),
      turns: (turnsBy.get(rootId) ?? []).map(({ at, rootId: leafId, segmentKey, entered, cause }) => ({
        ...{ told: at, leafId, segment: segmentKey, entered, cause },
      })),
      identifiers: identifiers.get(rootId) ?? [],
      consents: consents.filter(({ address }) => own.has(address)),
      suppressions: suppressions.filter(({ address }) => own.has(address)),
      sent: sentBy.get(rootId) ?? [],
      facts: (factsBy.get(rootId) ?? []).flatMap(
        ({ conversation, at, fact }) => pastFactOf(conversation, at, fact) ?? [],
      ),
    };
  });
}
