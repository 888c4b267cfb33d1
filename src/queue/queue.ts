import type { Logger } from 'pino';
import { jobOptions, postgresBackend, redisBackend, type Backend, type Runner, type Schedules } from './backend';

/** Work that is due again and again. It runs in one process at a time, at least once; it finds out itself what to do. */
export type ScheduledJob = {
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<void>;
};

/**
 * BullMQ, on PostgreSQL or, where there is a REDIS_URL, on Redis. Nothing here is truth: schedules are made at start and
 * again each minute if they are gone, so a queue may be wiped, or be out of reach, at any time.
 */
export type Queue = {
  /** Starts at once, in the background; an unreachable queue is tried again. */
  work(queue: string, jobs: readonly ScheduledJob[]): void;
  /** Waits for the job that runs. */
  close(): Promise<void>;
};

const repairMilliseconds = { working: 60_000, failing: 5_000 };

export function createQueue(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** Distinguishes installations that share a database. */
  readonly schema: string;
  readonly log: Logger;
}): Queue {
  const { databaseUrl, redisUrl, schema, log } = options;
  const backend = redisUrl === undefined ? postgresBackend(databaseUrl) : redisBackend(redisUrl);
  const working: WorkedQueue[] = [];
  return {
    work(queue, jobs) {
      working.push(workQueue(backend, `${schema}-${queue}`, jobs, log));
    },
    async close() {
      await Promise.all(working.map((each) => each.close()));
      await backend.close();
    },
  };
}

type WorkedQueue = { close(): Promise<void> };

function workQueue(backend: Backend, name: string, jobs: readonly ScheduledJob[], log: Logger): WorkedQueue {
  const byName = new Map(jobs.map((job) => [job.name, job]));
  let opened: { schedules: Schedules; runner: Runner } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  /** Whatever cannot be reached at first is thrown away: BullMQ remembers for ever that a connection failed. */
  async function open(): Promise<{ schedules: Schedules; runner: Runner }> {
    const schedules = backend.schedules(name);
    schedules.on('error', (error) => log.debug({ err: error, queue: name }, 'the queue reports an error'));
    const runner = backend.runner(name, async (job) => {
      const known = byName.get(job);
      if (known !== undefined) await known.run();
    });
    runner.on('error', (error) => log.debug({ err: error, queue: name }, 'the queue reports an error'));
    runner.on('failed', (job, error) => log.error({ err: error, queue: name, job: job?.name }, 'a job failed'));
    try {
      await Promise.all([schedules.waitUntilReady(), runner.waitUntilReady()]);
    } catch (error) {
      await Promise.allSettled([runner.close(), schedules.close()]);
      throw error;
    }
    runner.run().catch((error: unknown) => log.error({ err: error, queue: name }, 'the queue has stopped'));
    return { schedules, runner };
  }

  async function repair(): Promise<void> {
    await backend.prepare();
    opened ??= await open();
    if ((await opened.schedules.getJobSchedulersCount()) >= jobs.length) return;
    for (const job of jobs) {
      const every = job.everySeconds * 1_000;
      await opened.schedules.upsertJobScheduler(job.name, { every }, { name: job.name, opts: jobOptions });
    }
  }

  async function keep(): Promise<void> {
    let next = repairMilliseconds.working;
    try {
      await repair();
    } catch (error) {
      next = repairMilliseconds.failing;
      log.warn({ err: error, queue: name }, 'the queue cannot be reached; it is tried again');
    }
    if (closed) return;
    timer = setTimeout(() => {
      keeping = keep();
    }, next).unref();
  }

  let keeping = keep();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await keeping;
      await opened?.runner.close();
      await opened?.schedules.close();
    },
  };
}
