import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import type { Logger } from 'pino';
import { findBinaries, type Binaries } from './binaries';
import { embeddedName, initCluster, readPassword } from './init-cluster';
import { place, type Placement } from './placement';
import { findPostmaster, stopPostmaster } from './postmaster';
import { runServer, type RunOptions } from './run-server';
import { embeddedSettings, measureMachine } from './server-settings';
import { takeSupervisorLock, type SupervisorLock } from './supervisor-lock';
import { errorCode, errorLine } from './error-code';

/** The checkpoint at the end of a shutdown writes up to shared_buffers. */
const stopSecondsMax = 300;
const connectAttemptsMax = 600;
const connectPauseMilliseconds = 200;
const duplicateDatabase = new Set(['42P04', '23505']);

export type EmbeddedOptions = {
  /** Folder of the root package.json, from which the package of binaries is found. */
  readonly appDir: string;
  readonly dataDir: string;
  readonly log: Logger;
  /** Called once if the server is lost for good: it does not start again, or another Rapport has taken it. */
  readonly onLost: (error: unknown) => void;
  /** Over the settings of storage.md: tests want a small server. */
  readonly overrides?: ReadonlyMap<string, string>;
  /** Where and by which binaries, instead of those of dataDir and of the package: both sides of an upgrade. */
  readonly at?: { readonly placement: Placement; readonly binaries: Binaries };
};

/**
 * The embedded server, ours alone as long as this object lives (see supervisor-lock.ts). It runs in a session of its own and
 * outlives kill -9 of Rapport; the next start takes it over. If it dies itself, it is started again on the same port.
 */
export type EmbeddedServer = {
  readonly url: string;
  readonly home: string;
  /** Fast shutdown, then the end of our hold on it; where commands still use it, the last of them stops it. */
  readonly stop: () => Promise<void>;
};

/**
 * @throws RapportError data_directory_in_use, data_directory_unusable, embedded_server_missing, embedded_server_failed
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { dataDir, log } = options;
  const prepared = await preparation(options)();
  const { placement } = prepared;
  const stopping = new AbortController();
  const { signal } = stopping;
  let lock: SupervisorLock | undefined;
  let holding: Promise<string>;
  const hold = (portMayChange: boolean): Promise<string> =>
    connectPatiently(signal, async () => {
      const url = await reachServer({ ...prepared, signal, portMayChange, log });
      lock = await takeSupervisorLock(url, dataDir, bringBack);
      return url;
    });
  const bringBack = (): void => {
    if (signal.aborted) return;
    log.warn('the embedded PostgreSQL broke off; bringing it back');
    holding = hold(false);
    holding.then(
      () => log.info('the embedded PostgreSQL is back'),
      (error: unknown) => {
        if (!signal.aborted) options.onLost(error);
      },
    );
  };
  holding = hold(true);
  const url = await holding;
  log.info({ home: placement.home }, 'embedded PostgreSQL is ready');
  return {
    url,
    home: placement.home,
    async stop() {
      stopping.abort();
      await holding.catch(() => undefined);
      const stop = (): Promise<void> => stopServer(options);
      if (lock === undefined) return stop();
      if ((await lock.release(stop)) === 'left') log.info('the embedded PostgreSQL is left to a command that uses it');
    },
  };
}

/** What is needed to start a server: found out once, when it is needed. */
type Prepared = Pick<RunOptions, 'placement' | 'binaries' | 'settings'> & { readonly password: string };

/** @throws RapportError data_directory_unusable, embedded_server_missing */
export function preparation(options: Omit<EmbeddedOptions, 'onLost'>): () => Promise<Prepared> {
  let prepared: Promise<Prepared> | undefined;
  return () => (prepared ??= prepare(options));
}

async function prepare({ appDir, dataDir, overrides, at }: Omit<EmbeddedOptions, 'onLost'>): Promise<Prepared> {
  const placement = at?.placement ?? (await place(dataDir));
  const binaries = at?.binaries ?? (await findBinaries(appDir, placement));
  const password = await initCluster(placement, binaries);
  const wanted = embeddedSettings(await measureMachine(placement.home));
  return { placement, binaries, password, settings: new Map([...wanted, ...(overrides ?? [])]) };
}

/** The live server, or one that is started, with its database. @returns its address */
export async function reachServer({ password, ...options }: Prepared & RunOptions): Promise<string> {
  const { port } = await runServer(options);
  await createDatabase(addressOf(port, password, 'postgres'));
  return addressOf(port, password);
}

export async function stopServer({ dataDir, log, at }: Pick<EmbeddedOptions, 'dataDir' | 'log' | 'at'>): Promise<void> {
  const { data } = at?.placement ?? (await place(dataDir));
  if (!(await stopPostmaster(data, stopSecondsMax))) log.warn('the embedded PostgreSQL is still stopping');
}

/** The address of the live embedded server of a data directory, or null: for commands beside a running Rapport. */
export async function findEmbedded(dataDir: string): Promise<string | null> {
  const placement = await place(dataDir);
  const live = await findPostmaster(placement.data);
  if (live?.status !== 'ready') return null;
  return addressOf(live.port, await readPassword(placement));
}

/** A server that goes down between our look and our connection, or still recovers, is looked at again. */
export async function connectPatiently<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof RapportError) throw error;
      if (signal.aborted) throw new RapportError('shutting_down');
      if (attempt === connectAttemptsMax) {
        throw new RapportError('embedded_server_failed', errorLine(error), {
          cause: error,
        });
      }
      await sleep(connectPauseMilliseconds);
    }
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [embeddedName]);
    if (rowCount === 0) await client.query(`create database ${embeddedName}`);
  } catch (error) {
    // Another start was faster.
    if (!duplicateDatabase.has(errorCode(error))) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function addressOf(port: number, password: string, database: string = embeddedName): string {
  return `postgres://${embeddedName}:${password}@127.0.0.1:${port}/${database}`;
}
