import { type Core, limits, RapportError } from '@rapport/sdk';
import { mentionsOf } from '../../domain/definition';
import { compile } from '../compile/compile';
import { everyoneSettings } from '../statement-settings';
import {
  type BuildRow,
  countBuilt,
  insertBuild,
  lockBuild,
  moveBuild,
  nextBuilds,
  noteBuildFailure,
  scanEveryone,
  swapMemberships,
  sweepBuilt,
} from '../stores/builds';
import { bumpGeneration } from '../stores/catalogue';
import { restartComputed } from '../stores/computed';
import { foldDeltas, setVersion } from '../stores/segments';
import { pruneTransitions } from '../stores/transitions';
import type { Catalogue, CatalogueReader } from './catalogue';
import { segmentLock } from './evaluate';

const attemptsMax = 6;
const retryMilliseconds = 1_000;
const sweepRowsMax = 20_000;
const pruneRowsMax = 5_000;
const pruneMilliseconds = 60 * 60 * 1_000;
const beginning = { commitId: 0, id: 0 };

/**
 * Builds a version beside the one that counts:
 *
 *   waiting    from here on everybody who is touched is evaluated for the new version as well, into membership_build
 *   scanning   everybody else is evaluated by one statement, at one moment; who is there already stays as he was found
 *   swapping   nobody evaluates the segment; membership_build takes the place of membership, differences become transitions
 *   done, or failed (the old version still counts), or cancelled (a newer version is built)
 *
 * Whoever dies on the way leaves a stage from which another one goes on: a scan is done again, a swap is one transaction.
 */
export class Builder {
  private pruned = { at: beginning, next: 0 };

  constructor(
    private readonly core: Core,
    private readonly catalogues: CatalogueReader,
  ) {}

  async round(signal: AbortSignal): Promise<'more' | 'done'> {
    const { database } = this.core;
    for (const build of await nextBuilds(database, this.core.now())) {
      if (signal.aborted) return 'done';
      await this.alone(`segment build ${build.segmentId}`, () => this.run(build));
    }
    await this.alone('segment sizes', async () => void (await foldDeltas(database)));
    await this.prune();
    let more = false;
    await this.alone('segment sweep', async () => {
      more = await sweepBuilt(database, sweepRowsMax, this.core.now());
    });
    return more ? 'more' : 'done';
  }

  /** Old transitions, an hour after the last walk through them; a part in each round. */
  private async prune(): Promise<void> {
    const { database, now } = this.core;
    if (this.pruned.next > now()) return;
    const before = now() - limits.transitionDays * 86_400_000;
    await this.alone('segment prune', async () => {
      const after = await pruneTransitions(database, { before, after: this.pruned.at, rowsMax: pruneRowsMax });
      this.pruned = after === null ? { at: beginning, next: now() + pruneMilliseconds } : { at: after, next: 0 };
    });
  }

  /** One process at a time; it ends with its connection. */
  private async alone(lock: string, work: () => Promise<void>): Promise<void> {
    await this.core.database.transaction(async (guard) => {
      if (await guard.tryLock(lock)) await work();
    });
  }

  private async run(build: BuildRow): Promise<void> {
    const { database, now, log } = this.core;
    try {
      if (build.stage !== 'swapping') await this.scan(build);
      await this.swap(build);
    } catch (error) {
      const code = error instanceof RapportError ? error.code : 'internal_error';
      const isLast = build.attempts + 1 >= attemptsMax;
      const at = now();
      const retryAt = isLast ? null : at + retryMilliseconds * 2 ** build.attempts;
      log.warn({ err: error, code, build: build.id, isLast }, 'a segment was not built; its old version counts');
      await database.transaction(async (sql) => {
        await noteBuildFailure(sql, build.id, { code, at, retryAt });
        await bumpGeneration(sql);
      });
    }
    this.core.wake();
  }

  private async scan(build: BuildRow): Promise<void> {
    const { database, now } = this.core;
    await moveBuild(database, build.id, { stage: 'scanning', at: now() });
    await database.transaction(
      async (sql) => {
        const catalogue = await this.catalogues.read(sql);
        const followed = catalogue.followed.find((one) => one.buildId === build.id);
        if (followed === undefined) throw new RapportError('segment_invalid');
        await scanEveryone(sql, build.id, compile([followed.node], catalogue.surroundings(now(), 'everyone')));
        const members = await countBuilt(sql, build.id);
        await moveBuild(sql, build.id, { stage: 'swapping', at: now(), members });
      },
      { statementMilliseconds: limits.segmentBuildMilliseconds, settings: everyoneSettings },
    );
  }

  private async swap(build: BuildRow): Promise<void> {
    const { database, now } = this.core;
    await database.transaction(
      async (sql) => {
        await sql.lock(segmentLock(build.segmentId));
        const catalogue = await this.catalogues.read(sql);
        if ((await lockBuild(sql, build.id)) === null) return;
        await swapMemberships(sql, build, now());
        await setVersion(sql, build.segmentId, build.version);
        await moveBuild(sql, build.id, { stage: 'done', at: now() });
        for (const one of dependents(catalogue, build.segmentId))
          await insertBuild(sql, { segmentId: one.segmentId, version: one.version, at: now() });
        const key = keyOf(catalogue, build.segmentId);
        const computed = key === undefined ? [] : catalogue.computedLeadingTo(key);
        await restartComputed(
          sql,
          computed.map((one) => one.id),
        );
        await bumpGeneration(sql);
      },
      { statementMilliseconds: limits.segmentBuildMilliseconds, settings: everyoneSettings },
    );
  }
}

/** Segments whose definition names this one, directly: their own swaps tell those that name them. */
function dependents(catalogue: Catalogue, segmentId: number): { segmentId: number; version: number }[] {
  const key = keyOf(catalogue, segmentId);
  if (key === undefined) return [];
  return catalogue.followed.flatMap((one) =>
    one.buildId === null && mentionsOf(one.node).segments.includes(key)
      ? [{ segmentId: one.segmentId, version: one.version }]
      : [],
  );
}

function keyOf(catalogue: Catalogue, segmentId: number): string | undefined {
  return catalogue.followed.find((one) => one.segmentId === segmentId)?.key;
}
