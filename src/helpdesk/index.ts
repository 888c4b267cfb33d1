import type { Helpdesk, HttpMount, Ingest, Secrets } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { IdentifierExtractor } from '../domain/event/identifiers';
import type { IdentityPolicy } from '../domain/identity/policy';
import type { ErasedIdentifiers } from '../store/erased-identifiers';
import { Connections } from './connections';
import { createHelpdeskMount } from './mount';
import { DeliveryReader } from './reader';
import { ConversationRecorder } from './recorder';

export type HelpdeskRoomOptions = {
  readonly pool: pg.Pool;
  readonly helpdesks: readonly Helpdesk[];
  readonly ingest: Ingest;
  readonly policy: IdentityPolicy;
  readonly erased: ErasedIdentifiers;
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly log: Logger;
  readonly onCommit: () => void;
  /** Wakes who reads deliveries, in whichever process. */
  readonly onDelivery: () => void;
};

/** Helpdesks: where their webhooks come in, what a worker makes of them, what admins see and change of them. */
export function openHelpdesks(options: HelpdeskRoomOptions): {
  readonly connections: Connections;
  readonly mount: HttpMount;
  readonly run: (stop: AbortSignal) => Promise<void>;
} {
  const { pool, helpdesks, ingest, policy, erased, secrets, now, log, onCommit, onDelivery } = options;
  const connections = new Connections({ pool, helpdesks, secrets, now });
  const extractor = new IdentifierExtractor(policy);
  const recorder = new ConversationRecorder({ pool, ingest, extractor, erased, now, onCommit });
  const reader = new DeliveryReader({ pool, connections, recorder, now, log });
  return {
    connections,
    mount: createHelpdeskMount({ pool, connections, now, log, onDelivery }),
    run: (stop) => reader.run(stop),
  };
}
