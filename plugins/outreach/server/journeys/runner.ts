import {
  type Core,
  dayMilliseconds,
  isJsonObject,
  type JsonObject,
  laneCount,
  limits,
  type Transaction,
  zoneOf,
} from '@rapport/sdk';
import { type ChangedRun, type Person, type PersonPlan, type Signal, tell } from '../../domain/journey/person';
import type { Effect, Facts } from '../../domain/journey/state';
import { priorities } from '../../domain/ledger';
import { grouped } from '../grouped';
import { lockLiveRuns, pastRuns, writeRuns } from '../stores/enrolments';
import { attributeGoals, insertEffects, keepArms, type NewEffect, readArms } from '../stores/journey-effects';
import { dropStartsByDate, writeStarts } from '../stores/journey-starts';
import { connectionIdsOf } from '../stores/connections';
import { cancelMessages, planMessages, type PlannedMessage } from '../stores/plan';
import type { JourneyCatalogue, JourneyCatalogues } from './catalogue';

const laneLock = (lane: number): string => `journeys lane ${lane}`;

/** A goal is owed to a message that went so long before. */
const convertedDays = 7;

/** One person as the readers of the house see him. */
type Known = { readonly rootId: number; readonly leafIds: readonly number[]; readonly facts: Omit<Facts, 'arms'> };

/**
 * Moves people through journeys: a constant number of statements for any number of them. All that moves somebody comes through
 * here (what happened, segments, time, outcomes of messages), under the locks of the lanes of all his leaves, so that two workers
 * never move one person at once. What was told, what it did and what it wants done are one transaction: it is told once.
 */
export class JourneyRunner {
  constructor(
    private readonly core: Core,
    private readonly catalogues: JourneyCatalogues,
  ) {}

  /**
   * @param leafIds whose persons may be told something
   * @param take what they are told, in order, read in the transaction that acts on it; asked again where that is tried again
   */
  async settle(
    leafIds: readonly number[],
    take: (sql: Transaction, catalogue: JourneyCatalogue) => Promise<readonly Signal[]>,
  ): Promise<void> {
    const known = await this.people(leafIds);
    const leaves = known.flatMap((one) => one.leafIds);
    const lanes = [...new Set(leaves.map((leafId) => leafId % laneCount))];
    const isMore = await this.core.database.transaction(async (sql) => {
      if (lanes.length > 0) await sql.lock(lanes.map(laneLock));
      const catalogue = await this.catalogues.read(sql);
      const signals = await take(sql, catalogue);
      if (signals.length === 0) return false;
      const plans = await this.plan(sql, catalogue, known, signals);
      await dropStartsByDate(sql, partsOf(known, signals));
      await this.apply(sql, plans);
      return true;
    });
    if (isMore) this.core.wake();
  }

  /** What signals would do now, without doing it. */
  async preview(leafIds: readonly number[], signals: readonly Signal[]): Promise<readonly PersonPlan[]> {
    const known = await this.people(leafIds);
    return this.core.database.transaction(async (sql) =>
      this.plan(sql, await this.catalogues.read(sql), known, signals),
    );
  }

  private async people(leafIds: readonly number[]): Promise<Known[]> {
    const { read, segments, settings } = this.core;
    const profiles = leafIds.length === 0 ? [] : await read.profiles.byLeafIds(leafIds);
    const byRoot = new Map(profiles.flatMap((one) => (one === null ? [] : [[one.rootId, one] as const])));
    const memberships = byRoot.size === 0 ? undefined : await segments?.memberships([...byRoot.keys()]);
    return [...byRoot.values()].map(({ rootId, leafIds: leaves, publicId, traits }) => ({
      rootId,
      leafIds: leaves,
      facts: {
        ...{ publicId, traits, zone: zoneOf(traits, settings.timeZone) },
        segments: (memberships?.get(rootId) ?? []).map((one) => one.segmentKey),
      },
    }));
  }

  private async plan(
    sql: Transaction,
    catalogue: JourneyCatalogue,
    known: readonly Known[],
    signals: readonly Signal[],
  ): Promise<PersonPlan[]> {
    const rootOf = new Map(known.flatMap(({ rootId, leafIds }) => leafIds.map((leafId) => [leafId, rootId] as const)));
    const told = grouped(signals, ({ leafId }) => rootOf.get(leafId));
    const people = known.filter(({ rootId }) => told.has(rootId));
    const leaves = people.flatMap((one) => one.leafIds);
    const of = <T extends { readonly leafId: number }>(rows: readonly T[]) =>
      grouped(rows, (row) => rootOf.get(row.leafId));
    const runs = of(await lockLiveRuns(sql, leaves));
    const past = of(
      await pastRuns(
        sql,
        leaves,
        catalogue.open.map((one) => one.campaignId),
      ),
    );
    const arms = of(await readArms(sql, leaves));
    const now = this.core.now();
    return people.map(({ rootId, facts }) => {
      const person: Person = {
        rootId,
        facts: { ...facts, arms: Object.fromEntries((arms.get(rootId) ?? []).map(({ seed, arm }) => [seed, arm])) },
        runs: runs.get(rootId) ?? [],
        past: past.get(rootId) ?? [],
      };
      return tell(person, told.get(rootId) ?? [], catalogue, now);
    });
  }

  private async apply(sql: Transaction, plans: readonly PersonPlan[]): Promise<void> {
    const now = this.core.now();
    const runs = plans.flatMap((one) => one.runs);
    for (const { failure, campaignId, state } of runs)
      if (failure !== null)
        this.core.log.error(
          { err: failure, campaign: campaignId, step: state.step },
          'a step of a journey failed; the run waits',
        );
    const ids =
      runs.length === 0 ? [] : await writeRuns(sql, runs, { now, retryMilliseconds: limits.journeyRetryMilliseconds });
    const wanted = runs.flatMap((run, index) => run.effects.map((effect) => ({ run, id: ids[index] ?? 0, effect })));
    const connections = await connectionIdsOf(sql, [...new Set(wanted.flatMap(connectionOf))]);
    await planMessages(
      sql,
      wanted.flatMap((one) => messagesOf(one, connections, now)),
      now,
    );
    await cancelMessages(
      sql,
      wanted.flatMap(({ id, effect }) =>
        effect.kind === 'cancel' ? [{ enrolmentId: id, step: effect.step, visit: effect.visit }] : [],
      ),
      now,
    );
    await keepArms(
      sql,
      wanted.flatMap(({ run, effect }) =>
        effect.kind === 'arm' ? [{ leafId: run.leafId, seed: effect.seed, arm: effect.arm }] : [],
      ),
    );
    await insertEffects(sql, wanted.flatMap(outsideOf), now);
    const goals = wanted.filter(({ effect }) => effect.kind === 'goal').map(({ id }) => id);
    await attributeGoals(sql, goals, { now, since: now - convertedDays * dayMilliseconds });
    await writeStarts(
      sql,
      plans.flatMap((one) => one.starts),
    );
  }
}

/** Of those who became one: all leaves but the root. */
function partsOf(known: readonly Known[], signals: readonly Signal[]): number[] {
  const merged = new Set(signals.filter(({ kind }) => kind === 'merged').map(({ leafId }) => leafId));
  return known.flatMap(({ rootId, leafIds }) =>
    leafIds.some((leafId) => merged.has(leafId)) ? leafIds.filter((leafId) => leafId !== rootId) : [],
  );
}

type Wanted = { readonly run: ChangedRun; readonly id: number; readonly effect: Effect };

/** Key. */
function connectionOf({ effect }: Wanted): string[] {
  return effect.kind === 'send' && effect.connection !== null ? [effect.connection] : [];
}

function messagesOf(
  { run, id, effect }: Wanted,
  connections: ReadonlyMap<string, number>,
  now: number,
): PlannedMessage[] {
  if (effect.kind !== 'send') return [];
  const { step, visit, channel, connection, template, topic, expiresAt, first, latest } = effect;
  return [
    {
      ...{ campaignId: run.campaignId, enrolmentId: id, leafId: run.leafId, step, visit, topic, template },
      ...{
        medium: channel,
        connectionId: connections.get(connection ?? '') ?? null,
        priority: priorities.journey,
        dueAt: now,
        expiresAt,
      },
      context: { first, latest },
      idempotencyKey: null,
    },
  ];
}

/** What a loop carries out. */
function outsideOf({ run, id, effect }: Wanted): NewEffect[] {
  if (effect.kind === 'send' || effect.kind === 'cancel' || effect.kind === 'arm') return [];
  const { step, visit, kind, ...rest } = effect;
  const body: JsonObject = isJsonObject(rest) ? rest : {};
  return [{ enrolmentId: id, leafId: run.leafId, step, visit, kind, body }];
}
