import type { Logger } from 'pino';
import { findEmbedded, startEmbedded } from '../postgres/embedded';
import { checkServer } from '../postgres/server-check';
import type { Settings } from '../settings';

/** The database of this Rapport, however it is provided. */
export type Database = { readonly url: string; readonly close: () => Promise<void> };

/**
 * DATABASE_URL, checked, or the embedded server, started and ours alone.
 * @throws RapportError database_*, data_directory_*, embedded_*
 */
export async function openDatabase(
  settings: Settings,
  appDir: string,
  log: Logger,
  onLost: (error: unknown) => void,
): Promise<Database> {
  if (settings.databaseUrl !== undefined) {
    const queue = settings.redisUrl === undefined ? ['bullmq'] : [];
    await checkServer(settings.databaseUrl, [settings.schema, settings.strapiSchema, ...queue]);
    return { url: settings.databaseUrl, close: async () => undefined };
  }
  const server = await startEmbedded({ appDir, dataDir: settings.dataDir, log, onLost });
  return { url: server.url, close: server.stop };
}

/** For commands: as openDatabase, but a Rapport that runs already lends its embedded server. */
export async function borrowDatabase(settings: Settings, appDir: string, log: Logger): Promise<Database> {
  const running = settings.databaseUrl === undefined ? await findEmbedded(settings.dataDir) : null;
  if (running !== null) return { url: running, close: async () => undefined };
  return openDatabase(settings, appDir, log, (error) => log.error({ err: error }, 'the embedded PostgreSQL is lost'));
}
