import type { Logger } from 'pino';
import { ignoredLine, loadPlugins } from '../plugins';
import { createPool } from '../postgres/pool';
import type { Settings } from '../settings';
import { openDatabase } from './database';
import { prepareDatabase } from './prepare';
import { requireSameSecrets } from './secret-check';
import { loadSecrets, type Secrets } from './secrets';
import { stopRequest, type StopRequest } from './stop-request';

export type Session = {
  /** For the processes below: address of the database, secrets. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: StopRequest;
};

/**
 * What every way to run Rapport has around it: the database is opened, brought up to date and closed again; secrets are
 * there; SIGTERM, SIGINT and SIGHUP ask `work` to end.
 * @throws RapportError whatever keeps it from starting, or from going on
 */
export async function inSession(
  settings: Settings,
  appDir: string,
  log: Logger,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  const stop = stopRequest(log);
  const database = await openDatabase(settings, appDir, log, stop.fail);
  try {
    if (stop.requested()) return;
    const plugins = await loadPlugins(appDir, (ignored) => log.warn(ignoredLine(ignored)));
    const migrations = await prepareDatabase(settings, database.url, appDir, plugins, Date.now());
    if (migrations.length > 0) log.info({ migrations }, 'database migrated');
    const secrets = await loadSecrets(settings.dataDir, process.env);
    await checkSecrets(settings, database.url, secrets);
    const env = processEnvironment(database.url, secrets);
    if (stop.requested()) return;
    await work({ env, stop });
  } finally {
    await database.close();
    stop.forget();
  }
  log.info('stopped');
}

async function checkSecrets({ schema }: Settings, databaseUrl: string, secrets: Secrets): Promise<void> {
  const pool = createPool({ databaseUrl, schema, connectionsMax: 1, applicationName: 'rapport prepare' });
  try {
    await requireSameSecrets(pool, secrets, Date.now());
  } finally {
    await pool.end();
  }
}

function processEnvironment(databaseUrl: string, secrets: Record<string, string>): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'production',
    ...process.env,
    ...secrets,
    DATABASE_URL: databaseUrl,
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
  };
}
