import {
  type Actor,
  assertUnreachable,
  type Core,
  type ErasureRecord,
  erasureSteps,
  type Person,
  RapportError,
} from '@rapport/sdk';
import type { RapportPlugin, Secrets } from '@rapport/sdk';
import type pg from 'pg';
import { z } from 'zod';
import { IdentifierExtractor } from '../domain/event/identifiers';
import type { IdentityPolicy } from '../domain/identity/policy';
import { makeReceipt } from '../domain/privacy/receipt';
import { PersonValues } from '../domain/privacy/without-identifiers';
import { limitLockWait, transactionLock } from '../postgres/advisory';
import { errorCode } from '../postgres/error-code';
import { locks } from '../postgres/locks';
import { inTransaction } from '../postgres/pool';
import { Contention, retrying } from '../postgres/retry';
import { insertAudit } from '../store/audit';
import { insertCommit } from '../store/commit-log';
import type { Dictionaries } from '../store/dictionaries';
import { ErasedIdentifiers } from '../store/erased-identifiers';
import * as erasures from '../store/erasures';
import { findPerson, lockPerson, removePerson } from '../store/person';
import * as personRows from '../store/person-rows';
import { newPublicId } from '../store/public-id';
import { laneOf } from '../store/work';
import type { PrivacyKeys } from './keys';

/**
 * An erasure in steps, each a transaction of its own, done again after a crash by whoever finds it open:
 *
 *   hold      the person is locked (identifiers, then profiles) and taken out of identity; digests of the identifiers and the
 *             horizon tell the door what to drop from now on; the feed of changes says ERASURE. From here on nobody finds the person.
 *   barrier   waits until no ingest transaction is under way that began before `hold` was visible: what such a one has still
 *             written for the person is there now, and nothing comes any more
 *   events    the person's events, some thousand at a time
 *   others    the person's identifiers in rows of those who were nearly merged with the person
 *   rows      everything else that hangs on the person's profiles
 *   rejected  dead letters that carry one of the identifiers
 *   plugins   what plugins keep, while they hold the person's lanes
 *   receipt   the scope (sealed until now) goes, the receipt is signed
 *   done
 */
type Step = Exclude<(typeof erasureSteps)[number], 'done'>;

const eventsMax = 5_000;
const rejectedMax = 5_000;
const carryingMax = 500;
/** Longer nobody waits for a lock that others queue up behind; the step is tried again. */
const lockMilliseconds = 3_000;
/** How long the caller of `erase` waits for the last step; the worker goes on. */
const waitMilliseconds = 8_000;
export const scopePurpose = 'erasure.scope';

export type ErasureOptions = {
  readonly pool: pg.Pool;
  readonly schema: string;
  readonly dictionaries: Dictionaries;
  readonly policy: IdentityPolicy;
  readonly keys: PrivacyKeys;
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly plugins: readonly RapportPlugin[];
  readonly core: () => Core;
  readonly onCommit: () => void;
};

type ErasedPerson = Person & { readonly erasedAt: number };

/** `progress` is null at the end of the step. */
type Worked = { readonly counts: Readonly<Record<string, number>>; readonly progress: number | null };

const scopeShape = z.object({
  rootId: z.number(),
  leafIds: z.array(z.number()),
  profileId: z.string(),
  profileIds: z.array(z.string()),
  identifiers: z.array(z.object({ kind: z.string(), value: z.string() })),
});

export class Eraser {
  private readonly erased: ErasedIdentifiers;
  private readonly extractor: IdentifierExtractor;

  constructor(private readonly options: ErasureOptions) {
    this.erased = new ErasedIdentifiers(options.keys.digestIdentifier);
    this.extractor = new IdentifierExtractor(options.policy);
  }

  /** @throws profile_not_found, confirmation_wrong, concurrent_change */
  async erase(profileId: string, confirmation: string, actor: Actor): Promise<ErasureRecord> {
    const { pool } = this.options;
    const publicId = await retrying(() =>
      inTransaction(pool, (client) => this.hold(client, profileId, confirmation, actor)),
    ).catch(async (error: unknown) => {
      // Asked twice: the answer was lost, or two people pressed the button.
      const before = isGone(error) ? await erasures.erasureOfProfile(pool, profileId) : null;
      if (before === null) throw error;
      return before.erasureId;
    });
    this.options.onCommit();
    const until = performance.now() + waitMilliseconds;
    await this.finish(await this.idOf(publicId), () => performance.now() < until).catch(leaveToWorker);
    const [record] = await erasures.erasuresByPublicIds(pool, [publicId]);
    if (record === null || record === undefined) throw new Error('an erasure is gone');
    return record;
  }

  /**
   * All steps that are left, while `goOn` says so; does nothing where another process is at it. A failure is remembered with the
   * erasure before it is thrown: it holds up no other one.
   */
  async finish(id: number, goOn: () => boolean): Promise<void> {
    const { pool, now } = this.options;
    try {
      while (goOn() && (await inTransaction(pool, (client) => this.step(client, id))));
    } catch (error) {
      await erasures.recordErasureFailure(pool, id, errorCode(error) || 'unexpected', now());
      throw error;
    }
  }

  private async hold(client: pg.ClientBase, profileId: string, confirmation: string, actor: Actor): Promise<string> {
    const { dictionaries, keys, secrets } = this.options;
    const found = await findPerson(client, dictionaries, profileId);
    if (found === null) throw new RapportError('profile_not_found');
    if (confirmation.trim() !== confirmationOf(found)) throw new RapportError('confirmation_wrong');
    const person = await lockPerson(client, dictionaries, found);
    if (person === null) throw new Contention('the person changed meanwhile');
    const at = this.options.now();
    const digests = person.identifiers.map(keys.digestIdentifier);
    const publicIds = await this.leafIdsWithNames(client, person);
    const counts = await removePerson(client, person);
    const publicId = newPublicId(at);
    await erasures.insertErasure(client, {
      publicId,
      profileId: person.profileId,
      actor,
      erasedAt: at,
      step: erasureSteps[0],
      counts,
      scope: secrets.seal(scopePurpose, JSON.stringify(person)),
      digests,
      leaves: publicIds,
    });
    await insertCommit(client, {
      at,
      changes: person.leafIds.map((leafId) => ({ kind: 'erasure', profileId: leafId, mergeId: null }) as const),
    });
    const details = { erasureId: publicId, profiles: person.leafIds.length };
    await insertAudit(client, [{ at, actor, action: 'erasure.begun', profileId: person.profileId, details }]);
    // Last, and one after the other: the horizon is one row for all.
    await this.erased.add(client, digests, at);
    return publicId;
  }

  private async leafIdsWithNames(client: pg.ClientBase, person: Person) {
    const names = await erasures.publicIdsOfLeaves(client, person.leafIds);
    return person.leafIds.map((leafId) => ({ leafId, publicId: names.get(leafId) ?? '' }));
  }

  private async idOf(publicId: string): Promise<number> {
    const [record] = await erasures.erasuresByPublicIds(this.options.pool, [publicId]);
    return record?.id ?? 0;
  }

  /** One transaction of one step. @returns whether there is more to do here */
  private async step(client: pg.ClientBase, id: number): Promise<boolean> {
    const open = await erasures.lockErasure(client, id);
    if (open === null) return false;
    const step = erasureSteps.find((one) => one === open.step);
    // Of a newer Rapport beside us: only that one knows what is left to do.
    if (step === undefined || step === 'done') throw new RapportError('erasure_step_unknown', open.step);
    const scope = scopeShape.parse(JSON.parse(this.options.secrets.open(scopePurpose, open.scope)));
    if (step === 'receipt') {
      await this.finishWith(client, open, scope);
      return false;
    }
    const { counts, progress } = await this.work(step, client, { ...scope, erasedAt: open.erasedAt }, open.progress);
    await erasures.advanceErasure(client, id, {
      step: progress === null ? (erasureSteps[erasureSteps.indexOf(step) + 1] ?? 'receipt') : step,
      progress: progress ?? 0,
      counts: sum(open.counts, counts),
    });
    return true;
  }

  private async work(
    step: Exclude<Step, 'receipt'>,
    client: pg.ClientBase,
    person: ErasedPerson,
    progress: number,
  ): Promise<Worked> {
    switch (step) {
      case 'barrier':
        await limitLockWait(client, lockMilliseconds);
        await transactionLock(client, this.options.schema, locks.seen);
        return { counts: {}, progress: null };
      case 'events': {
        const event = await personRows.deleteEvents(client, person.leafIds, eventsMax);
        return { counts: { event }, progress: event === 0 ? null : progress + event };
      }
      case 'others':
        return this.eraseFromOthers(client, person, progress);
      case 'rows':
        return { counts: await personRows.deleteSmallRows(client, person), progress: null };
      case 'rejected':
        return this.eraseRejected(client, person, progress);
      case 'plugins':
        return { counts: await this.erasePlugins(client, person), progress: null };
      default:
        return assertUnreachable(step);
    }
  }

  /** `progress` is the id of the last event that was looked at. */
  private async eraseFromOthers(client: pg.ClientBase, person: ErasedPerson, progress: number): Promise<Worked> {
    const leaves = await personRows.leavesThatMet(client, person);
    if (leaves.length === 0) return { counts: {}, progress: null };
    const values = this.valuesOf(person);
    const events = await personRows.eventsCarrying(client, leaves, person.identifiers, progress, carryingMax);
    const last = events.at(-1);
    if (last !== undefined) {
      const mine = new Set(person.identifiers.map(({ kind, value }) => JSON.stringify([kind, value])));
      const rewritten = events.map((event) => {
        const kept = event.identifiers.filter(
          (one) => !Array.isArray(one) || !mine.has(JSON.stringify(one.slice(0, 2))),
        );
        const properties = z.record(z.string(), z.json()).parse(values.erase(event.properties));
        const context = z.record(z.string(), z.json()).parse(values.erase(event.context));
        return { ...event, properties, context, identifiers: kept };
      });
      await personRows.rewriteEvents(client, rewritten);
      return { counts: { 'event (of others)': events.length }, progress: last.id };
    }
    const rewritten = await personRows.rewriteOthers(client, leaves, (value) => values.erase(value));
    return { counts: { 'evidence (of others)': rewritten }, progress: null };
  }

  private async eraseRejected(client: pg.ClientBase, person: Person, progress: number): Promise<Worked> {
    const page = await personRows.rejectedCandidates(client, person.identifiers, progress, rejectedMax);
    if (page === null) return { counts: {}, progress: null };
    const values = this.valuesOf(person);
    const gone = page.candidates
      .filter(({ body }) => values.isIn(z.json().parse(JSON.parse(body))))
      .map(({ id }) => id);
    await personRows.deleteRejected(client, gone);
    return { counts: { rejected_event: gone.length }, progress: page.upTo };
  }

  /** A handler that began before `hold` has ended once its lane is ours; later ones find nobody. */
  private async erasePlugins(client: pg.ClientBase, person: Person): Promise<Record<string, number>> {
    const erasing = this.options.plugins.flatMap((plugin) => (plugin.erase === undefined ? [] : [plugin.erase]));
    if (erasing.length === 0) return {};
    await limitLockWait(client, lockMilliseconds);
    const lanes = [...new Set(person.leafIds.map(laneOf))].sort((a, b) => a - b);
    for (const lane of lanes) await transactionLock(client, this.options.schema, locks.lane + lane);
    let counts: Record<string, number> = {};
    for (const erase of erasing) counts = sum(counts, await erase(this.options.core(), person));
    return counts;
  }

  private async finishWith(client: pg.ClientBase, open: erasures.OpenErasure, person: Person): Promise<void> {
    const { keys, now } = this.options;
    const finishedAt = now();
    const { publicId: erasureId, profileId, actor, erasedAt, counts: removed } = open;
    const identifierDigests = open.digests.map((digest) => digest.toString('hex'));
    const facts = { erasureId, profileId, profileIds: person.profileIds, actor, erasedAt, finishedAt };
    await erasures.finishErasure(
      client,
      open.id,
      finishedAt,
      makeReceipt({ ...facts, removed, identifierDigests }, keys),
    );
    const details = { erasureId, removed: { ...removed } };
    await insertAudit(client, [{ at: finishedAt, actor, action: 'erasure.finished', profileId, details }]);
  }

  private valuesOf(person: Person): PersonValues {
    return new PersonValues(person.identifiers, this.options.policy, this.extractor);
  }
}

/** The last characters of the id: nobody types them by accident for the next person in the list. */
export function confirmationOf({ profileId }: Pick<Person, 'profileId'>): string {
  return profileId.slice(-6);
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const result: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) result[name] = (result[name] ?? 0) + count;
  return result;
}

function isGone(error: unknown): boolean {
  return error instanceof RapportError && error.code === 'profile_not_found';
}

/** The person is gone; what failed is tried again by the worker. */
function leaveToWorker(): void {}
