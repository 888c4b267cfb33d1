import type { Logger } from 'pino';
import { loadPlugins } from '../plugins';
import type { Settings } from '../settings';
import { keepChild, type KeptChild } from './children';
import { openDatabase } from './database';
import type { ProcessKind } from './messages';
import { prepareDatabase } from './prepare';
import { loadSecrets } from './secrets';

/** Ctrl-C in a terminal under npm arrives twice at once; later than this it means "now". */
const impatientAfterMilliseconds = 1_500;

/**
 * `rapport start`: database, migrations, then the processes of ROLE, kept alive until SIGTERM, SIGINT or SIGHUP; then
 * everything drains, in the reverse order.
 * @throws RapportError whatever keeps it from starting, or from going on
 */
export async function supervise(settings: Settings, appDir: string, log: Logger): Promise<void> {
  const stop = stopRequest(log);
  const database = await openDatabase(settings, appDir, log, stop.fail);
  const children: KeptChild[] = [];
  try {
    if (stop.requested()) return;
    const migrations = await prepareDatabase(settings, database.url, appDir, await loadPlugins(appDir), Date.now());
    if (migrations.length > 0) log.info({ migrations }, 'database migrated');
    const env = childEnvironment(database.url, await loadSecrets(settings.dataDir, process.env));
    if (stop.requested()) return;
    const { role, shutdownDelaySeconds } = settings;
    for (const kind of kindsOf(role)) children.push(keepChild({ kind, env, log, shutdownDelaySeconds }));
    stop.onImpatience(() => children.forEach((child) => child.kill()));
    const started = Promise.all(children.map((child) => child.ready));
    const ports = await Promise.race([started, stop.promise]);
    if (ports !== undefined) announce(settings, ports, log);
    await stop.promise;
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await database.close();
    stop.forget();
  }
  log.info('stopped');
}

function kindsOf(role: Settings['role']): ProcessKind[] {
  return role === 'all' ? ['web', 'worker'] : [role];
}

function childEnvironment(databaseUrl: string, secrets: Record<string, string>): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    ...process.env,
    ...secrets,
    DATABASE_URL: databaseUrl,
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
}

function announce({ host, role }: Settings, ports: readonly (number | null)[], log: Logger): void {
  const port = ports.find((candidate) => candidate !== null);
  log.info(port === undefined ? { role } : { role, url: `http://${host}:${port}` }, 'ready');
}

type StopRequest = {
  /** Resolves when somebody asks to stop; rejects when the database is lost. */
  readonly promise: Promise<undefined>;
  readonly requested: () => boolean;
  readonly fail: (error: unknown) => void;
  readonly onImpatience: (act: () => void) => void;
  readonly forget: () => void;
};

function stopRequest(log: Logger): StopRequest {
  let askedAt: number | undefined;
  let impatience: () => void = () => undefined;
  let resolve: (value: undefined) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<undefined>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => undefined);
  const listener = (signal: NodeJS.Signals): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      log.info({ signal }, 'stopping');
      resolve(undefined);
    } else if (performance.now() - askedAt > impatientAfterMilliseconds) impatience();
  };
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    promise,
    requested: () => askedAt !== undefined,
    fail: reject,
    onImpatience: (act) => (impatience = act),
    forget: () => signals.forEach((signal) => process.off(signal, listener)),
  };
}
