import type { Logger } from 'pino';
import { borrowEmbedded } from '../postgres/borrow';
import { startEmbedded } from '../postgres/embedded';
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

/** For commands: as openDatabase, but the embedded server is shared with a Rapport that runs and with other commands. */
export async function borrowDatabase(settings: Settings, appDir: string, log: Logger): Promise<Database> {
  if (settings.databaseUrl !== undefined) return openDatabase(settings, appDir, log, () => undefined);
  const server = await borrowEmbedded({ appDir, dataDir: settings.dataDir, log });
  return { url: server.url, close: server.giveBack };
}
