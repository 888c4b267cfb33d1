import { type Core, limits, type ProfileRecord, RapportError, type TimelineEvent } from '@rapport/sdk';
import { mayEnter } from '../../domain/journey/entry';
import { entrySelector, type Journey, parseJourney } from '../../domain/journey/journey';
import type { SeenEvent } from '../../domain/journey/selector';
import { type PersonRun, runsOfPerson } from '../stores/journey-runs';
import { type JourneyRow, versionsOf } from '../stores/journeys';

/** What was decided of one person in one journey, and why. `at` is epoch milliseconds. */
export type Decision = {
  readonly at: number;
  /** `out`: he is not in the segment by which one comes in. */
  readonly kind: 'entered' | 'refused' | 'ended' | 'out';
  /** An EntryRefusal, `unpublished`, an EndReason, or of `out` the segment's key; null: there is nothing to say. */
  readonly reason: string | null;
};

/**
 * Why somebody came into a journey or not, and how his runs ended, oldest first. Refusals are not stored: they follow from the events
 * that are recorded, by the same function that lets people in.
 * @throws journey_state_wrong: it was never published
 */
export async function decisions(core: Core, row: JourneyRow, profile: ProfileRecord): Promise<readonly Decision[]> {
  const { database, read } = core;
  const versions = await versionsOf(database, row.id);
  const journey = understood(row, versions[0]?.definition);
  const rowsMax = limits.journeyDecisionsMax;
  const runs = await runsOfPerson(database, { campaignId: row.id, leafIds: profile.leafIds, rowsMax });
  const told = runs.flatMap((run): Decision[] => [
    { at: run.enteredAt, kind: 'entered', reason: null },
    ...(run.endedAt === null ? [] : [{ at: run.endedAt, kind: 'ended' as const, reason: run.endReason }]),
  ]);
  const selector = entrySelector(journey);
  if (selector === null) return inOrder([...told, ...(await outside(core, journey, profile, runs))]);
  const names = [selector.event].flat();
  const pages = await read.timeline.pages([profile], { names, count: rowsMax, forward: true });
  const publishedAt = versions.at(-1)?.at ?? 0;
  const events = pages.get(profile.rootId)?.items ?? [];
  return inOrder([...told, ...events.flatMap((event) => refusal(journey, event, runs, publishedAt))]);
}

function refusal(journey: Journey, event: TimelineEvent, runs: readonly PersonRun[], publishedAt: number): Decision[] {
  const { occurredAt: at, receivedAt, historical, name, properties, context, value } = event;
  const seen: SeenEvent = { name, at, properties, context, value };
  if (runs.some(({ beganAt }) => beganAt === at)) return [];
  const earlier = runs
    .filter(({ enteredAt }) => enteredAt < receivedAt)
    .map(({ key, endedAt }) => ({ key, hasEnded: endedAt !== null && endedAt <= receivedAt }));
  const entry = mayEnter(journey, { kind: 'event', event: seen, receivedAt, historical }, earlier);
  if ('refused' in entry) return [{ at: receivedAt, kind: 'refused', reason: entry.refused }];
  return receivedAt < publishedAt ? [{ at: receivedAt, kind: 'refused', reason: 'unpublished' }] : [];
}

async function outside(
  { segments, now }: Core,
  { definition: { entry } }: Journey,
  { rootId }: ProfileRecord,
  runs: readonly PersonRun[],
): Promise<Decision[]> {
  if (!('segment' in entry) || runs.some(({ endedAt }) => endedAt === null)) return [];
  const memberships = (await segments?.memberships([rootId]))?.get(rootId) ?? [];
  const isIn = memberships.some(({ segmentKey }) => segmentKey === entry.segment);
  return isIn ? [] : [{ at: now(), kind: 'out', reason: entry.segment }];
}

function understood({ key }: JourneyRow, definition: Parameters<typeof parseJourney>[1] | undefined): Journey {
  const parsed = definition === undefined ? null : parseJourney(key, definition);
  if (parsed === null || !('journey' in parsed)) throw new RapportError('journey_state_wrong');
  return parsed.journey;
}

const inOrder = (list: readonly Decision[]): readonly Decision[] => [...list].sort((a, b) => a.at - b.at);
