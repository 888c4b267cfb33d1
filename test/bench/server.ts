import { mkdtemp, chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
};

/** @param overrides over the settings of production; a bench that measures sets none of weight */
export async function startServer(overrides: ReadonlyMap<string, string> = new Map()): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({
    appDir,
    dataDir: path.join(folder, 'data'),
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
