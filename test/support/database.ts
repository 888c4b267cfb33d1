import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import { migrate, type MigrationSource } from '../../src/postgres/migrate';
import { createIngestPool, createPool } from '../../src/postgres/pool';
import { retrying } from '../../src/postgres/retry';
import { ensureEventPartitions } from '../../src/store/event-partitions';

export type TestDatabase = {
  readonly url: string;
  readonly schema: string;
  readonly pool: pg.Pool;
  /** As in production: pipelined, with the plans of ingest. */
  readonly ingestPool: pg.Pool;
  drop(): Promise<void>;
};

/** The core's and the plugins', as in production. */
export const testMigrations: readonly MigrationSource[] = [
  { name: 'core', folder: path.join(__dirname, '../../database/rapport') },
  { name: 'segments', folder: path.join(__dirname, '../../plugins/segments/migrations') },
  { name: 'empathy', folder: path.join(__dirname, '../../plugins/empathy/migrations') },
  { name: 'insights', folder: path.join(__dirname, '../../plugins/insights/migrations') },
  { name: 'outreach', folder: path.join(__dirname, '../../plugins/outreach/migrations') },
];

/**
 * A migrated schema of its own in the test server (started by test/support/server.ts), one for each suite. Events older than
 * `monthsBack` share a partition: each has ten tables and indexes, which take longer to make than most tests.
 */
export async function createTestDatabase(now: number = Date.now(), monthsBack = 1): Promise<TestDatabase> {
  const url = process.env['RAPPORT_TEST_DATABASE_URL'];
  if (url === undefined) throw new Error('RAPPORT_TEST_DATABASE_URL is not set: run the tests through jest');
  const schema = `t_${randomBytes(6).toString('hex')}`;
  const pool = createPool({ databaseUrl: url, schema, connectionsMax: 8, applicationName: `test ${schema}` });
  const ingestPool = createIngestPool({
    databaseUrl: url,
    schema,
    connectionsMax: 4,
    applicationName: `ingest ${schema}`,
  });
  await migrate(pool, schema, testMigrations);
  const client = await pool.connect();
  await ensureEventPartitions(client, now, monthsBack);
  client.release();
  return {
    url,
    schema,
    pool,
    ingestPool,
    async drop() {
      await ingestPool.end();
      // What the house still writes at its end (the audit log) may meet this in the other order.
      await retrying(() => pool.query(`drop schema ${schema} cascade`));
      await pool.end();
    },
  };
}

/** One pool for all that plugins ask. */
export function pluginPools(pool: pg.Pool) {
  return { plugins: pool, lookups: pool, plans: pool };
}
