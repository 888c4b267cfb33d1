import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { RapportError } from '@rapport/sdk';
import { createStrapi, type Core as StrapiCore } from '@strapi/strapi';
import product from '../../config/rapport';
import { withBootLock } from '../postgres/boot-lock';
import { createPool } from '../postgres/pool';
import { parseSettings, type Settings } from '../settings';
import { createLog } from './log';
import { supervisorMessage, type ChildMessage, type ProcessKind } from './messages';
import { makeStrapiFolders } from './strapi-folders';
import { errorLine } from '../postgres/error-code';

/**
 * A request lives for the milliseconds of its commit, so that many live through a collection of young objects. V8 concludes that
 * their kind lives long and makes the next ones old: then, dead or not, they keep all that they point to until the next full
 * collection. Without that guess 0.2 kB of an event outlive the young collections instead of 1.5 (with its HTTP request: of 8).
 * A version of V8 that does not know the flag says so and goes on.
 */
const noPretenuring = '--no-allocation-site-pretenuring';

/**
 * One process that loads Strapi: `web` listens, `worker` does not. Started by the supervisor only; it ends when told to,
 * and when the supervisor is gone.
 */
async function run(kind: ProcessKind): Promise<void> {
  setFlagsFromString(noPretenuring);
  const appDir = path.resolve(__dirname, '../../..');
  const settings = parseSettings(process.env, product, appDir);
  await makeStrapiFolders(appDir);
  const strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist'), serveAdminPanel: kind === 'web' });
  // Strapi's own handlers end the process without a word to us; the supervisor decides.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.removeAllListeners(signal).on(signal, () => undefined);

  const stop = once(async () => {
    await strapi.destroy();
    process.exit(0);
  });
  const loaded = load(strapi, settings);
  const stopWhenLoaded = (): void => void loaded.then(stop, () => undefined);
  process.on('message', (raw) => {
    if (supervisorMessage.safeParse(raw).success) stopWhenLoaded();
  });
  process.on('disconnect', stopWhenLoaded);
  // Sent to this process alone, not by the terminal to all (that is SIGINT).
  process.on('SIGTERM', stopWhenLoaded);
  await loaded;
  const port = kind === 'web' ? await listen(strapi, settings) : null;
  tell({ type: 'ready', port });
}

/** Strapi's schema sync is not safe when nodes start together, nor when the two processes of one node do. */
async function load(strapi: StrapiCore.Strapi, { databaseUrl, schema }: Settings): Promise<void> {
  if (databaseUrl === undefined)
    throw new RapportError('settings_invalid', 'DATABASE_URL is missing: processes are started by `rapport start`.');
  const pool = createPool({ databaseUrl, schema, connectionsMax: 1, applicationName: 'rapport boot' });
  try {
    // strapi.load() in two halves: modules load side by side, only the half that touches the database takes turns.
    await strapi.register();
    await withBootLock(pool, schema, () => strapi.bootstrap());
    strapi.isLoaded = true;
  } finally {
    await pool.end();
  }
}

/** A file of limits.importFileBytesMax over a line of 2.5 Mbit/s; Node's own five minutes would cut it off. */
const requestMillisecondsMax = 60 * 60_000;

/** Strapi's own listen() ends the process when the port is taken, and prints a banner. */
function listen(strapi: StrapiCore.Strapi, { host, port }: Settings): Promise<number> {
  const server = strapi.server.mount().httpServer;
  server.requestTimeout = requestMillisecondsMax;
  return new Promise((resolve, reject) => {
    server.removeAllListeners('error').once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new RapportError('port_in_use', `(${host}:${port}; PORT chooses another)`));
      else if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
        reject(
          new RapportError('settings_invalid', `HOST and PORT: cannot listen on ${host}:${port} (${error.code}).`),
        );
      } else reject(error);
    });
    server.listen(port, host, () => {
      const address: AddressInfo | string | null = server.address();
      server
        .removeAllListeners('error')
        .on('error', (error) => createLog('error', 'web').error({ err: error }, 'HTTP server'));
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}

function tell(message: ChildMessage, sent: () => void = () => undefined): void {
  if (process.connected && process.send !== undefined) process.send(message, sent);
  else sent();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}

function fail(kind: ProcessKind, error: unknown): void {
  const coded = error instanceof RapportError;
  // A coded error says all in its line; of others we want to know where.
  if (!coded) createLog('error', kind).error({ err: error }, 'process failed');
  const line = coded ? error.message : `${kind}: ${errorLine(error)}`;
  tell({ type: 'failed', line }, () => process.exit(1));
  // The channel may be gone.
  setTimeout(() => process.exit(1), 1_000).unref();
}

const kind: ProcessKind = process.argv[2] === 'worker' ? 'worker' : 'web';
process.on('uncaughtException', (error) => fail(kind, error));
process.on('unhandledRejection', (error) => fail(kind, error));
run(kind).catch((error: unknown) => fail(kind, error));
