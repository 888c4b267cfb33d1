import { type ErrorCode, type HelpdeskReport, limits, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { inTransaction } from '../postgres/pool';
import { deleteDeliveries, type DeliveryRow, postponeDelivery, takeDeliveries } from '../store/helpdesk-deliveries';
import type { Apis } from './api';
import type { Connections, OpenConnection } from './connections';
import type { ConversationRecorder } from './recorder';
import type { Echoes } from './shown';

export type ReaderOptions = {
  readonly pool: pg.Pool;
  readonly connections: Connections;
  readonly apis: Apis;
  readonly recorder: ConversationRecorder;
  readonly echoes: Echoes;
  readonly now: () => number;
  readonly log: Logger;
};

type Read = { readonly row: DeliveryRow; readonly reports: readonly HelpdeskReport[] };

/**
 * Reads deliveries that were kept. They stay, locked, until what they tell is committed: after a crash they are read again, and
 * what is told twice counts once.
 */
export class DeliveryReader {
  constructor(private readonly options: ReaderOptions) {}

  /** Until none is due, or the signal says so. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.round()) > 0);
  }

  /** @returns how many deliveries were looked at; those of a connection that this process does not know yet wait for the next second */
  private async round(): Promise<number> {
    const { pool, connections, now } = this.options;
    return inTransaction(pool, async (client) => {
      const rows = await takeDeliveries(client, now(), limits.helpdeskDeliveriesMax);
      const byConnection = new Map<string, DeliveryRow[]>();
      for (const row of rows) byConnection.set(row.connection, [...(byConnection.get(row.connection) ?? []), row]);
      let read = 0;
      for (const [key, own] of byConnection) {
        const connection = await connections.byKey(key);
        if (connection === null) continue;
        await this.readAll(client, connection, own);
        read += own.length;
      }
      return read;
    });
  }

  private async readAll(
    client: pg.ClientBase,
    connection: OpenConnection,
    rows: readonly DeliveryRow[],
  ): Promise<void> {
    await this.options.echoes.see(
      connection,
      rows.map(({ delivery }) => delivery),
    );
    const read: Read[] = [];
    for (const row of rows) {
      try {
        read.push({ row, reports: await this.read(connection, row) });
      } catch (error) {
        await this.postpone(client, row, error);
      }
    }
    try {
      await this.record(connection, read);
      await deleteDeliveries(
        client,
        read.map(({ row }) => row.id),
      );
    } catch (error) {
      if (isOfEverybody(error)) throw error;
      // One of them is at fault: each for itself, so that it holds up no other.
      for (const one of read) await this.recordAlone(client, connection, one);
    }
  }

  private async recordAlone(client: pg.ClientBase, connection: OpenConnection, one: Read): Promise<void> {
    try {
      await this.record(connection, [one]);
      await deleteDeliveries(client, [one.row.id]);
    } catch (error) {
      if (isOfEverybody(error)) throw error;
      await this.postpone(client, one.row, error);
    }
  }

  private read(connection: OpenConnection, { delivery }: DeliveryRow): Promise<readonly HelpdeskReport[]> {
    const { key, helpdesk, settings } = connection;
    const { apis, now } = this.options;
    return helpdesk.read(delivery, { connection: key, settings, api: apis.of(connection), now: now() });
  }

  private record({ key, helpdesk }: OpenConnection, read: readonly Read[]): Promise<void> {
    const reports = read.flatMap((one) => one.reports);
    return this.options.recorder.record({ connection: key, helpdesk: helpdesk.name, reports, historical: false });
  }

  private async postpone(client: pg.ClientBase, row: DeliveryRow, error: unknown): Promise<void> {
    const { log, now } = this.options;
    const code: ErrorCode = error instanceof RapportError ? error.code : 'internal_error';
    const isLast = row.attempts + 1 >= limits.helpdeskAttemptsMax;
    const wait = Math.min(limits.helpdeskRetryMilliseconds * 2 ** row.attempts, limits.helpdeskRetryMillisecondsMax);
    log.warn({ connection: row.connection, delivery: row.id, code, isLast }, 'a webhook could not be read');
    await postponeDelivery(client, row.id, { code, retryAt: isLast ? null : now() + wait });
  }
}

/** Nothing that a delivery could help: all of them are read again. */
function isOfEverybody(error: unknown): boolean {
  return error instanceof RapportError && ['database_unavailable', 'overloaded', 'shutting_down'].includes(error.code);
}
