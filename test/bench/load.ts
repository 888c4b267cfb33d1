import { fork } from 'node:child_process';
import path from 'node:path';
import { loadResult, type LoadOrder, type LoadResult } from './load-process';

/** The load generator: a process of its own, so that it shares no event loop with what it measures. */
export type Load = {
  readonly pid: number;
  /** One order at a time. @throws what the server answered other than 200 */
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): void;
};

export function startLoad(): Load {
  const child = fork(path.join(__dirname, 'load-process.js'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return {
    pid: child.pid ?? 0,
    run(order) {
      return new Promise((resolve, reject) => {
        const gone = (): void => reject(new Error('the load generator ended'));
        child.once('exit', gone);
        child.once('message', (raw) => {
          child.off('exit', gone);
          const result = loadResult.parse(raw);
          if (result.error === null) resolve(result);
          else reject(new Error(`the load failed after ${result.requests} requests: ${result.error}`));
        });
        child.send(order);
      });
    },
    stop: () => child.disconnect(),
  };
}
