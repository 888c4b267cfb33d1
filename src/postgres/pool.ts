import pg from 'pg';
import { types } from './types';

export type PoolOptions = {
  readonly databaseUrl: string;
  /** The schema of the firehose: set as search_path, so that SQL names tables without it. */
  readonly schema: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  readonly connectTimeoutMilliseconds?: number;
  /**
   * Readers: prepared statements keep one plan for all values. PostgreSQL would plan a timeline anew for each request, since
   * a plan for one profile looks cheaper than one for ten; but planning 30 partitions takes three times as long as reading.
   */
  readonly genericPlans?: boolean;
};

/**
 * Ingest knows its plans: nested loops by index, whatever the sizes of today. A generic plan made over empty tables would scan
 * them, and hash them, for as long as nobody analyses; a plan for each call costs more than the statement (look-up of one event:
 * 267 us planning, 101 us execution). JIT would take the price of a forbidden scan (PostgreSQL 15 to 17) for real work.
 */
const ingestPlans =
  ' -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

/** For PostgresIngestTransaction alone. */
export function createIngestPool(options: Omit<PoolOptions, 'genericPlans'>): pg.Pool {
  return openPool(options, ingestPlans);
}

/** The one way to PostgreSQL for everything but ingest, Strapi and BullMQ. */
export function createPool(options: PoolOptions): pg.Pool {
  return openPool(options, options.genericPlans === true ? ' -c plan_cache_mode=force_generic_plan' : '');
}

function openPool(options: PoolOptions, planSettings: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMilliseconds ?? 5_000,
    options: `-c search_path=${options.schema},public -c timezone=UTC${planSettings}`,
    types,
  });
  // A connection that dies (a restart of PostgreSQL) is replaced by the pool, and its query fails; without a listener for each,
  // idle or in use, it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function ignore(): void {}

/** Runs `work` in one READ COMMITTED transaction; whatever it throws rolls back. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
