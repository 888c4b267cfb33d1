import type { Authenticator, RapportPlugin } from '@rapport/sdk';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createToken } from '../auth/tokens';
import type { CliDeps, OpenDatabase, OpenStrapi } from '../cli/deps';
import { createCore } from '../core';
import { findPlugins, loadPlugins, migrationSources, scopesOf } from '../plugins';
import { packageVersion } from '../package-version';
import { withBootLock } from '../postgres/boot-lock';
import { createPool, patientConnectMilliseconds } from '../postgres/pool';
import { listMigrations } from '../store/migration';
import type { Settings } from '../settings';
import { borrowDatabase, openDatabase } from './database';
import { createLog } from './log';
import { prepareDatabase } from './prepare';
import { openSecretBox, rotateSecrets } from './seal-keys';
import { adoptSecrets, requireSameSecrets } from './secret-check';
import { loadSecrets, type Secrets } from './secrets';

/** Ingest of an import, a cursor of an export, and what comes with them. */
const connectionsMax = 6;

type OpenPool = {
  readonly pool: pg.Pool;
  readonly plugins: readonly RapportPlugin[];
  readonly secrets: Secrets;
  readonly databaseUrl: string;
};

/** Nobody logs in to a command. */
const nobody: Authenticator = {
  authenticate: () => Promise.resolve(null),
  byActor: () => Promise.resolve(null),
  names: () => Promise.resolve(new Map()),
};

/** What commands other than `start` work with: the running Rapport's database, else one that is started for the command. */
export function commandDeps(settings: Settings, appDir: string): CliDeps {
  // A command talks to a person: its log is for what went wrong, and stays out of its output.
  const logLevel = settings.logLevel === 'info' ? 'warn' : settings.logLevel;
  const log = createLog(logLevel, 'command', process.stderr);

  const withPool: WithPool = async (work) =>
    openPool({ settings, appDir, log, plugins: await loadPlugins(appDir) }, work);

  function withDatabase<T>(work: (open: OpenDatabase & OpenPool) => Promise<T>): Promise<T> {
    return withPool(async (opened) => {
      const { pool, plugins, secrets, databaseUrl } = opened;
      await requireSameSecrets(pool, secrets, Date.now());
      const secretBox = openSecretBox(settings.dataDir, secrets.ENCRYPTION_KEY);
      const core = createCore({
        ...{ appDir, process: 'command', pool, log, plugins },
        settings: { ...settings, databaseUrl },
        now: Date.now,
        loadSources: () => Promise.resolve([]),
        auth: nobody,
        encryptionKey: secrets.ENCRYPTION_KEY,
        secrets: secretBox,
      });
      try {
        const migrations = migrationSources(appDir, plugins);
        return await work({ ...opened, core, receiver: core.receiver, migrations, secretBox });
      } finally {
        await core.close();
      }
    });
  }

  function withStrapi<T>(work: (open: OpenStrapi) => Promise<T>): Promise<T> {
    return withDatabase(async (open) => {
      Object.assign(process.env, strapiEnvironment, open.secrets, {
        DATABASE_URL: open.databaseUrl,
        LOG_LEVEL: logLevel,
      });
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

  async function withServer<T>(how: 'beside' | 'alone', work: (databaseUrl: string) => Promise<T>): Promise<T> {
    const open = how === 'beside' ? borrowDatabase(settings, appDir, log) : openDatabase(settings, appDir, log, onLost);
    const database = await open;
    try {
      return await work(database.url);
    } finally {
      await database.close();
    }
  }

  const onLost = (error: unknown): void => log.error({ err: error }, 'the embedded PostgreSQL is lost');

  return {
    settings,
    appDir,
    log,
    version: packageVersion(appDir),
    withServer,
    findPlugins: () => findPlugins(appDir),
    withTables: (plugins, work) =>
      openPool({ settings, appDir, log, plugins }, async ({ pool, secrets }) => {
        await requireSameSecrets(pool, secrets, Date.now());
        return work({ pool, migrations: migrationSources(appDir, plugins) });
      }),
    migrationNames: async () => listMigrations(migrationSources(appDir, await loadPlugins(appDir))),
    withDatabase,
    withStrapi,
    rotateSecrets: () => withDatabase((open) => rotateSecrets(settings, open.secrets.ENCRYPTION_KEY, open)),
    createToken: async (strapi, token) => {
      const declared = scopesOf(await loadPlugins(appDir)).map((scope) => scope.name);
      return (await createToken(strapi, declared, token)).accessKey;
    },
    adoptSecrets: () => withPool(({ pool, secrets }) => adoptSecrets(pool, secrets, Date.now())),
    stdout: process.stdout,
    stderr: process.stderr,
  };
}

type OpenPoolOptions = {
  readonly settings: Settings;
  readonly appDir: string;
  readonly log: Logger;
  readonly plugins: readonly RapportPlugin[];
};
type WithPool = <T>(work: (open: OpenPool) => Promise<T>) => Promise<T>;

/** A migrated database, and the secrets of this node, which need not be those of the database. */
async function openPool<T>(
  { settings, appDir, log, plugins }: OpenPoolOptions,
  work: (open: OpenPool) => Promise<T>,
): Promise<T> {
  const database = await borrowDatabase(settings, appDir, log);
  const pool = createPool({
    databaseUrl: database.url,
    schema: settings.schema,
    connectionsMax,
    applicationName: 'rapport command',
    connectTimeoutMilliseconds: patientConnectMilliseconds,
  });
  try {
    await prepareDatabase(settings, database.url, appDir, plugins, Date.now());
    const secrets = await loadSecrets(settings.dataDir, process.env);
    return await work({ pool, plugins, secrets, databaseUrl: database.url });
  } finally {
    await pool.end();
    await database.close();
  }
}

const strapiEnvironment = {
  NODE_ENV: 'production',
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
};
