import pg from 'pg';

/**
 * Values as the whole house sees them: int8 and int8[] as numbers (all our ids stay far below 2^53), timestamptz as epoch milliseconds,
 * jsonb parsed. Dates, numeric and the rest as pg's defaults.
 */
const int8 = 20;
const int8Array = 1016;
const timestamptz = 1184;
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return --
   pg types its parsers as any; this is the one place that touches them. */
const parseTimestamp = pg.types.getTypeParser(timestamptz);
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === int8) return Number;
    if (format !== 'binary' && oid === int8Array) return parseInt8Array;
    if (format !== 'binary' && oid === timestamptz) return (text: string) => Number(parseTimestamp(text));
    return pg.types.getTypeParser(oid, format);
  },
};
/* eslint-enable */

/** One dimension, e.g. `{1,NULL,3}`. */
function parseInt8Array(text: string): (number | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => (item === 'NULL' ? null : Number(item)));
}

export type PoolOptions = {
  readonly databaseUrl: string;
  /** The schema of the firehose: set as search_path, so that SQL names tables without it. */
  readonly schema: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  readonly connectTimeoutMilliseconds?: number;
};

/** The one way to PostgreSQL for everything but Strapi and BullMQ. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMilliseconds ?? 5_000,
    options: `-c search_path=${options.schema},public -c timezone=UTC`,
    types,
  });
  // An idle connection that dies (a restart of PostgreSQL) is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // The same for one that dies while it is checked out, between two statements: its next statement fails anyway.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

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
