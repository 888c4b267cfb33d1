import { type HelpdeskContext, type IncomingEvent, type Ingest, limits, RapportError } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { IdentifierExtractor } from '../domain/event/identifiers';
import { messageKey } from '../domain/event/message-id';
import { moveContact, settleTrace, takeTraces, type TraceRow } from '../store/helpdesk-traces';
import { type Apis, PatientApi } from './api';
import type { Connections, OpenConnection } from './connections';
import { blank } from './events';

export type MergesOptions = {
  readonly pool: pg.Pool;
  readonly connections: Connections;
  readonly apis: Apis;
  readonly ingest: Ingest;
  readonly extractor: IdentifierExtractor;
  readonly now: () => number;
  readonly log: Logger;
};

/**
 * A helpdesk that merges two contacts destroys one of them and tells nobody. The trace is a conversation that was told of one, and
 * then of the other. Where one of them is gone they are one: an event with both identifiers says so, and identity does the rest, by
 * its limits. Nothing moves: the history of who is gone stays where it is, on his leaf.
 */
export class ContactMerges {
  constructor(private readonly options: MergesOptions) {}

  async run(signal: AbortSignal): Promise<void> {
    const { pool, connections, now, log } = this.options;
    const until = now() + limits.helpdeskRetryMillisecondsMax;
    const due = await takeTraces(pool, { now: now(), until, rowsMax: limits.helpdeskTracesMax });
    for (const trace of due) {
      const connection = await connections.byKey(trace.connection);
      if (connection === null || signal.aborted) continue;
      try {
        await this.lookAt(trace, connection, signal);
        await settleTrace(pool, trace);
      } catch (error) {
        // It is due again later.
        const code = error instanceof RapportError ? error.code : 'internal_error';
        log.warn({ connection: trace.connection, code }, 'two contacts could not be looked up');
      }
    }
  }

  private async lookAt(trace: TraceRow, connection: OpenConnection, signal: AbortSignal): Promise<void> {
    const { helpdesk, key, settings } = connection;
    const { apis, now, pool } = this.options;
    if (helpdesk.contacts === undefined) return;
    const context: HelpdeskContext<unknown> = {
      ...{ connection: key, settings, now: now() },
      api: new PatientApi(apis.of(connection), signal),
    };
    const isFirst = await helpdesk.contacts.isThere(trace.contact, context);
    const isOther = await helpdesk.contacts.isThere(trace.other, context);
    if (isFirst === isOther) return;
    const [gone, kept] = isFirst ? [trace.other, trace.contact] : [trace.contact, trace.other];
    await this.join(connection, gone, kept);
    await moveContact(pool, key, { gone, kept });
  }

  private async join({ key, helpdesk }: OpenConnection, gone: string, kept: string): Promise<void> {
    const { extractor, ingest, now } = this.options;
    const sourceRef = `helpdesk:${key}`;
    const messageId = `contact:${gone}:merged:${kept}`;
    const identifiers = [kept, gone].flatMap((id): IncomingEvent['identifiers'] => {
      const own = helpdesk.contacts?.identifier(id, key);
      const usable = own === undefined ? null : extractor.usable(own.kind, own.value);
      return usable === null ? [] : [{ ...usable, trust: 'verified' }];
    });
    if (identifiers.length < 2) return;
    const event: IncomingEvent = {
      ...blank,
      ...{ messageId, key: messageKey(sourceRef, messageId), occurredAt: now(), receivedAt: now(), identifiers },
      name: 'Contact Merged',
      properties: { helpdesk: helpdesk.name, connection: key, contact_id: kept, merged_contact_id: gone },
    };
    await ingest.accept({ sourceRef, historical: false }, [event], []);
  }
}
