import pg from 'pg';

/**
 * Values as the whole house sees them: int8 and int8[] as numbers (all our ids stay far below 2^53), timestamptz as epoch
 * milliseconds, json and jsonb parsed, numeric and date as text. Each is named here because Strapi changes pg's global parsers
 * when it opens its own connections (jsonb would come back as text); what is not named has pg's default.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [20, Number], // int8
  [1016, parseInt8Array], // int8[]
  [1184, parseTime], // timestamptz
  [114, parseJson], // json
  [3802, parseJson], // jsonb
  [1700, (text) => text], // numeric
  [1082, (text) => text], // date
]);
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    return (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format);
  },
};

function parseJson(text: string): unknown {
  return JSON.parse(text);
}

const utc = /^([1-9]\d{3})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3})\d*)?\+00$/;
/** The pool's zone is UTC, so all but infinity and years out of the way look the same: eight times as fast as pg's own parser. */
function parseTime(text: string): number {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const match = utc.exec(text);
  if (match === null) return Date.parse(text);
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
}

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
  /**
   * Readers: prepared statements keep one plan for all values. PostgreSQL would plan a timeline anew for each request, since
   * a plan for one profile looks cheaper than one for ten; but planning 30 partitions takes three times as long as reading.
   */
  readonly genericPlans?: boolean;
};

/** For what runs once, and would rather wait than fail: the machine is loaded, the process was stopped for a while. */
export const patientConnectMilliseconds = 60_000;

/** Statements are written without waiting for the answers before (see Pipeline): no cursors and no COPY on such connections. */
type Pipelined = { readonly pipeline?: boolean };

/**
 * Ingest knows its plans: nested loops by index, whatever the sizes of today. A generic plan made over empty tables would scan
 * them, and hash them, for as long as nobody analyses; a plan for each call costs more than the statement (look-up of one event:
 * 267 us planning, 101 us execution). JIT would take the price of a forbidden scan (PostgreSQL 15 to 17) for real work.
 */
const ingestPlans =
  ' -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';

/** For PostgresIngestTransaction alone. */
export function createIngestPool(options: Omit<PoolOptions, 'genericPlans'>): pg.Pool {
  return openPool({ ...options, pipeline: true }, ingestPlans);
}

/**
 * Plugins' look-ups of a few profiles: a statement over events is planned once for each connection. Of the agents' panel the plan
 * of one explanation over 30 months took 18 ms, running it 0.6 ms; a transaction with settings for it costs four round trips more.
 */
const lookupPlans =
  ' -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c jit=off -c max_parallel_workers_per_gather=0';

/** For Database.lookups. */
export function createLookupPool(options: Omit<PoolOptions, 'genericPlans'>, statementMilliseconds: number): pg.Pool {
  return openPool(options, `${lookupPlans} -c statement_timeout=${statementMilliseconds}`);
}

/** The one way to PostgreSQL for everything but ingest, Strapi and BullMQ. */
export function createPool(options: PoolOptions): pg.Pool {
  return openPool(options, options.genericPlans === true ? ' -c plan_cache_mode=force_generic_plan' : '');
}

/**
 * How long a connection that nobody needs stays open. The driver's 10 s would make each burst after a quiet time pay for new
 * ones: a process of PostgreSQL that plans its statements over 30 partitions, and meets every shared page for the first time.
 */
const idleMilliseconds = 10 * 60_000;
/** Then another one takes its place: what a process of PostgreSQL remembers (plans, catalogues) only grows. */
const lifetimeSeconds = 60 * 60;

function openPool(options: PoolOptions & Pipelined, planSettings: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: options.connectTimeoutMilliseconds ?? 5_000,
    idleTimeoutMillis: idleMilliseconds,
    maxLifetimeSeconds: lifetimeSeconds,
    options: `-c search_path=${options.schema},public -c timezone=UTC${planSettings}`,
    pipeline: options.pipeline === true,
    types,
  });
  // A connection that dies (a restart of PostgreSQL) is replaced by the pool, and its query fails; without a listener for each,
  // idle or in use, it would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

function ignore(): void {}

/**
 * Runs `work` in one transaction, READ COMMITTED unless `begin` says otherwise; whatever it throws rolls back.
 * @param begin its first statements, without parameters: they go together with BEGIN, in one round trip
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
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
