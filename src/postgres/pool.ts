import pg from 'pg';

/**
 * Values as the whole house sees them: int8 as number (all our ids stay far below 2^53), timestamptz as epoch milliseconds,
 * json and jsonb parsed, numeric and date as text. Each is named here because Strapi changes pg's global parsers when it
 * opens its own connections (jsonb would come back as text); what is not named has pg's default.
 */
const epochMilliseconds = pg.types.getTypeParser(1184);
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number], // int8
  [1184, (text) => Number(epochMilliseconds(text))], // timestamptz
  [114, (text) => JSON.parse(text)], // json
  [3802, (text) => JSON.parse(text)], // jsonb
  [1700, (text) => text], // numeric
  [1082, (text) => text], // date
]);
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const parser = format === 'binary' ? undefined : parsers.get(oid);
    return parser ?? pg.types.getTypeParser(oid, format);
  },
};

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
