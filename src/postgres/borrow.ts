import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import { connectPatiently, findEmbedded, preparation, reachServer, stopServer, type EmbeddedOptions } from './embedded';
import { closeToUsers, joinUsers, leaveUsers, takeTurnToLeave } from './server-users';
import { trySupervisorLock } from './supervisor-lock';

/** A live embedded server as long as this object lives, whoever has started it. */
export type BorrowedServer = {
  readonly url: string;
  /** Stops it where nobody else uses it: no `rapport start`, no other command. */
  readonly giveBack: () => Promise<void>;
};

/**
 * For commands: the server that runs, else one that is started. Any number of them may come and go at the same time, beside a
 * running Rapport or alone.
 * @throws RapportError data_directory_unusable, embedded_server_missing, embedded_server_failed
 */
export async function borrowEmbedded(options: Omit<EmbeddedOptions, 'onLost'>): Promise<BorrowedServer> {
  const { signal } = new AbortController();
  const prepare = preparation(options);
  return connectPatiently(signal, async () => {
    const running = await findEmbedded(options.dataDir);
    const url = running ?? (await reachServer({ ...(await prepare()), signal, portMayChange: true, log: options.log }));
    const client = new pg.Client({
      connectionString: url,
      application_name: `rapport command ${process.pid}`,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      // It is on its way down: the next look finds none, and starts it.
      if (!(await joinUsers(client))) throw new Error('the server is being stopped');
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return { url, giveBack: () => giveBack(client, options) };
  });
}

async function giveBack(client: pg.Client, options: Omit<EmbeddedOptions, 'onLost'>): Promise<void> {
  try {
    await takeTurnToLeave(client);
    await leaveUsers(client);
    if ((await trySupervisorLock(client)) && (await closeToUsers(client))) await stopServer(options);
  } catch (error) {
    if (error instanceof RapportError) throw error;
    // The server is gone already, or another Rapport has brought it back and looks after it.
  } finally {
    await client.end().catch(() => undefined);
  }
}
