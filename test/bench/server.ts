import { execFile } from 'node:child_process';
import { mkdtemp, chmod, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import pino from 'pino';
import { migrate } from '../../src/postgres/migrate';
import { startEmbedded } from '../../src/postgres/embedded';
import { createPool } from '../../src/postgres/pool';
import { ensureEventPartitions } from '../../src/store/event-partitions';

/** The root of the checkout: `npm run bench` starts there. */
export const appDir = process.cwd();

/** An embedded PostgreSQL of this bench alone, with the settings of production. */
export type BenchServer = {
  readonly url: string;
  /** A folder that goes with the server. */
  readonly folder: string;
  stop(): Promise<void>;
  /** Stops, and leaves what it held there: `copyOf` of later ones. */
  keep(dataDir: string): Promise<void>;
};

/**
 * @param overrides over the settings of production; a bench that measures sets none of weight
 * @param copyOf it begins with what this data directory holds
 */
export async function startServer(
  overrides: ReadonlyMap<string, string> = new Map(),
  copyOf?: string,
): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
  await chmod(folder, 0o755);
  const dataDir = path.join(folder, 'data');
  if (copyOf !== undefined) {
    await promisify(execFile)('cp', ['-a', '--reflink=auto', copyOf, dataDir]);
    // Else the disk writes the copy while something is measured.
    await promisify(execFile)('sync');
  }
  const server = await startEmbedded({
    appDir,
    dataDir,
    log: pino({ level: 'silent' }),
    onLost: (error) => {
      throw error;
    },
    overrides,
  });
  return {
    url: server.url,
    folder,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async keep(target) {
      await server.stop();
      await rename(dataDir, target);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The core's tables in a schema of their own, with the indexes and partitions of production. */
export async function prepareSchema(url: string, schema: string, connectionsMax: number): Promise<pg.Pool> {
  const pool = createPool({ databaseUrl: url, schema, connectionsMax, applicationName: `bench ${schema}` });
  await migrate(pool, schema, [{ name: 'core', folder: path.join(appDir, 'database/rapport') }]);
  const client = await pool.connect();
  await ensureEventPartitions(client, Date.now());
  client.release();
  return pool;
}
