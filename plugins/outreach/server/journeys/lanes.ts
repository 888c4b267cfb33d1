import { type Core, type LaneWork, limits, type Touch } from '@rapport/sdk';
import type { Signal } from '../../domain/journey/person';
import { dueLeaves, lanesWithDueRuns, rootsWithRuns } from '../stores/enrolments';
import { type EventTouch, hearEvents, type HeardEvent } from '../stores/journey-events';
import { leavesWithStarts, takeStarts } from '../stores/journey-starts';
import type { JourneyCatalogue, JourneyCatalogues } from './catalogue';
import type { JourneyRunner } from './runner';

/** What happened to people, and whose time has come. */
export class JourneyLanes {
  constructor(
    private readonly core: Core,
    private readonly catalogues: JourneyCatalogues,
    private readonly runner: JourneyRunner,
  ) {}

  async handle({ touches }: LaneWork): Promise<void> {
    const { database, now } = this.core;
    const catalogue = await this.catalogues.read(database);
    if (catalogue.isEmpty) return;
    const events = eventTouches(catalogue, touches);
    const dates = catalogue.byDate.length === 0 ? [] : touches.filter((touch) => mayMoveDates(catalogue, touch));
    const moved = touches.filter(({ kind, subject }) => kind === 'trait' && catalogue.mentionsTrait(subject));
    const merged = touches.filter(({ kind }) => kind === 'merged');
    const withRuns = new Set(await this.rootsWithRuns([...moved, ...merged]));
    const timed = moved.filter(({ rootId }) => withRuns.has(rootId));
    // With starts by date, too: they are kept of roots, and somebody is none any more.
    const joined = merged.filter(({ rootId }) => withRuns.has(rootId) || catalogue.byDate.length > 0);
    const people = [...events, ...dates, ...timed, ...joined].map((one) => one.leafId);
    if (people.length === 0) return;
    await this.runner.settle([...new Set(people)], async (sql) => {
      const heard = await hearEvents(sql, events, { since: now() - limits.journeyWaitMillisecondsMax, now: now() });
      return [
        ...joined.map(({ leafId }): Signal => ({ kind: 'merged', leafId })),
        ...dates.map(({ leafId }): Signal => ({ kind: 'dates', leafId })),
        ...heard.map(signalOf),
        ...timed.map(({ leafId }): Signal => ({ kind: 'time', leafId })),
      ];
    });
  }

  dueLanes(): Promise<readonly number[]> {
    return lanesWithDueRuns(this.core.database, this.core.now());
  }

  async fire(lanes: readonly number[]): Promise<void> {
    const { database, now } = this.core;
    const request = { lanes, now: now(), rowsMax: limits.journeyPeopleMax };
    const runs = await dueLeaves(database, request);
    const starts = await leavesWithStarts(database, request);
    if (runs.length + starts.length === 0) return;
    await this.runner.settle([...new Set([...runs, ...starts])], async (sql) => [
      ...runs.map((leafId): Signal => ({ kind: 'time', leafId })),
      ...(await takeStarts(sql, { leafIds: starts, now: now() })).map(({ campaignId, leafId, key, at }): Signal => ({
        kind: 'start',
        leafId,
        campaignId,
        start: { key, at },
      })),
    ]);
  }

  private async rootsWithRuns(touches: readonly Touch[]): Promise<readonly number[]> {
    const rootIds = [...new Set(touches.map((one) => one.rootId))];
    return rootIds.length === 0 ? [] : rootsWithRuns(this.core.database, rootIds);
  }
}

function eventTouches(catalogue: JourneyCatalogue, touches: readonly Touch[]): EventTouch[] {
  return touches.flatMap(({ kind, leafId, subject, commitId }) =>
    (kind === 'event' || kind === 'imported') && catalogue.mentionsEvent(subject)
      ? [{ leafId, nameId: subject, commitId }]
      : [],
  );
}

function mayMoveDates(catalogue: JourneyCatalogue, { kind, subject }: Touch): boolean {
  return (
    kind === 'created' ||
    kind === 'merged' ||
    kind === 'unmerged' ||
    (kind === 'trait' && catalogue.mentionsTrait(subject))
  );
}

function signalOf({ id: _, leafId, receivedAt, historical, ...event }: HeardEvent): Signal {
  return { kind: 'event', leafId, receivedAt, historical, event };
}
