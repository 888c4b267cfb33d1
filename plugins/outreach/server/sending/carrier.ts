import { randomUUID } from 'node:crypto';
import { type Core, limits, type OutgoingMessage, type SendOutcome } from '@rapport/sdk';
import type { Urgency } from '../../domain/ledger';
import type { OpenConnection } from '../channels/sessions';
import { paceSlackMilliseconds, restConnection } from '../channels/pace';
import { noteSuccess } from '../stores/connections';
import { giveBack, type HandedOver, noteHandOvers } from '../stores/ledger';
import { claim, type Claimed } from './claim';
import { HandOvers, outcomeOf } from './hand-over';
import type { Renderer } from './renderer';

/** What came of messages is written together with what comes of others so soon after; the others are on their way meanwhile. */
const gatherMilliseconds = 3;
/** While the database does not answer, what came of hand-overs is kept and written as soon as it does. */
const databasePauseMilliseconds = 500;
/** The pace is looked at again at least so often: clocks are set. */
const paceLookMilliseconds = 1_000;

/** A lease lasts so much longer than a hand-over may take: what came of it has to be written, too. */
const handOverSlackSeconds = 5;

type Ready = { readonly claimed: Claimed; readonly message: OutgoingMessage; readonly templateVersion: number };

/**
 * Carries what is due of one urgency by one connection, in a pipeline: while some messages are on their way, the next ones are claimed and written,
 * and one transaction after the other notes what came of hand-overs together with which ones begin.
 *
 *   claim (decide, lease) -> render -> begin hand-over (committed) -> send -> note what came of it (committed)
 *
 * A crash loses what is between the last two commits: as many messages as were on their way, which are `unknown` then.
 */
export class Carrier {
  private readonly token = randomUUID();
  private readonly ready: Ready[] = [];
  private readonly finished: HandedOver[] = [];
  private readonly handOvers: HandOvers<Ready>;
  private taking: Promise<void> | null = null;
  private gathering: NodeJS.Timeout | null = null;
  private isExhausted = false;
  private restsUntil: number | null = null;
  /** Null: the pace has refused none since. */
  private mayGoAt: number | null = null;
  private handed = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly core: Core,
    private readonly connection: OpenConnection,
    private readonly urgency: Urgency,
    private readonly render: Renderer,
  ) {
    this.handOvers = new HandOvers(connection, urgency, (one, outcome) => this.onOutcome(one, outcome));
  }

  /**
   * Until nothing is due, the time is over, or the signal says so; then what is on its way is waited for.
   * @returns whether anything was handed over, and more may be due
   */
  async run(signal: AbortSignal): Promise<boolean> {
    const endsAt = performance.now() + limits.outreachRoundMilliseconds;
    const onAbort = (): void => this.wake();
    signal.addEventListener('abort', onAbort);
    this.connection.flights.listen(this.urgency, () => this.wake());
    try {
      for (;;) {
        const isEnding = signal.aborted || performance.now() > endsAt || this.restsUntil !== null;
        if (!isEnding) this.takeAhead();
        const turned = this.turned();
        if (isEnding) await this.putBack();
        if (await this.flush(isEnding)) continue;
        if (this.isIdle(isEnding)) return this.handed > 0 && !this.isExhausted;
        await this.untilTurned(turned);
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.connection.flights.listen(this.urgency, () => undefined);
      // Also where it failed: a broadcast would wait for it for ever.
      if (this.urgency === 'urgent') this.connection.flights.wait(0);
    }
  }

  private isIdle(isEnding: boolean): boolean {
    const waits = this.taking !== null || this.handOvers.count > 0 || this.finished.length > 0 || this.ready.length > 0;
    return !waits && (isEnding || this.isExhausted);
  }

  /** Resolves when something has happened since it was asked for. */
  private turned(): Promise<void> {
    return new Promise((resolve) => (this.wake = resolve));
  }

  /** Or until the pace allows more: other workers may have taken all of it, and then nothing of our own is on its way to wake us. */
  private async untilTurned(turned: Promise<void>): Promise<void> {
    if (this.mayGoAt === null || this.ready.length === 0) return turned;
    const pause = Math.max(0, Math.min(this.mayGoAt - this.core.now(), paceLookMilliseconds));
    const timer = setTimeout(this.wake, pause);
    await turned;
    clearTimeout(timer);
  }

  private get pace(): { readonly perSecond: number; readonly concurrency: number } {
    return this.connection.channel.pace(this.connection.settings);
  }

  /** At a time, of this urgency and the other together. */
  private get places(): number {
    const { concurrency } = this.pace;
    return this.urgency === 'urgent' ? concurrency : this.connection.share.of(concurrency);
  }

  private takeAhead(): void {
    const { perSecond, concurrency } = this.pace;
    // A second's worth: whatever is more urgent comes next.
    const ahead = Math.max(1, Math.min(limits.outreachChunkMax, Math.ceil(perSecond), concurrency * 10));
    if (this.taking !== null || this.isExhausted || this.ready.length > ahead / 2) return;
    this.taking = this.take(ahead)
      .catch((error: unknown) => {
        this.isExhausted = true;
        this.core.log.warn({ err: error, connection: this.connection.row.key }, 'messages could not be claimed');
      })
      .finally(() => {
        this.taking = null;
        this.wake();
      });
  }

  private async take(count: number): Promise<void> {
    const { claimed, taken } = await claim(this.core, this.connection, {
      urgency: this.urgency,
      token: this.token,
      count,
    });
    if (taken < count) this.isExhausted = true;
    const { channel } = this.connection;
    const texts = await this.render(
      claimed.map(({ row, profile, address, isMarketing, campaign }) => ({
        ...{ messageId: row.publicId, template: row.template, profile, address, isMarketing, campaign },
        ...{ topic: row.topic, context: row.context, medium: channel.medium },
      })),
    );
    claimed.forEach((one, index) => {
      const text = texts[index] ?? { code: 'template_missing' };
      const { row, address, campaign } = one;
      if ('code' in text) {
        this.finished.push(outcomeOf(row.id, { state: 'failed', code: text.code, attempts: row.attempts }));
        return;
      }
      const { content, locale, unsubscribe, templateVersion } = text;
      const message = {
        ...{ id: row.publicId, address: address.value, addressKind: address.kind, content, unsubscribe, locale },
        ...{ topic: row.topic, campaign },
      };
      this.ready.push({ claimed: one, message, templateVersion });
    });
  }

  /** Writes what came of hand-overs, and begins the next ones. @returns whether there was anything to do */
  private async flush(isEnding: boolean): Promise<boolean> {
    const now = this.core.now();
    const outcomes = this.finished.splice(0);
    const { flights } = this.connection;
    if (this.mayGoAt !== null && now >= this.mayGoAt) this.mayGoAt = null;
    const mayGo = !isEnding && this.mayGoAt === null;
    if (this.urgency === 'urgent') flights.wait(mayGo ? this.ready.length : 0);
    const free = mayGo ? flights.free(this.urgency, this.places) : 0;
    const group = this.ready.slice(0, Math.max(0, Math.min(free, this.burst)));
    if (outcomes.length + group.length === 0) return false;
    try {
      const begun = await this.note(outcomes, group, now);
      if (begun === null) return outcomes.length > 0;
      this.ready.splice(0, group.length);
      for (const one of group) {
        if (!begun.has(one.claimed.row.id)) continue;
        this.handed += 1;
        this.handOvers.begin(one);
      }
    } catch (error) {
      this.finished.unshift(...outcomes);
      this.core.log.warn(
        { err: error, connection: this.connection.row.key },
        'what came of messages could not be noted',
      );
      if (isEnding && this.handOvers.count === 0) return this.giveUp();
      await new Promise((resolve) => setTimeout(resolve, databasePauseMilliseconds));
    }
    return true;
  }

  /** The process ends while the database is away: the leases run out, and they are unknown. */
  private giveUp(): boolean {
    this.finished.length = 0;
    this.ready.length = 0;
    return false;
  }

  /** Of one group: a quarter of a second's worth. */
  private get burst(): number {
    return Math.max(1, Math.ceil(this.pace.perSecond / 4));
  }

  /** @returns those that begin; null: the pace does not allow it yet */
  private async note(
    outcomes: readonly HandedOver[],
    group: readonly Ready[],
    now: number,
  ): Promise<ReadonlySet<number> | null> {
    const { id, failures } = this.connection.row;
    const { database } = this.core;
    if (failures > 0 && outcomes.some((one) => one.state === 'handed')) await noteSuccess(database, id);
    const beginning = {
      ...{ ids: group.map(({ claimed }) => claimed.row.id), connectionId: id, perSecond: this.pace.perSecond },
      ...{ slack: paceSlackMilliseconds[this.urgency], until: now + limits.outreachLeaseSeconds * 1_000 },
      leaseMin: now + (limits.outreachHandOverSeconds + handOverSlackSeconds) * 1_000,
    };
    const by = { token: this.token, now };
    const { begun, nextAt } =
      outcomes.length === 0
        ? await noteHandOvers(database, outcomes, beginning, by)
        : await database.transaction(async (sql) => {
            const noted = await noteHandOvers(sql, outcomes, beginning, by);
            await sql.touch('message', noted.handed);
            await sql.touch('consent', noted.bounced);
            return noted;
          });
    // Of a connection that was removed meanwhile none may go at all: at the end of the round they are given back.
    if (begun === null)
      this.mayGoAt = (nextAt ?? now + limits.outreachRoundMilliseconds) - paceSlackMilliseconds[this.urgency];
    return begun;
  }

  private onOutcome({ claimed, message, templateVersion }: Ready, outcome: SendOutcome): void {
    const { row } = claimed;
    const { channel } = this.connection;
    const now = this.core.now();
    const sent = { templateVersion, locale: message.locale, attempts: row.attempts };
    const again = (code: string, dueAt: number, attempts: number): void => {
      const state = attempts >= limits.outreachAttemptsMax ? 'failed' : dueAt >= row.expiresAt ? 'expired' : 'deferred';
      this.finished.push(
        outcomeOf(row.id, { ...sent, state, code, attempts, dueAt: state === 'deferred' ? dueAt : null }),
      );
    };
    switch (outcome.state) {
      case 'handed':
        this.finished.push(outcomeOf(row.id, { ...sent, state: 'handed', providerId: outcome.providerId }));
        break;
      case 'failed':
        this.finished.push(
          outcomeOf(row.id, { ...sent, state: outcome.bounce === 'hard' ? 'bounced' : 'failed', code: outcome.code }),
        );
        break;
      case 'unknown':
        if (channel.afterLostHandOver === 'hold')
          this.finished.push(outcomeOf(row.id, { ...sent, state: 'unknown', code: outcome.code }));
        else again(outcome.code, now + retryPause(row.attempts), row.attempts + 1);
        break;
      case 'retry':
        if (outcome.about === 'channel') void this.rest(outcome.code, outcome.afterMilliseconds);
        again(
          outcome.code,
          now + Math.max(outcome.afterMilliseconds ?? 0, retryPause(outcome.about === 'channel' ? 0 : row.attempts)),
          outcome.about === 'channel' ? row.attempts : row.attempts + 1,
        );
    }
    this.gather();
  }

  private gather(): void {
    if (this.finished.length * 4 >= this.pace.concurrency) return this.wake();
    this.gathering ??= setTimeout(() => {
      this.gathering = null;
      this.wake();
    }, gatherMilliseconds);
  }

  /** The breaker: nothing more goes by this connection for a while. */
  private async rest(code: string, afterMilliseconds: number | null): Promise<void> {
    if (this.restsUntil !== null) return;
    this.restsUntil = this.core.now();
    this.core.log.warn({ connection: this.connection.row.key, code }, 'a channel does not take messages; it rests');
    try {
      this.restsUntil = await restConnection(this.core, this.connection.row.id, { code, afterMilliseconds });
    } catch (error) {
      this.core.log.warn(
        { err: error, connection: this.connection.row.key },
        'that a channel rests could not be noted',
      );
    }
  }

  private async putBack(): Promise<void> {
    await this.taking;
    const ids = this.ready.splice(0).map(({ claimed }) => claimed.row.id);
    if (ids.length === 0) return;
    try {
      await giveBack(this.core.database, ids, this.token, this.core.now());
    } catch (error) {
      // Their lease runs out.
      this.core.log.warn(
        { err: error, connection: this.connection.row.key },
        'claimed messages could not be given back',
      );
    }
  }
}

function retryPause(attempts: number): number {
  return Math.min(limits.outreachRetryMilliseconds * 2 ** attempts, limits.outreachRetryMillisecondsMax);
}
