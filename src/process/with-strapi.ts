import path from 'node:path';
import { createStrapi, type Core as StrapiCore } from '@strapi/strapi';
import { withBootLock } from '../postgres/boot-lock';
import { createPool } from '../postgres/pool';
import type { Settings } from '../settings';
import { loadSecrets } from './secrets';

/**
 * Strapi in this process, loaded and not listening, beside a running Rapport or alone: for commands. The database is migrated
 * already. Strapi reads its configuration from the environment, so this process's is completed.
 * @throws RapportError data_directory_unusable, boot_lock_timeout
 */
export async function withStrapi<T>(
  settings: Settings,
  appDir: string,
  databaseUrl: string,
  work: (strapi: StrapiCore.Strapi) => Promise<T>,
): Promise<T> {
  Object.assign(process.env, await loadSecrets(settings.dataDir, process.env), {
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
    DATABASE_URL: databaseUrl,
    SERVE_ADMIN: 'false',
    STRAPI_TELEMETRY_DISABLED: 'true',
  });
  const keptListeners = signals.map((signal) => process.listeners(signal));
  const strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist'), serveAdminPanel: false });
  restoreListeners(keptListeners);
  const pool = createPool({ databaseUrl, schema: settings.schema, connectionsMax: 1, applicationName: 'rapport boot' });
  try {
    await withBootLock(pool, settings.schema, () => strapi.load());
    return await work(strapi);
  } finally {
    await pool.end();
    await destroy(strapi);
  }
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Strapi adds listeners that end the process at a signal: ours stay alone. */
function restoreListeners(kept: readonly NodeJS.SignalsListener[][]): void {
  signals.forEach((signal, index) => {
    process.removeAllListeners(signal);
    for (const listener of kept[index] ?? []) process.on(signal, listener);
  });
}

/**
 * Strapi's destroy() removes all listeners of the process, even node's own: without that for `newListener` no signal would
 * ever reach us again.
 */
async function destroy(strapi: StrapiCore.Strapi): Promise<void> {
  const removeAllListeners = process.removeAllListeners.bind(process);
  process.removeAllListeners = () => process;
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = removeAllListeners;
  }
}
