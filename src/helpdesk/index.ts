import type { Core, Helpdesk, HttpMount, Ingest, LaneWork, Secrets, WriteBackSource } from '@rapport/sdk';
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
import { ConversationRecorder, type RecorderOptions } from './recorder';
import { Echoes } from './shown';
import { HelpdeskSyncs } from './sync';
import { hashBy, WriteBack } from './write-back';

export type HelpdeskRoomOptions = {
  readonly pool: pg.Pool;
  readonly helpdesks: readonly Helpdesk[];
  /** What plugins have helpdesks be told. */
  readonly sources: readonly WriteBackSource[];
  /** HMAC under the installation's key. */
  readonly digest: (text: string) => string;
  readonly core: () => Core;
  readonly ingest: Ingest;
  readonly policy: IdentityPolicy;
  readonly erased: ErasedIdentifiers;
  readonly readers: readonly BoundReader[];
  readonly heeds: RecorderOptions['heeds'];
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
  /** Tells helpdesks what is due. */
  readonly writeBack: (stop: AbortSignal) => Promise<void>;
  /** Customers to whom something happened. */
  readonly follow: (work: LaneWork) => Promise<void>;
} {
  const { pool, helpdesks, ingest, policy, erased, readers, heeds, secrets, now, log, onCommit, onDelivery } = options;
  const { sources, digest, core } = options;
  const apis = new Apis();
  const connections = new Connections({ pool, helpdesks, secrets, apis, sources, core, now, onSync: onDelivery });
  const extractor = new IdentifierExtractor(policy);
  const recorder = new ConversationRecorder({ pool, ingest, extractor, erased, readers, heeds, now, log, onCommit });
  const shared = { pool, connections, apis, recorder, now, log };
  const echoes = new Echoes({ pool, hashOf: hashBy(digest), now });
  const reader = new DeliveryReader({ ...shared, echoes });
  const writes = new WriteBack({ ...shared, sources, digest, core });
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
    writeBack: (stop) => writes.run(stop),
    follow: (work) => writes.follow(work),
  };
}
