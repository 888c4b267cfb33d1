import type { RapportPlugin } from '@rapport/sdk';
import { withBootLock } from '../postgres/boot-lock';
import { migrate } from '../postgres/migrate';
import { errorCode } from '../postgres/error-code';
import { createPool, patientConnectMilliseconds } from '../postgres/pool';
import type { Settings } from '../settings';
import { ensurePartitions } from '../worker/maintenance';
import { migrationSources } from '../plugins';

/**
 * Makes or updates all that Strapi does not make: our tables and those of the plugins, the months of `event`, the schema into
 * which Strapi then puts its tables. Nodes that start together take turns.
 * @returns names of the migrations that ran
 * @throws RapportError migration_failed, boot_lock_timeout
 */
export async function prepareDatabase(
  settings: Settings,
  databaseUrl: string,
  appDir: string,
  plugins: readonly RapportPlugin[],
  now: number,
): Promise<string[]> {
  const pool = createPool({
    databaseUrl,
    schema: settings.schema,
    connectionsMax: 1,
    applicationName: 'rapport prepare',
    connectTimeoutMilliseconds: patientConnectMilliseconds,
  });
  try {
    const done = await migrate(pool, settings.schema, migrationSources(appDir, plugins));
    await withBootLock(pool, settings.schema, async (client) => {
      await client.query(`create schema if not exists ${client.escapeIdentifier(settings.strapiSchema)}`);
    });
    await ensurePartitions({ pool, schema: settings.schema, now: () => now }).catch(leaveToWorker);
    return done;
  } finally {
    await pool.end();
  }
}

/** Other nodes are busy with `event`: they have its months for long enough, and the worker tries again each day. */
function leaveToWorker(error: unknown): void {
  const lockNotAvailable = '55P03';
  if (errorCode(error) !== lockNotAvailable) throw error;
}
