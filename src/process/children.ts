import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';
import { childMessage, drainSecondsMax, type ProcessKind, type SupervisorMessage } from './messages';

const backoffMillisecondsFirst = 500;
const backoffMillisecondsMax = 30_000;
/** A child that ran for this long was healthy: its next restart is quick again. */
const healthySeconds = 60;

export type ChildOptions = {
  readonly kind: ProcessKind;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Logger;
  /** It takes requests for so long after it was told to stop. */
  readonly shutdownDelaySeconds: number;
};

/** One child that is kept alive. */
export type KeptChild = {
  /** Resolves when it is ready for the first time, with the port it listens on. @throws RapportError: it never was. */
  readonly ready: Promise<number | null>;
  /** It drains and ends, and is not started again. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, for those who ask twice. */
  readonly kill: () => void;
};

/**
 * States: starting -> ready -> ended -> (pause) -> starting. A child that ends before it was ever ready fails the start of
 * Rapport; later it is started again, after pauses that double. `stop` leaves from every state.
 */
export function keepChild(options: ChildOptions): KeptChild {
  const { kind, log } = options;
  const halted = new AbortController();
  let current: ChildProcess | undefined;
  let everReady = false;
  let running: Promise<void> = Promise.resolve();

  const ready = new Promise<number | null>((resolve, reject) => {
    const run = async (): Promise<void> => {
      for (let pause = backoffMillisecondsFirst; !halted.signal.aborted;) {
        const startedAt = performance.now();
        current = spawnChild(options);
        const end = await follow(current, (port) => {
          if (everReady) log.info({ kind }, 'process is ready again');
          everReady = true;
          resolve(port);
        });
        current = undefined;
        if (halted.signal.aborted) break;
        if (!everReady) return reject(new RapportError('process_failed', end.line ?? `(${kind}: ${end.how})`));
        if (performance.now() - startedAt > healthySeconds * 1000) pause = backoffMillisecondsFirst;
        log.error(
          { kind, how: end.how, reason: end.line, pauseMilliseconds: pause },
          'process ended; starting it again',
        );
        await sleep(pause, undefined, { signal: halted.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, backoffMillisecondsMax);
      }
      if (!everReady) reject(new RapportError('shutting_down'));
    };
    running = run();
  });
  ready.catch(() => undefined);

  return {
    ready,
    async stop() {
      halted.abort();
      const deadline = setTimeout(
        () => {
          log.warn({ kind }, 'process did not drain in time; killing it');
          current?.kill('SIGKILL');
        },
        (options.shutdownDelaySeconds + drainSecondsMax + 5) * 1000,
      );
      tellToStop(current);
      await running;
      clearTimeout(deadline);
    },
    kill: () => current?.kill('SIGKILL'),
  };
}

function spawnChild({ kind, env }: ChildOptions): ChildProcess {
  return fork(path.join(__dirname, 'child.js'), [kind], { env: { ...env, RAPPORT_PROCESS: kind }, stdio: 'inherit' });
}

type End = { readonly how: string; readonly line: string | undefined };

function follow(child: ChildProcess, onReady: (port: number | null) => void): Promise<End> {
  return new Promise((resolve) => {
    let line: string | undefined;
    child.on('message', (raw) => {
      const message = childMessage.safeParse(raw);
      if (!message.success) return;
      if (message.data.type === 'ready') onReady(message.data.port);
      else line = message.data.line;
    });
    child.once('error', (error) => resolve({ how: error.message, line }));
    child.once('exit', (code, signal) => resolve({ how: signal ?? `exit code ${code}`, line }));
  });
}

function tellToStop(child: ChildProcess | undefined): void {
  const stop: SupervisorMessage = { type: 'stop' };
  if (child?.connected === true) child.send(stop, () => undefined);
}
