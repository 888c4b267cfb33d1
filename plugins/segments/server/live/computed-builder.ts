import { type Core, type Json, laneCount, limits, RapportError, type Transaction } from '@rapport/sdk';
import type { ComputedFit } from '../../domain/computed';
import { compileComputed, compileFit, type FitRow } from '../compile/compile';
import { insertBuild } from '../stores/builds';
import { bumpGeneration } from '../stores/catalogue';
import {
  type ComputedRow,
  endComputedBuild,
  lockComputed,
  moveComputedBuild,
  noteComputedFailure,
  readComputed,
  restartComputed,
  rootsOfLane,
  setFitted,
  unbuiltComputed,
  writeValues,
} from '../stores/computed';
import type { Catalogue, CatalogueReader } from './catalogue';
import { laneLock } from './evaluate';

/**
 * Works a computed trait out for everybody: lane by lane, some thousand profiles in a transaction that has the lane to itself, so that
 * it and the lane's own evaluation never meet. Where it stands is a row: whoever dies is followed by somebody who goes on.
 * What has to be learned from everybody first (parameters of a model, bounds of fifths) is learned before, and again every week.
 */
export class ComputedBuilder {
  constructor(
    private readonly core: Core,
    private readonly catalogues: CatalogueReader,
  ) {}

  async round(signal: AbortSignal): Promise<'more' | 'done'> {
    const { database, now } = this.core;
    await this.refit();
    for (const one of await unbuiltComputed(database, now())) {
      if (signal.aborted) return 'done';
      await database.transaction(async (guard) => {
        if (await guard.tryLock(`computed build ${one.id}`)) await this.build(one.key, signal);
      });
    }
    return 'done';
  }

  /** What was learned long ago is learned again. */
  private async refit(): Promise<void> {
    const { database, now } = this.core;
    const ageMax = (fitted: Json): number =>
      fitted === null ? limits.computedFitRetryMilliseconds : limits.computedFitDays * 86_400_000;
    const old = (await readComputed(database)).filter(
      ({ fitted, fittedAt }) => fittedAt !== null && fittedAt < now() - ageMax(fitted),
    );
    if (old.length === 0) return;
    await restartComputed(
      database,
      old.map((one) => one.id),
    );
  }

  private async build(key: string, signal: AbortSignal): Promise<void> {
    const { database, now, log } = this.core;
    let id: number | undefined;
    try {
      const catalogue = await this.catalogues.read(database);
      id = catalogue.computedOf(key)?.id;
      await this.fit(key, catalogue);
      while (!signal.aborted && (await this.step(key)) === 'more');
    } catch (error) {
      const code = error instanceof RapportError ? error.code : 'internal_error';
      log.warn({ err: error, code, computedTrait: key }, 'a computed trait was not worked out; it is tried again');
      const failed = id === undefined ? [] : [id];
      await noteComputedFailure(database, failed, {
        ...{ code, at: now() },
        millisecondsMax: limits.segmentRetryMillisecondsMax,
      });
    }
  }

  /** Learns what the definition leaves open, where it has not been learned of late. */
  private async fit(key: string, catalogue: Catalogue): Promise<void> {
    const { database, now } = this.core;
    const followed = catalogue.computedOf(key);
    const fit = followed?.fit;
    const [row] = (await readComputed(database)).filter((one) => one.key === key);
    if (followed === undefined || fit === undefined || row === undefined) return;
    if (row.buildLane > 0 || row.buildAfter > 0) return;
    const fitted = await database.transaction((sql) => learn(sql, fit, catalogue, now()), {
      statementMilliseconds: limits.segmentBuildMilliseconds,
      settings: { work_mem: '128MB', jit: 'off', max_parallel_workers_per_gather: '0' },
    });
    await database.transaction(async (sql) => {
      await setFitted(sql, followed.id, fitted, now());
      await bumpGeneration(sql);
    });
  }

  /** The next profiles. */
  private async step(key: string): Promise<'more' | 'done'> {
    const { database, now } = this.core;
    const [row] = (await unbuiltComputed(database, now())).filter((one) => one.key === key);
    if (row === undefined) return 'done';
    return database.transaction(
      async (sql) => {
        await sql.lock(laneLock(row.buildLane));
        const catalogue = await this.catalogues.read(sql);
        const followed = catalogue.computedOf(key);
        if (followed?.version !== row.version) return 'done';
        const after = { lane: row.buildLane, after: row.buildAfter };
        const roots = await rootsOfLane(sql, { ...after, count: limits.segmentEvaluationProfilesMax });
        if (roots.length > 0) {
          const compiled = compileComputed([followed.definition], catalogue.surroundings(now(), { roots }));
          await writeValues(sql, compiled, { targets: [followed], now: now() });
        }
        const last = roots.at(-1);
        if (last !== undefined) await moveComputedBuild(sql, row, { lane: row.buildLane, after: last });
        else if (row.buildLane + 1 < laneCount)
          await moveComputedBuild(sql, row, { lane: row.buildLane + 1, after: 0 });
        else await this.end(sql, catalogue, row);
        return last === undefined && row.buildLane + 1 >= laneCount ? 'done' : 'more';
      },
      {
        statementMilliseconds: limits.segmentEvaluationMilliseconds,
        settings: { enable_seqscan: 'off', jit: 'off', max_parallel_workers_per_gather: '0' },
      },
    );
  }

  /** Who names it is worked out, or built, again: definitions are put in where they are named. */
  private async end(sql: Transaction, catalogue: Catalogue, row: ComputedRow): Promise<void> {
    if ((await lockComputed(sql, row.key))?.version !== row.version) return;
    await endComputedBuild(sql, row);
    await buildWhoNames(sql, catalogue, row.key, this.core.now());
  }
}

/** Segments that name the computed trait are built anew, computed traits worked out anew. */
export async function buildWhoNames(sql: Transaction, catalogue: Catalogue, key: string, at: number): Promise<void> {
  const { segments, computed } = catalogue.leadingToComputed(key);
  for (const { segmentId, version, buildId } of segments)
    if (buildId === null) await insertBuild(sql, { segmentId, version, at });
  await restartComputed(
    sql,
    computed.map((one) => one.id),
  );
  await bumpGeneration(sql);
}

async function learn(sql: Transaction, fit: ComputedFit, catalogue: Catalogue, now: number): Promise<Json> {
  const compiled = compileFit(fit, catalogue.surroundings(now, 'everyone'), limits.computedFitRowsMax);
  const rows = await sql.rows<FitRow>(compiled);
  return fit.solve(rows.map((row) => row.columns));
}
