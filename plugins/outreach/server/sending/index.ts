import { setTimeout as delay } from 'node:timers/promises';
import type { Core, LaneWork } from '@rapport/sdk';
import { prioritiesOf, type Urgency } from '../../domain/ledger';
import { type KeptConnections, type OpenConnection, Sessions } from '../channels/sessions';
import { askHeldAgain, hasDue, sweepLost } from '../stores/ledger';
import { Carrier } from './carrier';
import type { Renderer } from './renderer';

/** How often it is looked for messages whose worker died. */
const sweepMilliseconds = 5_000;
/** While messages are on their way it is looked for due ones at least and at most so often; `woken` says when. */
const lookMilliseconds = { most: 1_000, least: { urgent: 20, bulk: 100 } };

/** Everything that sends in one process. */
export class Sending {
  private readonly sessions: Sessions;
  private sweptAt = -Infinity;

  constructor(
    private readonly core: Core,
    private readonly render: Renderer,
    private readonly connections: KeptConnections,
  ) {
    this.sessions = new Sessions(core, connections);
  }

  /**
   * All connections at once, until nothing is due by any: a slow one holds up nobody.
   * @param woken resolves when somebody has planned something
   */
  async round(urgency: Urgency, signal: AbortSignal, woken: () => Promise<void>): Promise<'more' | 'done'> {
    const carried = new Map<number, Promise<void>>();
    const failures: unknown[] = [];
    do {
      // What is carried is waited for in any case.
      if (!signal.aborted) await this.begin(urgency, carried, signal).catch((error: unknown) => failures.push(error));
      const over = signal.aborted ? [] : [woken(), delay(lookMilliseconds.most, undefined, { ref: false })];
      if (carried.size > 0) await Promise.race([...carried.values(), ...over]);
      if (carried.size > 0 && !signal.aborted) await delay(lookMilliseconds.least[urgency]);
    } while (carried.size > 0);
    if (signal.aborted) await this.sessions.close();
    if (failures.length > 0) throw failures[0];
    return 'done';
  }

  /** Whose worker died, somebody else goes on with. */
  async sweep(): Promise<'done'> {
    const { database, now } = this.core;
    if (now() - this.sweptAt < sweepMilliseconds) return 'done';
    this.sweptAt = now();
    const open = await this.sessions.current();
    const repeated = open.flatMap(({ row, channel }) => (channel.afterLostHandOver === 'hold' ? [] : [row.id]));
    const { planned, unknown, handed } = await database.transaction(async (sql) => {
      const swept = await sweepLost(sql, { now: now(), repeated });
      await sql.touch('message', swept.handed);
      return swept;
    });
    if (planned + unknown + handed.length > 0)
      this.core.log.warn({ planned, unknown, handed: handed.length }, 'a worker was lost while it sent messages');
    return 'done';
  }

  /** Those by which nothing is carried yet, and something is due. */
  private async begin(urgency: Urgency, carried: Map<number, Promise<void>>, signal: AbortSignal): Promise<void> {
    const { database, now } = this.core;
    const open = await this.sessions.current();
    const idle = open.filter(({ row }) => !carried.has(row.id) && (row.restsUntil === null || row.restsUntil <= now()));
    const due = { priorities: prioritiesOf[urgency], now: now() };
    const found = await Promise.all(idle.map(({ row }) => hasDue(database, { connectionId: row.id, ...due })));
    for (const one of idle.filter((_, index) => found[index] === true)) {
      const { id } = one.row;
      carried.set(
        id,
        this.carry(urgency, one, signal).finally(() => carried.delete(id)),
      );
    }
  }

  private async carry(urgency: Urgency, connection: OpenConnection, signal: AbortSignal): Promise<void> {
    try {
      await this.sessions.use(connection, () => new Carrier(this.core, connection, urgency, this.render).run(signal));
    } catch (error) {
      this.core.log.error({ err: error, connection: connection.row.key }, 'messages could not be carried');
    } finally {
      // It may rest now.
      this.connections.forget();
    }
  }
}

/** Something changed about conversations: who waited for the end of one is asked again. */
export async function followConversations({ database, now }: Core, { touches }: LaneWork): Promise<void> {
  const roots = new Set(touches.flatMap(({ kind, rootId }) => (kind === 'conversation' ? [rootId] : [])));
  if (roots.size > 0) await askHeldAgain(database, [...roots], now());
}
