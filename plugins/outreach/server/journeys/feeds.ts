import {
  type Core,
  dayMilliseconds,
  limits,
  RapportError,
  type TransitionPosition,
  type TransitionRecord,
} from '@rapport/sdk';
import type { Signal } from '../../domain/journey/person';
import { forgetEvents } from '../stores/journey-events';
import { lastPosition, notePlanned, readFeed, unplannedJourneys, writeFeed } from '../stores/journeys';
import { sumEnded } from '../stores/ended-runs';
import { rootsAfter } from '../stores/roots';
import { takeOutcomes, untoldLeaves } from '../stores/outcomes';
import type { JourneyCatalogues } from './catalogue';
import type { JourneyRunner } from './runner';

/** What journeys hear of beside lanes: segments, outcomes of messages, who begins by a date that was there before them, and that runs ended. */
export class JourneyFeeds {
  constructor(
    private readonly core: Core,
    private readonly catalogues: JourneyCatalogues,
    private readonly runner: JourneyRunner,
  ) {}

  /** Entries into segments and exits, by one worker at a time. */
  async segments(): Promise<'more' | 'done'> {
    return this.alone('journeys feed', async () => {
      const { database, segments } = this.core;
      const last = { position: await lastPosition(database), id: Number.MAX_SAFE_INTEGER };
      const after = await readFeed(database);
      const catalogue = await this.catalogues.read(database);
      if (segments === null) return 'done';
      const found =
        after === null || catalogue.segments.length === 0 ? [] : await this.transitions(after, catalogue.segments);
      if (found === null) {
        // The commit log was pruned past it while nobody worked: what is gone starts nothing.
        this.core.log.warn('journeys missed entries into segments that are older than the commit log');
        await writeFeed(database, last);
        return 'more';
      }
      const isFull = found.length === limits.journeyPeopleMax;
      const to = feedEnd(found, last, isFull);
      if (found.length === 0) {
        // What happened before a journey names a segment is behind it.
        if (after === null || to.position > after.position) await writeFeed(database, to);
        return 'done';
      }
      // Whoever became a part of somebody else left no segment that he is in.
      const told = found.filter(({ cause, entered }) => entered || cause !== 'merge');
      await this.runner.settle([...new Set(told.map((one) => one.rootId))], async (sql) => {
        const now = await readFeed(sql);
        if (now?.position !== after?.position || now?.id !== after?.id) return [];
        await writeFeed(sql, to);
        return told.map(signalOf);
      });
      return isFull ? 'more' : 'done';
    });
  }

  /** What became of messages. */
  async outcomes(): Promise<'more' | 'done'> {
    const { database, now } = this.core;
    const { ids, leafIds } = await untoldLeaves(database, limits.journeyPeopleMax);
    if (ids.length === 0) return 'done';
    await this.runner.settle(leafIds, async (sql) =>
      (await takeOutcomes(sql, ids, now())).map((one): Signal => ({ kind: 'message', ...one })),
    );
    return ids.length === limits.journeyPeopleMax ? 'more' : 'done';
  }

  /** A journey that begins by a date is published: everybody's start is worked out, some people at a time. */
  async dates(): Promise<'more' | 'done'> {
    return this.alone('journeys dates', async () => {
      const { database, now } = this.core;
      const catalogue = await this.catalogues.read(database);
      const ids = catalogue.byDate.map((one) => one.campaignId);
      const waiting = ids.length === 0 ? [] : await unplannedJourneys(database, ids);
      if (waiting.length === 0) {
        await forgetEvents(database, now() - limits.journeyEventDays * dayMilliseconds, limits.journeyPeopleMax);
        return 'done';
      }
      const through = Math.min(...waiting.map((one) => one.through));
      const roots = await rootsAfter(database, through, limits.journeyPeopleMax);
      const isEnd = roots.length < limits.journeyPeopleMax;
      const same = waiting.filter((one) => one.through === through).map((one) => one.id);
      await this.runner.settle(roots, async (sql) => {
        await notePlanned(sql, same, { through: roots.at(-1) ?? through, endedAt: isEnd ? now() : null });
        return roots.map((leafId): Signal => ({ kind: 'dates', leafId }));
      });
      return 'more';
    });
  }

  /** Of runs that ended sums are made, by one worker at a time. */
  async ended(): Promise<'more' | 'done'> {
    return this.alone('journeys ended', () => sumEnded(this.core.database));
  }

  private async transitions(
    after: TransitionPosition,
    keys: readonly string[],
  ): Promise<readonly TransitionRecord[] | null> {
    try {
      return (await this.core.segments?.transitions({ after, count: limits.journeyPeopleMax }, keys)) ?? [];
    } catch (error) {
      if (error instanceof RapportError && error.code === 'cursor_expired') return null;
      throw error;
    }
  }

  private async alone(lock: string, work: () => Promise<'more' | 'done'>): Promise<'more' | 'done'> {
    return this.core.database.transaction(async (guard) => ((await guard.tryLock(lock)) ? work() : 'done'));
  }
}

/**
 * Up to where journeys have heard of segments after that.
 * @param last where the feed ended before `found` was read: what came in between is found, too, and would be told twice
 * @param isFull there may be more before `last`
 */
export function feedEnd(
  found: readonly TransitionPosition[],
  last: TransitionPosition,
  isFull: boolean,
): TransitionPosition {
  const end = found.at(-1);
  return end !== undefined && (isFull || end.position > last.position) ? end : last;
}

function signalOf({ rootId: leafId, segmentKey: segment, entered, cause, at }: TransitionRecord): Signal {
  return { kind: 'segment', leafId, segment, entered, cause, at };
}
