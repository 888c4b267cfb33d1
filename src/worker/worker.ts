import { type Core, type LaneHandler, type LaneWork, limits, type PluginLoop, type RapportPlugin } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { runRetention } from '../care/retention';
import { createQueue, type Queue } from '../queue/queue';
import type { Settings } from '../settings';
import type { Signals } from '../signals/signals';
import type { Seal } from '../store/audit';
import { auditJobs, startSealer } from './audit';
import type { Follower } from './lane';
import { startLanes, type Lanes } from './lanes';
import { createLoop, type Loop } from './loop';
import { maintenanceJobs } from './maintenance';
import { startSequencer, type Sequencer } from './sequencer';

/** Loops of plugins look at several tables each time; what they do is not waited for as lanes are. */
const pluginGatherMilliseconds = 100;

export type WorkerOptions = {
  readonly core: Core;
  /** Goes on with erasures that were begun and not ended. */
  readonly privacy: { finishErasures(goOn: () => boolean): Promise<void> };
  /** Works on imports that were started, until none is left or the signal says so. */
  readonly runImports: (signal: AbortSignal) => Promise<void>;
  readonly helpdesks: {
    /** Reads webhooks that wait, until none is left or the signal says so. */
    readDeliveries(signal: AbortSignal): Promise<void>;
    /** Reads by the API what is due, until nothing is or the signal says so. */
    sync(signal: AbortSignal): Promise<void>;
    /** Tells them what is due, until nothing is or the signal says so. */
    writeBack(signal: AbortSignal): Promise<void>;
    follow(work: LaneWork): Promise<void>;
  };
  readonly seal: Seal;
  /** Keeps one connection for the sequencer, one for each lane in flight, and what handlers use: 10 or more. */
  readonly pool: pg.Pool;
  readonly databaseUrl: string;
  readonly plugins: readonly RapportPlugin[];
  readonly settings: Pick<Settings, 'schema' | 'strapiSchema' | 'redisUrl' | 'product'>;
  readonly signals: Signals;
  readonly log: Logger;
};

export type Worker = {
  /** Returns at once. Whatever is out of reach now is tried again until it is there. */
  start(): void;
  /** How long what happens now waits until it has been followed; 0 where nothing is. */
  followMilliseconds(): number;
  /** Ends what runs, starts nothing new. What is left waits in the database for the next start. */
  drain(): Promise<void>;
};

/** What a process with the role `worker` does; any number of them share the work. */
export function createWorker(options: WorkerOptions): Worker {
  const { core, privacy, runImports, helpdesks, seal, pool, databaseUrl, plugins, settings, signals, log } = options;
  const { schema, redisUrl } = settings;
  let running:
    { sequencer: Sequencer; lanes: Lanes; queue: Queue; stopping: AbortController; loops: readonly Loop[] } | undefined;
  return {
    start() {
      if (running !== undefined) return;
      const followers: Follower[] = [
        ...plugins.flatMap((plugin) => plugin.lanes ?? []).map((handler) => follow(core, handler)),
        { name: 'helpdesks', handle: (work) => helpdesks.follow(work) },
      ];
      const queue = createQueue({ databaseUrl, redisUrl, schema, log });
      const { auditDays } = settings.product.privacy;
      queue.work('maintenance', [
        ...maintenanceJobs({ pool, schema, schemas: [schema, settings.strapiSchema], now: core.now, log }),
        ...auditJobs({ pool, schema, now: core.now, auditDays }),
      ]);
      queue.work('helpdesks', [
        { name: 'changes', everySeconds: limits.helpdeskChangesSeconds, run: () => core.helpdesks.readChanges() },
      ]);
      // A queue of its own: it may run for minutes.
      const stopping = new AbortController();
      const retention = { pool, schema, now: core.now, log, signal: stopping.signal };
      queue.work('retention', [
        { name: 'retention', everySeconds: 60 * 60, run: async () => void (await runRetention(retention)) },
      ]);
      running = {
        queue,
        stopping,
        sequencer: startSequencer({ pool, schema, signals, log }),
        lanes: startLanes({ pool, schema, followers, signals, log }),
        loops: [
          startSealer({ pool, schema, seal, log }),
          createLoop({ name: 'imports', log, round: () => runImports(stopping.signal) }),
          createLoop({ name: 'erasures', log, round: () => privacy.finishErasures(() => !stopping.signal.aborted) }),
          ...[
            { name: 'helpdesks', round: toTheEnd((signal) => helpdesks.readDeliveries(signal)) },
            { name: 'helpdesk syncs', round: toTheEnd((signal) => helpdesks.sync(signal)) },
            { name: 'helpdesk writes', round: toTheEnd((signal) => helpdesks.writeBack(signal)) },
            ...plugins.flatMap((plugin) => plugin.loops ?? []),
          ].map((loop) => startPluginLoop(loop, { core, signals, log, signal: stopping.signal })),
        ],
      };
    },
    followMilliseconds: () => running?.lanes.followMilliseconds() ?? 0,
    async drain() {
      if (running === undefined) return;
      const { sequencer, lanes, queue, stopping, loops } = running;
      stopping.abort();
      running = undefined;
      await Promise.all([sequencer.stop(), lanes.stop(), queue.close(), ...loops.map((loop) => loop.stop())]);
    },
  };
}

function toTheEnd(run: (signal: AbortSignal) => Promise<void>): PluginLoop['round'] {
  return async (_core, signal) => {
    await run(signal);
    return 'done';
  };
}

/** A plugin's LaneHandler with its Core at hand. */
function follow(core: Core, { name, handle, timer }: LaneHandler): Follower {
  return {
    name,
    handle: (work) => handle(core, work),
    ...(timer === undefined
      ? {}
      : { dueLanes: () => timer.dueLanes(core), fire: (lanes: readonly number[]) => timer.fire(core, lanes) }),
  };
}

function startPluginLoop(
  { name, round, gatherMilliseconds = pluginGatherMilliseconds }: PluginLoop,
  options: Pick<WorkerOptions, 'core' | 'signals' | 'log'> & { readonly signal: AbortSignal },
): Loop {
  const { core, signals, log, signal } = options;
  let ring: () => void = () => undefined;
  const untilRung = (): Promise<void> => new Promise((resolve) => (ring = resolve));
  let woken = untilRung();
  const loop = createLoop({
    ...{ name, log, gatherMilliseconds },
    round: async () => {
      while (!signal.aborted && (await round(core, signal, () => woken)) === 'more');
    },
  });
  const unsubscribe = signals.on('woken', () => {
    ring();
    woken = untilRung();
    loop.wake();
  });
  return {
    wake: () => loop.wake(),
    async stop() {
      unsubscribe();
      await loop.stop();
    },
  };
}
