import { createPostgresBackend, Queue, runMigrations, withBackend, Worker } from 'bullmq';
import pg from 'pg';

/** What we use of BullMQ, the same on PostgreSQL and on Redis. */
export type Schedules = {
  upsertJobScheduler(
    id: string,
    repeat: { readonly every: number },
    template: { readonly name: string; readonly opts: typeof jobOptions },
  ): Promise<unknown>;
  getJobSchedulersCount(): Promise<number>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
};
export type Runner = {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { readonly name: string } | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  /** Begins to take jobs. Only once it is ready: BullMQ's loop over a connection that never was spins without a pause, and stops the process. */
  run(): Promise<void>;
  close(): Promise<void>;
};
export type RunJob = (name: string) => Promise<void>;

export type Backend = {
  /** Makes the tables that are missing. */
  prepare(): Promise<void>;
  schedules(queue: string): Schedules;
  runner(queue: string, run: RunJob): Runner;
  close(): Promise<void>;
};

/** A job that fails is tried again after 5, 10, 20, 40 seconds; then the next one of its schedule has to do. */
export const jobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 5_000 },
  removeOnComplete: { count: 20 },
  removeOnFail: { count: 100 },
};

/** BullMQ's own schema, apart from ours and from Strapi's; queues of several installations differ by their names. */
const bullmqSchema = 'bullmq';

/** A worker that reaches nobody asks again after so long. */
const reconnectMilliseconds = 5_000;

/**
 * BullMQ takes a rest of runRetryDelay when nobody listens (ECONNREFUSED). When a server answers that it is starting (57P03), stopping,
 * or full, it asks again at once, ten times a second for each queue, and reports each. So whoever could not connect hears that
 * nobody listens.
 */
class Unreachable extends Error {
  readonly code = 'ECONNREFUSED';

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'Unreachable';
  }
}

/** So long after somebody could not connect nobody tries again: where it waits for a job BullMQ asks ten times a second, whatever it is told. */
const restMilliseconds = 1_000;

type Connected = Parameters<pg.Pool['connect']>[0];

class QueuePool extends pg.Pool {
  private refusal: { readonly error: Unreachable; readonly until: number } | null = null;

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    const refused = this.refused();
    if (callback === undefined) {
      if (refused !== null) return Promise.reject(refused);
      return super.connect().catch((error: unknown) => {
        throw error instanceof Error ? this.noted(error) : error;
      });
    }
    if (refused === null) super.connect((error, client, done) => callback(error && this.noted(error), client, done));
    else process.nextTick(() => callback(refused, undefined, () => undefined));
  }

  /** Null: it may be tried. A connection that is there is given out in any case. */
  private refused(): Unreachable | null {
    if (this.idleCount > 0 || this.refusal === null || performance.now() >= this.refusal.until) return null;
    return this.refusal.error;
  }

  private noted(error: Error): Unreachable {
    const unreachable = new Unreachable(error);
    this.refusal = { error: unreachable, until: performance.now() + restMilliseconds };
    return unreachable;
  }
}

/** One pool for every queue and worker of the process; each worker keeps one connection of it, to be woken. */
export function postgresBackend(databaseUrl: string): Backend {
  const bound = withBackend(createPostgresBackend);
  const pool = new QueuePool({
    connectionString: databaseUrl,
    // Three queues, each with a connection that listens, one that works, and what schedules.
    max: 9,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    application_name: 'rapport queue',
    options: `-c search_path=${bullmqSchema}`,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return {
    async prepare() {
      const client = await pool.connect();
      try {
        await runMigrations(client, bullmqSchema);
      } finally {
        client.release();
      }
    },
    schedules: (queue) => new bound.Queue(queue, { connection: pool }),
    runner: (queue, run) =>
      new bound.Worker(queue, (job) => run(job.name), {
        ...{ connection: pool, autorun: false, runRetryDelay: reconnectMilliseconds },
      }),
    close: () => pool.end(),
  };
}

export function redisBackend(redisUrl: string): Backend {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  return {
    async prepare() {},
    schedules: (queue) => new Queue(queue, { connection }),
    runner: (queue, run) => new Worker(queue, (job) => run(job.name), { connection, autorun: false }),
    async close() {},
  };
}
