import type { ErrorCode } from '@rapport/sdk';
import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Lag } from './lag';

/** What one transaction of ingest did. `seconds` runs from its start to its commit; `events` are all it was given. */
export type CommittedBatch = {
  readonly accepted: number;
  readonly duplicates: number;
  readonly erased: number;
  readonly rejected: readonly { readonly code: ErrorCode }[];
  readonly events: number;
  readonly seconds: number;
};

export type Metrics = {
  readonly ingest: { committed(batch: CommittedBatch): void };
  /** Prometheus text format. Asks the database how far the hand-over lags; without it the rest is still answered. */
  text(): Promise<string>;
  readonly contentType: string;
};

/** Every metric of a process; docs/operating.md explains them. Names and labels carry no personal data. */
export function createMetrics(sources: {
  readonly pools: Readonly<Record<string, pg.Pool>>;
  readonly readLag: () => Promise<Lag>;
}): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const lag = lagGauges(registry);
  poolGauges(registry, sources.pools);
  return {
    ingest: ingestRecorder(registry),
    contentType: registry.contentType,
    async text() {
      lag(await sources.readLag().catch(() => null));
      return registry.metrics();
    },
  };
}

function ingestRecorder(registry: Registry): Metrics['ingest'] {
  const registers = [registry];
  const accepted = new Counter({ name: 'rapport_events_accepted_total', help: 'Events committed.', registers });
  const duplicates = new Counter({
    name: 'rapport_events_duplicate_total',
    help: 'Events that were there before.',
    registers,
  });
  const erased = new Counter({
    name: 'rapport_events_erased_total',
    help: 'Events dropped because they name somebody who was erased since.',
    registers,
  });
  const rejected = new Counter({
    name: 'rapport_events_rejected_total',
    help: 'Events refused and kept as rejected, by error code.',
    labelNames: ['code'],
    registers,
  });
  const size = new Histogram({
    name: 'rapport_ingest_batch_events',
    help: 'Events in one transaction.',
    buckets: [1, 5, 20, 50, 100, 250, 500, 1_000, 2_000, 4_096],
    registers,
  });
  const seconds = new Histogram({
    name: 'rapport_ingest_commit_seconds',
    help: 'From the start of a transaction to its commit.',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    registers,
  });
  return {
    committed(batch) {
      accepted.inc(batch.accepted);
      duplicates.inc(batch.duplicates);
      erased.inc(batch.erased);
      for (const { code } of batch.rejected) rejected.inc({ code });
      size.observe(batch.events);
      seconds.observe(batch.seconds);
    },
  };
}

/** Without a lag (the database is away) only `rapport_database_up` is there, and 0: a stale number would mislead. */
function lagGauges(registry: Registry): (lag: Lag | null) => void {
  const registers = [registry];
  const up = new Gauge({ name: 'rapport_database_up', help: '1 when the database answers.', registers });
  const gauges = {
    unnumberedCommits: new Gauge({
      name: 'rapport_commits_unnumbered',
      help: 'Commits that the feed does not show yet, counted up to 10,000.',
      registers,
    }),
    unnumberedSeconds: new Gauge({
      name: 'rapport_commit_unnumbered_age_seconds',
      help: 'Age of the oldest commit that the feed does not show yet.',
      registers,
    }),
    workSeconds: new Gauge({
      name: 'rapport_work_age_seconds',
      help: 'Age of the oldest hand-over that no lane has worked on yet.',
      registers,
    }),
  };
  return (lag) => {
    up.set(lag === null ? 0 : 1);
    if (lag === null) {
      for (const gauge of Object.values(gauges)) gauge.remove();
      return;
    }
    gauges.unnumberedCommits.set(lag.unnumberedCommits);
    gauges.unnumberedSeconds.set(lag.unnumberedSeconds);
    gauges.workSeconds.set(lag.workSeconds);
  };
}

function poolGauges(registry: Registry, pools: Readonly<Record<string, pg.Pool>>): void {
  const gauge: Gauge<'pool' | 'state'> = new Gauge({
    name: 'rapport_pool_connections',
    help: 'Connections to PostgreSQL by pool: in use, idle; waiting are requests without one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [name, pool] of Object.entries(pools)) {
        gauge.set({ pool: name, state: 'used' }, pool.totalCount - pool.idleCount);
        gauge.set({ pool: name, state: 'idle' }, pool.idleCount);
        gauge.set({ pool: name, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
}
