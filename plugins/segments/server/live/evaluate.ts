import { type Core, laneCount, type LaneWork, limits, RapportError, type Touch, type Transaction } from '@rapport/sdk';
import { compile } from '../compile/compile';
import { liveSettings } from '../statement-settings';
import { noteBuildFailure } from '../stores/builds';
import { type Due, insertDues, joinDues } from '../stores/dues';
import { noteFailure, noteRecovery } from '../stores/health';
import { leaveAll, type Reason, rootsAmong, writeVerdicts } from '../stores/memberships';
import { deleteValues } from '../stores/computed';
import { readGeneration } from '../stores/catalogue';
import { assign, type Assignment, type Assignments, keyOf } from './assign';
import type { Catalogue, CatalogueReader, Followed } from './catalogue';
import { slices } from './slices';
import { Templates } from './templates';
import { evaluateValues } from './values';

export const laneLock = (lane: number): string => `segments lane ${lane}`;
export const segmentLock = (segmentId: number): string => `segment ${segmentId}`;

/**
 * Evaluates what a lane hands over. One transaction for all segments; it holds the plugin's lock of the lane, so that of two
 * workers that both believe to have the lane the later one waits, and sees what the earlier one wrote.
 * A segment that cannot be looked at now waits in `evaluation_due`: one that is being swapped, one that failed lately. Where the
 * statement for all fails, each segment is looked at alone, and who fails again is marked and waits longer each time.
 */
export class Evaluator {
  private readonly templates = new Templates();

  constructor(
    private readonly core: Core,
    private readonly catalogues: CatalogueReader,
  ) {}

  async handle({ lanes, touches }: LaneWork): Promise<void> {
    const nameIds = touches.flatMap(({ kind, subject }) => (kind === 'event' || kind === 'imported' ? [subject] : []));
    const absorbed = touches.flatMap((touch) =>
      touch.kind === 'absorbed' && touch.rootId !== touch.leafId ? [touch] : [],
    );
    if (absorbed.length === 0 && (await this.concernsNobody(touches, nameIds))) return;
    await this.evaluate(lanes, (catalogue) => assign(catalogue, touches), { nameIds, absorbed });
  }

  /**
   * One statement instead of a transaction where no segment mentions what happened. One that is published after this look is
   * built from what is committed by then, and these touches are.
   */
  private async concernsNobody(touches: readonly Touch[], nameIds: readonly number[]): Promise<boolean> {
    const catalogue = await this.catalogues.read(this.core.database, nameIds);
    const { segments, values } = assign(catalogue, touches);
    return (
      segments.every(({ followed, reasons }) => followed.length === 0 || reasons.length === 0) &&
      values.every(({ computed, rootIds }) => computed.length === 0 || rootIds.length === 0)
    );
  }

  /** @param assignments asked again where the transaction is tried again: what it takes out of a table is taken in `sql` */
  async evaluate(
    lanes: readonly number[],
    assignments: (catalogue: Catalogue, sql: Transaction) => Assignments | Promise<Assignments>,
    besides: { readonly nameIds?: readonly number[]; readonly absorbed?: readonly Touch[] } = {},
  ): Promise<void> {
    const attempt = (alone: boolean) =>
      this.core.database.transaction(
        async (sql) => {
          let flips = 0;
          await sql.lock(lanes.map(laneLock));
          const { nameIds = [], absorbed = [] } = besides;
          const catalogue = await this.catalogues.read(sql, nameIds);
          if (absorbed.length > 0) await lockOpenBuilds(sql, catalogue);
          flips += await this.leave(sql, absorbed);
          const { segments, values } = await assignments(catalogue, sql);
          const free = await this.holdSegments(sql, catalogue, segments);
          for (const assignment of segments) flips += await this.work(sql, { catalogue, assignment, free, alone });
          for (const assignment of values)
            await evaluateValues(this.core, sql, { catalogue, templates: this.templates, assignment });
          return flips;
        },
        { statementMilliseconds: limits.segmentEvaluationMilliseconds, settings: liveSettings, keepsPlans: true },
      );
    let flips = 0;
    try {
      flips = await unmoved(() => attempt(false));
    } catch (error) {
      // Without a database there is nobody to blame; the lane comes back.
      if (error instanceof RapportError && error.code !== 'statement_timeout') throw error;
      flips = await unmoved(() => attempt(true));
    }
    // The transitions want their place in the feed.
    if (flips > 0) this.core.wake();
  }

  /** Who is no root (any more) has no memberships and no values. */
  private async leave(sql: Transaction, absorbed: readonly Touch[]): Promise<number> {
    if (absorbed.length === 0) return 0;
    const commits = new Map(absorbed.map(({ leafId, commitId }) => [leafId, commitId]));
    for (const root of await rootsAmong(sql, [...commits.keys()])) commits.delete(root);
    if (commits.size === 0) return 0;
    await deleteValues(sql, [...commits.keys()]);
    const leavers = [...commits].map(([profileId, commit]) => ({ profileId, evidence: { commit } }));
    return leaveAll(sql, leavers, { cause: 'merge', now: this.core.now() });
  }

  /**
   * No swap may come between the catalogue and what is written by it: all locks are taken before the first statement, and the
   * catalogue is that of now.
   * @returns ids of the segments that are not being swapped, or failing
   * @throws CatalogueMoved
   */
  private async holdSegments(
    sql: Transaction,
    catalogue: Catalogue,
    assignments: readonly Assignment[],
  ): Promise<ReadonlySet<number>> {
    const now = this.core.now();
    const healthy = assignments
      .flatMap(({ followed, reasons }) => (reasons.length === 0 ? [] : followed))
      .filter((one) => one.retryAt === null || one.retryAt <= now);
    const ids = [...new Set(healthy.map((one) => one.segmentId))];
    if (ids.length === 0) return new Set();
    const taken = await sql.tryLocks(ids.map(segmentLock), true);
    if ((await readGeneration(sql)).generation !== catalogue.generation) throw new CatalogueMoved();
    return new Set(ids.filter((_, index) => taken[index] === true));
  }

  private async work(
    sql: Transaction,
    {
      catalogue,
      assignment: { followed, reasons },
      free,
      alone,
    }: {
      readonly catalogue: Catalogue;
      readonly assignment: Assignment;
      readonly free: ReadonlySet<number>;
      readonly alone: boolean;
    },
  ): Promise<number> {
    if (followed.length === 0 || reasons.length === 0) return 0;
    const now = this.core.now();
    const ready = followed.filter((one) => free.has(one.segmentId));
    const late = new Map(followed.flatMap((one) => (ready.includes(one) ? [] : [[one.segmentId, one.retryAt ?? 0]])));
    for (const [segmentId, retryAt] of late)
      await insertDues(sql, duesOf(segmentId, reasons), Math.max(retryAt, now + limits.segmentRetryMilliseconds));
    const isAlone = (one: Followed): boolean => alone || one.retryAt !== null;
    const together = ready.filter((one) => !isAlone(one));
    let flips = await this.write(sql, catalogue, { followed: together, reasons });
    for (const one of ready.filter(isAlone)) flips += await this.writeAlone(sql, catalogue, one, reasons);
    return flips;
  }

  private async write(sql: Transaction, catalogue: Catalogue, { followed, reasons }: Assignment): Promise<number> {
    if (followed.length === 0) return 0;
    const now = this.core.now();
    const nodes = followed.map((one) => one.node);
    const template = this.templates.take(catalogue, followed.map(keyOf).join(' '), (at) =>
      compile(nodes, catalogue.surroundings(at.now, at.scope)),
    );
    let flips = 0;
    for (const some of slices(reasons, limits.segmentEvaluationProfilesMax)) {
      const compiled = template(
        now,
        some.map((reason) => reason.rootId),
      );
      flips += await writeVerdicts(sql, compiled, { targets: followed, reasons: some, now });
    }
    return flips;
  }

  /** Of one segment: whether it works is written down. */
  private async writeAlone(
    sql: Transaction,
    catalogue: Catalogue,
    followed: Followed,
    reasons: readonly Reason[],
  ): Promise<number> {
    const { segmentId, buildId, key, retryAt } = followed;
    let flips = 0;
    const failure = await sql.attempt(async () => {
      flips = await this.write(sql, catalogue, { followed: [followed], reasons });
    }, limits.segmentAloneMilliseconds);
    if (failure === null) {
      if (retryAt !== null) await noteRecovery(sql, segmentId);
      return flips;
    }
    this.core.log.warn({ err: failure, segment: key }, 'a segment failed; it keeps its members and is tried again');
    const code = failure instanceof RapportError ? failure.code : 'internal_error';
    const now = this.core.now();
    // What cannot be followed cannot be built beside what counts.
    if (buildId !== null) await noteBuildFailure(sql, buildId, { code, at: now, retryAt: null });
    else {
      await insertDues(sql, duesOf(segmentId, reasons), await noteFailure(sql, segmentId, { code, now }));
      await joinDues(sql, segmentId, [...new Set(reasons.map((one) => one.rootId % laneCount))]);
    }
    return 0;
  }
}

/** Somebody published, or a build was swapped in, after the catalogue was read. */
class CatalogueMoved extends Error {}

/** So often in a row somebody may publish while a lane begins. */
const movesMax = 10;

async function unmoved(attempt: () => Promise<number>): Promise<number> {
  for (let moves = 0; ; moves++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CatalogueMoved) || moves === movesMax) throw error;
    }
  }
}

/** Whoever takes away all memberships of somebody waits for swaps: they would put some of them back. */
export async function lockOpenBuilds(sql: Transaction, catalogue: Catalogue): Promise<void> {
  for (const { segmentId, buildId } of catalogue.followed)
    if (buildId !== null) await sql.lock(segmentLock(segmentId), { shared: true });
}

function duesOf(segmentId: number, reasons: readonly Reason[]): Due[] {
  const byCause = new Map<string, Reason[]>();
  for (const reason of reasons) {
    const key = `${reason.cause} ${JSON.stringify(reason.evidence)}`;
    byCause.set(key, [...(byCause.get(key) ?? []), reason]);
  }
  return [...byCause.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    return [{ segmentId, profileIds: list.map((one) => one.rootId), cause: first.cause, evidence: first.evidence }];
  });
}
