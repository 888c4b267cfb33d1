import cluster from 'node:cluster';
import { once } from 'node:events';
import { supervisorMessage } from './messages';

/**
 * Loaded into `strapi develop` before Strapi: its first process forks the one that serves, and would leave it alone at
 * Ctrl-C. Here it waits until that one has drained. It ends when told to, and when the supervisor is gone.
 */
if (cluster.isPrimary) {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // It would be replaced otherwise.
    cluster.removeAllListeners('message');
    const serving = Object.values(cluster.workers ?? {}).flatMap((worker) => (worker === undefined ? [] : [worker]));
    await Promise.all(
      serving.map(({ process: served }) => {
        const ended = once(served, 'exit');
        served.kill('SIGTERM');
        return ended;
      }),
    );
    process.exit(0);
  };
  // From the terminal it reaches all; the supervisor says what is done about it.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('SIGTERM', () => void stop());
  process.on('disconnect', () => void stop());
  process.on('message', (raw) => {
    if (supervisorMessage.safeParse(raw).success) void stop();
  });
}
