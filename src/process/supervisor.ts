import type { Logger } from 'pino';
import type { Settings } from '../settings';
import { keepChild } from './children';
import type { ProcessKind } from './messages';
import { inSession } from './session';

/**
 * `rapport start`: database, migrations, then the processes of ROLE, kept alive until SIGTERM, SIGINT or SIGHUP; then
 * everything drains, in the reverse order.
 * @throws RapportError whatever keeps it from starting, or from going on
 */
export async function supervise(settings: Settings, appDir: string, log: Logger): Promise<void> {
  const { role, shutdownDelaySeconds } = settings;
  await inSession(settings, appDir, log, async ({ env, stop }) => {
    const children = kindsOf(role).map((kind) => keepChild({ kind, env, log, shutdownDelaySeconds }));
    try {
      stop.onImpatience(() => children.forEach((child) => child.kill()));
      const started = Promise.all(children.map((child) => child.ready));
      const ports = await Promise.race([started, stop.promise]);
      if (ports !== undefined) announce(settings, ports, log);
      await stop.promise;
    } finally {
      await Promise.all(children.map((child) => child.stop()));
    }
  });
}

function kindsOf(role: Settings['role']): ProcessKind[] {
  return role === 'all' ? ['web', 'worker'] : [role];
}

function announce({ host, role }: Settings, ports: readonly (number | null)[], log: Logger): void {
  const port = ports.find((candidate) => candidate !== null);
  log.info(port === undefined ? { role } : { role, url: `http://${host}:${port}` }, 'ready');
}
