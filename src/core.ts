import { createHmac } from 'node:crypto';
import {
  type Authenticator,
  type Core,
  type HttpMount,
  type Ingest,
  limits,
  type Operations,
  type RapportPlugin,
  type ReadModels,
  type Segments,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createOperations } from './care/operations';
import { foldTraits, type FoldRules } from './domain/trait';
import { createHeartbeat } from './health/heartbeat';
import { readLag } from './health/lag';
import { createMetrics } from './health/metrics';
import { healthMounts } from './health/mounts';
import { HandIdentityCommands } from './identity/commands';
import { type Batcher, createBatcher } from './ingest/batcher';
import { createDoor } from './ingest/door';
import { createCatalogue } from './catalogue/catalogue';
import { createPlanAdmin } from './catalogue/plans';
import { EventReceiver, type EventReceiverOptions } from './ingest/door-events';
import { createKeyUse } from './ingest/key-use';
import { createPlanGuard, type LivePlanGuard } from './ingest/plan-guard';
import { createRejectedEvents } from './ingest/replay';
import { createSourceAdmin, type SourceWriter } from './ingest/source-admin';
import { createSourceDirectory, type CachedSourceDirectory, type Source } from './ingest/sources';
import { HouseDoor } from './ingest/submit';
import { type IngestTransactionOptions, PostgresIngestTransaction } from './ingest/transaction';
import { migrationSources, usesOfSegments } from './plugins';
import { packageVersion } from './package-version';
import type { MigrationSource } from './postgres/migrate';
import { createIngestPool, createLookupPool, createPool } from './postgres/pool';
import { createAuditLog, type DrainedAuditLog } from './privacy/audit-log';
import { createAuditMount } from './privacy/audit-mount';
import { createPrivacy, type HousePrivacy } from './privacy/commands';
import { createLoginLimits, type LoginLimits } from './privacy/login-limits';
import { createPrivacyKeys, type PrivacyKeys } from './privacy/keys';
import { ownSealedColumns, resealAll } from './privacy/reseal';
import type { SecretBox } from './privacy/secret-box';
import type { Settings } from './settings';
import { createHub } from './live/hub';
import { createLive } from './live/mount';
import { createSignals, type Signals } from './signals/signals';
import { Dictionaries } from './store/dictionaries';
import { ErasedIdentifiers } from './store/erased-identifiers';
import { openHelpdesks } from './helpdesk';
import { sealedHelpdeskColumns } from './helpdesk/connections';
import type { BoundReader } from './helpdesk/messages';
import { createImports } from './import/jobs';
import { createImportMount } from './import/mount';
import { runImports } from './import/runner';
import { createIdempotency } from './store/idempotency';
import { ProfileStore } from './store/profiles';
import { createAdminReadModels, createReadModels, type FoldTraits } from './store/read-models';
import { createPluginDatabase } from './store/plugin-database';
import { createSavedViews } from './store/saved-views';
import { createWorker, type WorkerOptions } from './worker/worker';

/** Of one process; a read of a profile with its timeline takes one for a millisecond, twice. */
const readConnectionsMax = 10;
/** One for each lane in flight, and what loops and requests of plugins use. */
const pluginConnectionsMax = 8;
/** Look-ups take milliseconds: more at a time than this only wait for processors. */
const lookupConnectionsMax = 4;
/** Two transactions of lanes at a time, and one more before an old connection has ended. */
const plansConnectionsMax = 3;

export type CoreParts = {
  readonly settings: Settings & { readonly databaseUrl: string };
  readonly appDir: string;
  /** Which of Rapport's it is (web, worker ...): pg_stat_activity names the connections of plugins by it. */
  readonly process: string;
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly now: () => number;
  readonly plugins: readonly RapportPlugin[];
  readonly loadSources: () => Promise<readonly Source[]>;
  /** Without: sources are only read. */
  readonly sourceWriter?: SourceWriter;
  readonly auth: Authenticator;
  /** People who may log in; absent where Strapi is not loaded. */
  readonly countAdmins?: () => Promise<number>;
  /** ENCRYPTION_KEY: `digest` hides personal data under it, and the keys of src/privacy/keys.ts come from it. */
  readonly encryptionKey: string;
  readonly secrets: SecretBox;
};

/** The sdk's Core, and what only the house itself needs of it. */
export type House = Core & {
  readonly privacy: HousePrivacy;
  readonly logins: LoginLimits;
  /** Brings every secret that is kept under the newest key. @returns how many rows were written */
  reseal(): Promise<number>;
  /** The core's own HTTP addresses: the door, health and metrics. Those of plugins come on top. */
  readonly mounts: readonly HttpMount[];
  /** Parses calls by the rules of the door, tracking plans included: for commands. */
  readonly receiver: EventReceiver;
  /** Ends the streams of live updates, for which a drain of HTTP would wait. */
  endLive(): void;
  /** Starts what works in the background of a worker process: lanes, sequencer, maintenance. */
  startWork(): void;
  /** From now on the other nodes, and the health page, see that this process lives. */
  startBeating(kind: string): void;
  /** From now on /readyz says shutting_down; everything else goes on. */
  announceStop(): void;
  /** Drains: the batcher first, then the workers. The pool is closed by whoever opened it. */
  close(): Promise<void>;
};

/** The composition root: the only file that knows all. */
export function createCore(parts: CoreParts): House {
  const { settings, pool, log, now, plugins } = parts;
  const { schema, product } = settings;
  const dictionaries = new Dictionaries(pool);
  const profiles = new ProfileStore(pool, dictionaries);
  const who = { pool, dictionaries, profiles };
  const migrations = migrationSources(parts.appDir, plugins);
  const signals = createSignals({ pool, schema, log });
  const pools = openPools(parts);
  const readPool = pools.read;
  const metrics = createMetrics({ pools: { rapport: pool, ...pools }, readLag: () => readLag(pool, now()) });
  const sources = createSourceDirectory({ load: parts.loadSources, log, now });
  const plans = createPlanGuard({ pool, log });
  const keyUse = createKeyUse({ pool, now, log });
  const heartbeat = createHeartbeat({ pool, now, version: packageVersion(parts.appDir), log });
  const onCommit = (): void => signals.notify('committed');
  const { keys, audit, house, careMounts } = care(parts, { dictionaries, core: () => core, onCommit });
  let draining = false;

  const ingest = openIngest(parts, { ingestPool: pools.ingest, dictionaries, profiles, keys }, (committed) => {
    metrics.ingest.committed(committed);
    heartbeat.committed(committed);
    if (committed.accepted > 0) onCommit();
  });
  const receiver = { ingest, settings: product.door, policy: product.identity, now, plans };
  const incoming = openIncoming(parts, { dictionaries, audit, ingest, receiver, keys, signals, onCommit }, () => core);
  const read = createReadModels(readPool, foldBy(product.identity.traits));
  const hub = createHub({ pool: readPool, signals, log });
  const live = createLive({ hub, auth: parts.auth, connectionsMax: product.live.connectionsMax, log });
  const core: Core = {
    ...{ log, now, ingest, audit, read, auth: parts.auth, secrets: parts.secrets },
    wake: () => signals.notify('woken'),
    followMilliseconds: () => worker.followMilliseconds(),
    ...{ privacy: house.privacy, imports: incoming.imports, helpdesks: incoming.helpdesks, live: live.updates },
    ...broughtBy(parts),
    door: new HouseDoor(receiver),
    identity: new HandIdentityCommands({ ...who, now, policy: product.identity, onCommit }),
    ...administration(parts, { sources, plans, signals, dictionaries, ingest, readPool, read, receiver }),
    idempotency: createIdempotency(pool, now),
    savedViews: createSavedViews(pool, now),
    operations: operationsOf(parts, readPool, migrations),
    database: createPluginDatabase({ pools, schema, now }),
    get segments() {
      return segmentsOf(plugins, core);
    },
    settings: settingsOf(settings),
  };
  const worker = createWorker({
    ...{ core, pool, plugins, settings, signals, log, privacy: house.privacy, seal: keys.seal },
    ...incoming.runs,
    databaseUrl: settings.databaseUrl,
  });
  return {
    ...core,
    ...house,
    receiver: new EventReceiver(receiver),
    mounts: [
      live.mount,
      ...incoming.mounts,
      ...careMounts,
      ...createDoor({ ...receiver, sources, keyUse, log }),
      ...healthMounts({ pool, migrations, isDraining: () => draining, metrics }),
    ],
    endLive: () => live.end(),
    startBeating: (kind) => heartbeat.start(kind),
    startWork: () => worker.start(),
    announceStop: () => void (draining = true),
    async close() {
      draining = true;
      sources.stop();
      await ingest.drain();
      await heartbeat.stop();
      await Promise.all([plans.close(), keyUse.close()]);
      await worker.drain();
      await audit.drain();
      await hub.close();
      await signals.close();
      await Promise.all(Object.values(pools).map((one) => one.end()));
    },
  };
}

type IncomingParts = {
  readonly dictionaries: Dictionaries;
  readonly audit: DrainedAuditLog;
  readonly ingest: Ingest;
  readonly receiver: EventReceiverOptions;
  readonly keys: PrivacyKeys;
  readonly signals: Signals;
  readonly onCommit: () => void;
};

/** Files that people bring and what helpdesks tell: what admins see of them, where they come in, what a worker does. */
function openIncoming(
  parts: CoreParts,
  { dictionaries, audit, ingest, receiver: parsing, keys, signals, onCommit }: IncomingParts,
  core: () => Core,
): Pick<Core, 'imports' | 'helpdesks'> & {
  readonly mounts: readonly HttpMount[];
  readonly runs: Pick<WorkerOptions, 'runImports' | 'helpdesks'>;
} {
  const { pool, auth, now, log, plugins } = parts;
  const receiver = new EventReceiver(parsing);
  const imports = createImports({ pool, dictionaries, receiver, now });
  const helpdesks = openHelpdesks({
    ...{ ...parts, helpdesks: plugins.flatMap(helpdesksOf), policy: parsing.policy, onCommit },
    ...{ ingest, readers: plugins.flatMap((plugin) => readersOf(plugin, core)) },
    heeds: plugins.flatMap(({ heedHelpdesks }) => (heedHelpdesks ? [(told) => heedHelpdesks(core(), told)] : [])),
    erased: new ErasedIdentifiers(keys.digestIdentifier),
    sources: plugins.flatMap(({ writeBack = [] }) => writeBack),
    core,
    digest: digestBy(parts.encryptionKey),
    onDelivery: () => signals.notify('woken'),
  });
  return {
    ...{ imports, helpdesks: helpdesks.connections },
    mounts: [createImportMount({ pool, auth, imports, audit, now, log }), helpdesks.mount],
    runs: {
      runImports: (stop) => runImports({ pool, ingest, receiver, now, log }, stop),
      helpdesks,
    },
  };
}

function digestBy(key: CoreParts['encryptionKey']): Core['digest'] {
  return (text) => createHmac('sha256', key).update(text).digest('hex');
}

const helpdesksOf = ({ helpdesks = [] }: RapportPlugin) => helpdesks;

/** Channels and conditions of all plugins, what conditions need of the house, and what plugins make of segments. */
function broughtBy({
  plugins,
  encryptionKey,
}: CoreParts): Pick<Core, 'digest' | 'channels' | 'conditionKinds' | 'segmentUses'> {
  const house = { digest: digestBy(encryptionKey), channels: plugins.flatMap(({ channels = [] }) => channels) };
  return {
    ...house,
    conditionKinds: plugins.flatMap(({ conditions }) => conditions?.(house) ?? []),
    segmentUses: usesOfSegments(plugins),
  };
}

/** The Core is there when the first message comes. */
function readersOf({ messages = [] }: RapportPlugin, core: () => Core): BoundReader[] {
  return messages.map(({ name, read }) => ({ name, read: (told) => read(core(), told) }));
}

function segmentsOf(plugins: readonly RapportPlugin[], core: Core): Segments | null {
  return plugins.find((plugin) => plugin.segments !== undefined)?.segments?.(core) ?? null;
}

function settingsOf({ product, sentimentModelKey }: Settings): Core['settings'] {
  const { graphql, privacy, panel, search, timeZone, identity, sentiment, situations } = product;
  const { rank, merge } = identity.traits;
  return {
    ...{ graphql, privacy, panel, search, timeZone, traitsMerge: rank === undefined ? merge : 'ranked' },
    installSituations: situations.install,
    sentimentModel: sentiment.model === null ? null : { ...sentiment.model, key: sentimentModelKey },
  };
}

function operationsOf(
  { settings, now, loadSources, countAdmins }: CoreParts,
  pool: pg.Pool,
  migrations: readonly MigrationSource[],
): Operations {
  return createOperations({
    ...{
      pool,
      now,
      schema: settings.schema,
      strapiSchema: settings.strapiSchema,
      dataDir: settings.dataDir,
      migrations,
    },
    countSources: async () => (await loadSources()).length,
    countAdmins: countAdmins ?? (async () => 0),
  });
}

function openIngest(
  { settings: { schema, product }, now }: CoreParts,
  rest: Pick<IngestTransactionOptions, 'dictionaries' | 'profiles'> & {
    readonly ingestPool: pg.Pool;
    readonly keys: PrivacyKeys;
  },
  onCommit: IngestTransactionOptions['onCommit'],
): Batcher {
  const { ingestPool, keys, dictionaries, profiles } = rest;
  const transaction = new PostgresIngestTransaction({
    ...{ pool: ingestPool, schema, dictionaries, profiles, now, onCommit },
    policy: product.identity,
    erased: new ErasedIdentifiers(keys.digestIdentifier),
    searchTraits: product.search.traits,
  });
  return createBatcher({ transaction, ...product.door });
}

/** What looks after the people behind the profiles. */
function care(
  { settings: { schema, strapiSchema, product }, pool, log, now, plugins, auth, encryptionKey, secrets }: CoreParts,
  rest: { readonly dictionaries: Dictionaries; readonly core: () => Core; readonly onCommit: () => void },
): {
  keys: PrivacyKeys;
  audit: DrainedAuditLog;
  house: Pick<House, 'privacy' | 'logins' | 'reseal'>;
  careMounts: readonly HttpMount[];
} {
  const keys = createPrivacyKeys(encryptionKey);
  const policy = product.identity;
  const ofHouse = [...sealedHelpdeskColumns, ...plugins.flatMap((plugin) => plugin.sealed ?? [])];
  const sealed = [...ownSealedColumns({ schema, strapiSchema }), ...ofHouse.map((column) => ({ ...column, schema }))];
  const audit = createAuditLog({ pool, now, seal: keys.seal, log });
  const privacy = createPrivacy({ pool, schema, policy, keys, secrets, now, plugins, log, ...rest });
  return {
    keys,
    audit,
    careMounts: [...privacy.mounts, createAuditMount({ auth, audit, log })],
    house: {
      privacy,
      logins: createLoginLimits({ pool, keys, now }),
      reseal: () => resealAll(pool, sealed, secrets),
    },
  };
}

type AdministrationParts = {
  readonly sources: CachedSourceDirectory;
  readonly plans: LivePlanGuard;
  readonly signals: Signals;
  readonly dictionaries: Dictionaries;
  readonly ingest: Ingest;
  readonly readPool: pg.Pool;
  readonly read: ReadModels;
  readonly receiver: EventReceiverOptions;
};

/** What admins see and change: sources, rejected events, the catalogue, tracking plans. */
function administration(
  { settings, pool, log, now, loadSources, sourceWriter }: CoreParts,
  { sources, plans, signals, dictionaries, ingest, readPool, read, receiver }: AdministrationParts,
): Pick<Core, 'sources' | 'rejected' | 'catalogue' | 'plans'> {
  const readers = createAdminReadModels(readPool);
  const announce = (topic: 'sources' | 'plans', refresh: () => Promise<void>) => {
    // Looked again at once where another node says so, and every 5 s in any case.
    signals.on(topic, () => void refresh().catch(() => undefined));
    return async () => {
      await refresh();
      signals.notify(topic);
    };
  };
  return {
    sources: createSourceAdmin({
      ...{ pool, log, now, schema: settings.schema, load: loadSources, writer: sourceWriter ?? null },
      reader: readers.sources,
      changed: announce('sources', () => sources.refresh()),
    }),
    rejected: createRejectedEvents(
      { pool, ingest, sources, now, receiver: new EventReceiver(receiver) },
      readers.rejected,
    ),
    catalogue: createCatalogue({ pool, readPool, now, reader: readers.catalogue, names: read.eventNames }),
    plans: createPlanAdmin({
      ...{ pool, readPool, dictionaries, now },
      changed: announce('plans', () => plans.refresh()),
    }),
  };
}

/** Ingest and the readers have connections of their own, set for their plans; so have plugins, who hold up nobody else. */
function openPools({ process, settings: { databaseUrl, schema, product } }: CoreParts) {
  const open = (applicationName: string, connectionsMax: number) => {
    return { databaseUrl, schema, applicationName, connectionsMax };
  };
  return {
    ingest: createIngestPool(open('rapport ingest', product.door.transactionsInFlightMax)),
    read: createPool({ ...open('rapport read', readConnectionsMax), genericPlans: true }),
    plugins: createPool(open(`rapport plugins ${process}`, pluginConnectionsMax)),
    lookups: createLookupPool(open(`rapport lookups ${process}`, lookupConnectionsMax), limits.lookupMilliseconds),
    plans: createPool(open(`rapport plugins ${process} plans`, plansConnectionsMax)),
  };
}

/** The readers' rows in the shape of the domain, and back. */
function foldBy(rules: FoldRules): FoldTraits {
  return (leaves) => {
    const { values, origins } = foldTraits(
      leaves.map((leaf) => ({ values: leaf.traits, origins: leaf.origins, joinedAt: leaf.joinedAt })),
      rules,
    );
    return { traits: values, origins };
  };
}
