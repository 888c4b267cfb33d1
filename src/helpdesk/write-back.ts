import { randomUUID } from 'node:crypto';
import {
  type Core,
  type ErrorCode,
  type HelpdeskContext,
  type HelpdeskTarget,
  type HelpdeskWrite,
  type Json,
  type LaneWork,
  limits,
  RapportError,
  type TransitionPosition,
  type WriteBackSource,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { isWritten, planWrites, type Written } from '../domain/helpdesk/write-plan';
import { isConnectionError } from '../postgres/retry';
import {
  type ClaimedTarget,
  claimTargets,
  dropTarget,
  insertAccounts,
  postponeTarget,
  readTransitionCursor,
  readWritten,
  renewLease,
  saveTransitionCursor,
  saveWritten,
  settleTarget,
  touchTargets,
  type WriteLease,
  type WrittenRow,
} from '../store/helpdesk-writes';
import { type Apis, PatientApi } from './api';
import { writeCannedResponses } from './canned-responses';
import type { Connections, OpenConnection } from './connections';
import { valuesOf } from './shown';
import { choiceOf, labelPrefix, type Wanted, wantedOf } from './wanted';

export type WriteBackOptions = {
  readonly pool: pg.Pool;
  readonly connections: Connections;
  readonly apis: Apis;
  readonly sources: readonly WriteBackSource[];
  /** Keyed: what was written is known by its hash. */
  readonly digest: (text: string) => string;
  readonly core: () => Core;
  readonly now: () => number;
  readonly log: Logger;
};

/** A connection that can be told something. */
export type WritableConnection = OpenConnection & { readonly write: HelpdeskWrite<unknown> };
/** What is at hand while one target is written. */
export type Writing = {
  readonly connection: WritableConnection;
  readonly context: HelpdeskContext<unknown>;
  readonly target: ClaimedTarget;
  readonly written: ReadonlyMap<string, Written>;
};

/** Where the whole connection waits: its next request would fail, too. */
const ofConnection: ReadonlySet<ErrorCode> = new Set(['helpdesk_unavailable', 'helpdesk_unauthorized']);
const bounds = { flipsMax: limits.helpdeskFlipsMax, flipMilliseconds: limits.helpdeskFlipHours * 3_600_000 };

/**
 * Brings helpdesks to what they should know of customers: what should stand there is worked out, compared with what was written, and
 * the difference alone is told. So nothing is queued that could be lost or doubled, and a change of mind needs no message.
 *
 *   due -> held           one statement gives some to one worker, with a lease that is renewed before anything is told
 *   held -> settled       as it should be; due again when something happens, or after a while in any case
 *   held -> due           the helpdesk does not answer (later, and all of its connection), or the worker stops (at once)
 *   held -> held          the lease ran out: the worker died. What it had told stands there, and is found there.
 *   held -> gone          the helpdesk does not have it any more, or nothing of who was erased is left
 */
export class WriteBack {
  constructor(private readonly options: WriteBackOptions) {}

  /** Something happened to these customers: a moment later, when the others who follow them have seen it, they are looked at. */
  async follow({ touches }: LaneWork): Promise<void> {
    if ((await this.writable()).length === 0) return;
    const roots = new Set(touches.flatMap(({ kind, rootId }) => (kind === 'absorbed' ? [] : [rootId])));
    await touchTargets(this.options.pool, [...roots], this.soon());
  }

  /** Until none is due, or the signal says so. */
  async run(signal: AbortSignal): Promise<void> {
    const { pool, now } = this.options;
    const connections = await this.writable();
    if (connections.length === 0) return;
    await this.followSegments();
    const withResponses = connections.filter((one) => choiceOf(one).writesCannedResponses);
    await insertAccounts(
      pool,
      withResponses.map(({ key }) => key),
      now(),
    );
    const keys = connections.map(({ key }) => key);
    while (!signal.aborted) {
      const lease = this.lease(randomUUID());
      const claimed = await claimTargets(pool, keys, lease, limits.helpdeskTargetsMax);
      if (claimed.length === 0) return;
      for (const connection of connections) {
        const own = claimed.filter((target) => target.connection === connection.key);
        if (own.length > 0) await this.writeAll(connection, own, lease.token, signal);
      }
    }
  }

  private async writable(): Promise<WritableConnection[]> {
    const enabled = await this.options.connections.enabled();
    return enabled.flatMap((one) => (one.helpdesk.write === undefined ? [] : [{ ...one, write: one.helpdesk.write }]));
  }

  private soon(): number {
    return this.options.now() + limits.helpdeskWriteGatherSeconds * 1_000;
  }

  private lease(token: string): WriteLease {
    const now = this.options.now();
    return { token, now, until: now + limits.helpdeskWriteLeaseSeconds * 1_000 };
  }

  /** Who entered or left a segment. What is followed twice does no harm. */
  private async followSegments(): Promise<void> {
    const { pool, core } = this.options;
    const { segments } = core();
    if (segments === null) return;
    const after = await readTransitionCursor(pool);
    const found = await transitionsAfter(segments, after);
    if (found === null) return saveTransitionCursor(pool, null);
    const last = found.at(-1);
    if (last === undefined) return;
    await touchTargets(pool, [...new Set(found.map(({ rootId }) => rootId))], this.options.now());
    await saveTransitionCursor(pool, { position: last.position, id: last.id });
  }

  private async writeAll(
    connection: WritableConnection,
    targets: readonly ClaimedTarget[],
    token: string,
    signal: AbortSignal,
  ): Promise<void> {
    const { pool, core, sources, now } = this.options;
    let failed: ErrorCode | null = null;
    try {
      const wanted = await wantedOf(core(), sources, connection, targets);
      const written = byTarget(await readWritten(pool, targets));
      for (const target of targets) {
        if (signal.aborted || failed !== null) {
          const retryAt = failed === null ? now() : this.later(target);
          await postponeTarget(pool, target, token, { why: failed, retryAt });
          continue;
        }
        const own = wanted.get(target);
        if (own === undefined || !(await renewLease(pool, target, this.lease(token)))) continue;
        const writing = {
          ...{ connection, target, written: written.get(keyOf(target)) ?? new Map<string, Written>() },
          context: this.contextOf(connection, signal),
        };
        failed = await this.write(writing, own, token, signal);
      }
    } catch (error) {
      if (isConnectionError(error)) throw error;
      // What plugins tell could not be asked for: of all of them.
      for (const target of targets) await this.postpone(target, token, error);
    }
  }

  /** @returns the code of a failure that concerns the whole connection */
  private async write(writing: Writing, wanted: Wanted, token: string, signal: AbortSignal): Promise<ErrorCode | null> {
    const { pool, now } = this.options;
    const { target } = writing;
    try {
      const next =
        target.kind === 'account' ? await this.cannedResponses(writing) : await this.target(writing, target, wanted);
      if (target.erasedAt !== null) await dropTarget(pool, target);
      else await settleTarget(pool, target, token, next);
      return null;
    } catch (error) {
      if (isConnectionError(error)) throw error;
      if (error instanceof RapportError && error.code === 'helpdesk_missing' && target.kind !== 'account') {
        await dropTarget(pool, target);
        return null;
      }
      if (signal.aborted) {
        await postponeTarget(pool, target, token, { why: null, retryAt: now() });
        return null;
      }
      const code = await this.postpone(target, token, error);
      return ofConnection.has(code) ? code : null;
    }
  }

  private async cannedResponses({ connection, context, target, written }: Writing): Promise<number | null> {
    const { pool, core, sources, digest, now } = this.options;
    const keep = (kept: ReadonlyMap<string, Written | null>) => saveWritten(pool, target, kept, now());
    await writeCannedResponses({ core: core(), sources, connection, context, written, keep, hashOf: hashBy(digest) });
    return choiceOf(connection).writesCannedResponses ? now() + limits.helpdeskCannedLookSeconds * 1_000 : null;
  }

  private async target(
    { connection: { write }, context, target, written }: Writing,
    { kind, objectId: id }: ClaimedTarget,
    wanted: Wanted,
  ): Promise<number | null> {
    if (kind === 'account') return null;
    const { pool, digest, now } = this.options;
    const keep = (kept: ReadonlyMap<string, Written | null>) => saveWritten(pool, target, kept, now());
    if (wanted.values === null) return wanted.next;
    const values = new Map([...written].filter(([key]) => !isTold(key)));
    const question = { wanted: wanted.values, written: values, hashOf: hashBy(digest) };
    if (target.looksThere || !isWritten(question)) {
      const there = valuesOf(await write.read({ kind, id }, context));
      const plan = planWrites({ ...question, there, now: now(), bounds });
      await send(write, { kind, id }, plan.sends, context);
      await keep(plan.keeps);
    }
    if (target.erasedAt !== null && written.has('note')) await write.note?.(id, null, context);
    if (wanted.note !== null && !written.has('note') && write.note !== undefined) {
      const text = await wanted.note();
      if (text !== null) {
        await write.note(id, text, context);
        await keep(told('note', digest(text)));
      }
    }
    const { assignment } = wanted;
    const key = assignment === null ? '' : `${assignmentPrefix}${assignment.opening}`;
    if (assignment !== null && !written.has(key) && write.assignment !== undefined) {
      const became = await write.assignment(id, assignment.to, context);
      await keep(told(key, became));
    }
    return wanted.next;
  }

  private contextOf(connection: OpenConnection, signal: AbortSignal): HelpdeskContext<unknown> {
    const { apis, now } = this.options;
    const { key, settings } = connection;
    return { connection: key, settings, api: new PatientApi(apis.of(connection), signal), now: now() };
  }

  private async postpone(target: ClaimedTarget, token: string, error: unknown): Promise<ErrorCode> {
    const { pool, log } = this.options;
    const code: ErrorCode = error instanceof RapportError ? error.code : 'internal_error';
    log.warn({ connection: target.connection, kind: target.kind, code }, 'a helpdesk could not be told');
    await postponeTarget(pool, target, token, { why: code, retryAt: this.later(target) });
    return code;
  }

  private later({ attempts }: ClaimedTarget): number {
    const wait = Math.min(limits.helpdeskRetryMilliseconds * 2 ** attempts, limits.helpdeskRetryMillisecondsMax);
    return this.options.now() + wait;
  }
}

const assignmentPrefix = 'assignment:';

/** Told once, and never compared. */
function isTold(key: string): boolean {
  return key === 'note' || key.startsWith(assignmentPrefix);
}

function told(key: string, hash: string): ReadonlyMap<string, Written> {
  return new Map([[key, { hash, flips: 0, flipsSince: null, leftAloneAt: null }]]);
}

/** Attributes in one request, labels in another. What the helpdesk cannot be told is left out. */
async function send(
  write: HelpdeskWrite<unknown>,
  target: HelpdeskTarget,
  sends: ReadonlyMap<string, Json>,
  context: HelpdeskContext<unknown>,
): Promise<void> {
  const attributes = [...sends].filter(([key]) => !key.startsWith(labelPrefix));
  const labels = [...sends].flatMap(([key, value]): [string, boolean][] =>
    key.startsWith(labelPrefix) ? [[key.slice(labelPrefix.length), value === true]] : [],
  );
  if (attributes.length > 0) await write.attributes?.(target, Object.fromEntries(attributes), context);
  if (labels.length === 0 || target.kind !== 'conversation') return;
  const [added, removed] = [true, false].map((which) => labels.flatMap(([name, on]) => (on === which ? [name] : [])));
  await write.labels?.(target.id, { added: added ?? [], removed: removed ?? [] }, context);
}

export function hashBy(digest: (text: string) => string): (value: Json) => string {
  return (value) => digest(JSON.stringify(value));
}

function keyOf({ connection, kind, objectId }: Pick<ClaimedTarget, 'connection' | 'kind' | 'objectId'>): string {
  return JSON.stringify([connection, kind, objectId]);
}

function byTarget(rows: readonly WrittenRow[]): ReadonlyMap<string, ReadonlyMap<string, Written>> {
  const found = new Map<string, Map<string, Written>>();
  for (const row of rows) {
    const own = found.get(keyOf(row)) ?? new Map<string, Written>();
    const { hash, flips, flipsSince, leftAloneAt } = row;
    found.set(keyOf(row), own.set(row.key, { hash, flips, flipsSince, leftAloneAt }));
  }
  return found;
}

/** Null: the position is gone, and it is begun anew. */
async function transitionsAfter(segments: NonNullable<Core['segments']>, after: TransitionPosition | null) {
  try {
    return await segments.transitions({ after, count: limits.helpdeskTransitionsMax });
  } catch (error) {
    if (error instanceof RapportError && error.code === 'cursor_expired') return null;
    throw error;
  }
}
