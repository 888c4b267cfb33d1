import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import { lockKey, locks } from './locks';
import { closeToUsers, takeTurnToLeave } from './server-users';

/** PostgreSQL needs a moment to notice that the former holder was killed. */
const patienceMilliseconds = 3_000;
const applicationName = 'rapport supervisor';
// One data directory, one supervisor, whatever schemas it serves.
const key = lockKey('supervisor', locks.supervisor);

/**
 * The right to be the one Rapport of an embedded server: an advisory lock on a connection of its own, so that it ends with
 * the process, however that ends. `onLost` is called once when the connection breaks without `release`.
 */
export type SupervisorLock = {
  /** Ends the right; before that `stop` runs, unless commands still use the server: then the last of them stops it. */
  readonly release: (stop: () => Promise<void>) => Promise<'stopped' | 'left'>;
};

/** @throws RapportError data_directory_in_use, naming the process that holds it */
export async function takeSupervisorLock(url: string, dataDir: string, onLost: () => void): Promise<SupervisorLock> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `${applicationName} ${process.pid}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    onLost();
  };
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let waited = 0; !(await trySupervisorLock(client)); waited += 100) {
      if (waited >= patienceMilliseconds) {
        throw new RapportError('data_directory_in_use', `(${dataDir}, ${await nameHolder(client)})`);
      }
      await sleep(100);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  client.on('end', end);
  return {
    async release(stop) {
      over = true;
      try {
        if (!(await isLast(client))) return 'left';
        await stop();
        return 'stopped';
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/** A connection that broke names nobody: then all that is known is that we were the one to stop it. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await takeTurnToLeave(client);
    return await closeToUsers(client);
  } catch {
    return true;
  }
}

export async function trySupervisorLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', key);
  return rows[0]?.held === true;
}

async function nameHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and a.datname = current_database() and a.application_name like $1 limit 1`,
    [`${applicationName} %`],
  );
  const pid = rows[0]?.name.slice(applicationName.length + 1);
  return pid === undefined ? 'by an unknown process' : `process ${pid}`;
}
