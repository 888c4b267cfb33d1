import { createToken } from '../auth/tokens';
import type { CliDeps, OpenDatabase, OpenStrapi } from '../cli/deps';
import { createCore } from '../core';
import { loadPlugins, migrationSources, scopesOf } from '../plugins';
import { withBootLock } from '../postgres/boot-lock';
import { createPool } from '../postgres/pool';
import type { Settings } from '../settings';
import { borrowDatabase } from './database';
import { createLog } from './log';
import { prepareDatabase } from './prepare';
import { loadSecrets } from './secrets';

/** Ingest of an import, a cursor of an export, and what comes with them. */
const connectionsMax = 6;

/** What commands other than `start` work with: the running Rapport's database, else one that is started for the command. */
export function commandDeps(settings: Settings, appDir: string): CliDeps {
  // A command talks to a person: its log is for what went wrong, and stays out of its output.
  const logLevel = settings.logLevel === 'info' ? 'warn' : settings.logLevel;
  const log = createLog(logLevel, 'command', process.stderr);

  async function withDatabase<T>(work: (open: OpenDatabase & { databaseUrl: string }) => Promise<T>): Promise<T> {
    const plugins = await loadPlugins(appDir);
    const database = await borrowDatabase(settings, appDir, log);
    const pool = createPool({
      databaseUrl: database.url,
      schema: settings.schema,
      connectionsMax,
      applicationName: 'rapport command',
    });
    try {
      await prepareDatabase(settings, database.url, appDir, plugins, Date.now());
      const secrets = await loadSecrets(settings.dataDir, process.env);
      const core = createCore({
        settings: { ...settings, databaseUrl: database.url },
        appDir,
        pool,
        log,
        now: Date.now,
        plugins,
        loadSources: () => Promise.resolve([]),
        auth: { authenticate: () => Promise.resolve(null) },
        digestKey: secrets.ENCRYPTION_KEY,
      });
      try {
        const migrations = migrationSources(appDir, plugins);
        return await work({ pool, core, receiver: core.receiver, migrations, databaseUrl: database.url });
      } finally {
        await core.close();
      }
    } finally {
      await pool.end();
      await database.close();
    }
  }

  function withStrapi<T>(work: (open: OpenStrapi) => Promise<T>): Promise<T> {
    return withDatabase(async (open) => {
      const secrets = await loadSecrets(settings.dataDir, process.env);
      Object.assign(process.env, strapiEnvironment, secrets, { DATABASE_URL: open.databaseUrl, LOG_LEVEL: logLevel });
      // Only now: other commands need not wait for it.
      const { destroyStrapi, strapiForCommand } = await import('./load-strapi.js');
      const strapi = await strapiForCommand(appDir);
      try {
        await withBootLock(open.pool, settings.schema, () => strapi.load());
        return await work({ ...open, strapi });
      } finally {
        await destroyStrapi(strapi);
      }
    });
  }

  return {
    settings,
    log,
    withDatabase,
    withStrapi,
    createToken: async (strapi, token) => {
      const declared = scopesOf(await loadPlugins(appDir)).map((scope) => scope.name);
      return (await createToken(strapi, declared, token)).accessKey;
    },
    stdout: process.stdout,
    stderr: process.stderr,
  };
}

const strapiEnvironment = {
  NODE_ENV: 'production',
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
};
