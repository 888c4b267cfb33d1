import type { Helpdesk, HttpMount, Ingest, Secrets } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { IdentifierExtractor } from '../domain/event/identifiers';
import type { IdentityPolicy } from '../domain/identity/policy';
import type { ErasedIdentifiers } from '../store/erased-identifiers';
import { Apis } from './api';
import { Connections } from './connections';
import { ContactMerges } from './merges';
import type { BoundReader } from './messages';
import { createHelpdeskMount } from './mount';
import { DeliveryReader } from './reader';
import { ConversationRecorder } from './recorder';
import { HelpdeskSyncs } from './sync';

export type HelpdeskRoomOptions = {
  readonly pool: pg.Pool;
  readonly helpdesks: readonly Helpdesk[];
  readonly ingest: Ingest;
  readonly policy: IdentityPolicy;
  readonly erased: ErasedIdentifiers;
  readonly readers: readonly BoundReader[];
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly log: Logger;
  readonly onCommit: () => void;
  /** Wakes who reads deliveries, or by the API, in whichever process. */
  readonly onDelivery: () => void;
};

/** Helpdesks: where their webhooks come in, what a worker makes of them, what admins see and change of them. */
export function openHelpdesks(options: HelpdeskRoomOptions): {
  readonly connections: Connections;
  readonly mount: HttpMount;
  /** Reads webhooks that wait. */
  readonly readDeliveries: (stop: AbortSignal) => Promise<void>;
  /** Reads by the API what is due. */
  readonly sync: (stop: AbortSignal) => Promise<void>;
} {
  const { pool, helpdesks, ingest, policy, erased, readers, secrets, now, log, onCommit, onDelivery } = options;
  const apis = new Apis();
  const connections = new Connections({ pool, helpdesks, secrets, apis, now, onSync: onDelivery });
  const extractor = new IdentifierExtractor(policy);
  const recorder = new ConversationRecorder({ pool, ingest, extractor, erased, readers, now, log, onCommit });
  const shared = { pool, connections, apis, recorder, now, log };
  const reader = new DeliveryReader(shared);
  const syncs = new HelpdeskSyncs(shared);
  const merges = new ContactMerges({ ...shared, ingest, extractor });
  return {
    connections,
    mount: createHelpdeskMount({ pool, connections, now, log, onDelivery }),
    readDeliveries: (stop) => reader.run(stop),
    sync: async (stop) => {
      await merges.run(stop);
      await syncs.run(stop);
    },
  };
}
