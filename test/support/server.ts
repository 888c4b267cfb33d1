import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { startEmbedded, type EmbeddedServer } from '../../src/postgres/embedded';

declare global {
  var rapportTestServer: { readonly server: EmbeddedServer; readonly folder: string } | undefined;
}

/** Small, and without fsync: nothing of it outlives the run. */
const overrides = new Map([
  ['shared_buffers', '256MB'],
  ['max_wal_size', '2GB'],
  ['fsync', 'off'],
  ['full_page_writes', 'off'],
  ['synchronous_commit', 'off'],
  ['max_connections', '300'],
]);

/** jest's globalSetup of the integration project: an embedded server for this run, unless RAPPORT_TEST_DATABASE_URL names one. */
export default async function startTestServer(): Promise<void> {
  if (process.env['RAPPORT_TEST_DATABASE_URL'] !== undefined) return;
  const folder = await makeReachableFolder('rapport-test-');
  const server = await startEmbedded({
    appDir: path.join(__dirname, '../..'),
    dataDir: path.join(folder, 'data'),
    log: pino({ level: 'silent' }),
    onLost: () => undefined,
    overrides,
  });
  process.env['RAPPORT_TEST_DATABASE_URL'] = server.url;
  globalThis.rapportTestServer = { server, folder };
}

/** A new folder that the server's user may enter, too (mkdtemp makes them for us alone). */
export async function makeReachableFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}

export async function stopTestServer(): Promise<void> {
  const running = globalThis.rapportTestServer;
  if (running === undefined) return;
  await running.server.stop();
  await rm(running.folder, { recursive: true, force: true });
}
