import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { isAlive } from '../../src/postgres/postmaster';
import { createFreshDatabase, type FreshDatabase } from '../support/fresh-database';
import { freePort } from '../support/free-port';
import { appDir, build, childrenOf, killNow, until } from '../support/rapport';

jest.setTimeout(300_000);

let database: FreshDatabase;
let folder: string;
let child: ChildProcess | undefined;
beforeAll(async () => {
  build();
  database = await createFreshDatabase();
  // Strapi does not watch below folders whose names begin with a dot or hold `tmp`.
  folder = await mkdtemp(path.join(homedir(), 'rapport-develop-'));
  await copyCheckout();
});
afterAll(async () => {
  if (child?.pid !== undefined) killNow([child.pid, ...childrenOf(child.pid)]);
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

/** `rapport dev` empties and writes dist: it gets a checkout of its own, whose packages are those of this one. */
async function copyCheckout(): Promise<void> {
  const made = path.join(appDir, 'dist/build');
  for (const name of [
    'bin',
    'config',
    'database',
    'dist',
    'plugins',
    'src',
    'package.json',
    'tsconfig.json',
    'tsconfig.base.json',
  ])
    await cp(path.join(appDir, name), path.join(folder, name), {
      recursive: true,
      // What is compiled stays newer than its sources.
      preserveTimestamps: true,
      filter: (source) => source !== made && path.basename(source) !== 'node_modules',
    });
  const packages = path.join(folder, 'node_modules');
  await mkdir(path.join(packages, '@rapport'), { recursive: true });
  for (const name of await readdir(path.join(appDir, 'node_modules'))) {
    if (name !== '@rapport') await symlink(path.join(appDir, 'node_modules', name), path.join(packages, name));
  }
  for (const name of await readdir(path.join(appDir, 'plugins'))) {
    await symlink(path.join(folder, 'plugins', name), path.join(packages, '@rapport', name));
    const own = path.join('plugins', name, 'node_modules');
    if (existsSync(path.join(appDir, own))) await symlink(path.join(appDir, own), path.join(folder, own));
  }
}

test('npm run dev: a changed line of a plugin is in the answers without a restart by hand; Ctrl-C ends all of it', async () => {
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    HOME: homedir(),
    DATABASE_URL: database.url,
    PORT: String(port),
    SERVE_ADMIN: 'false',
    GRAPHIQL: 'true',
  };
  child = spawn(process.execPath, [path.join(folder, 'bin/rapport'), 'dev'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exit = new Promise<number | null>((resolve) => child?.once('close', resolve));
  let ended = false;
  void exit.then(() => (ended = true));
  const ready = async (times: number): Promise<void> => {
    await until(() => ended || output.split('"msg":"ready"').length > times);
    if (ended) throw new Error(`it ended:\n${output}`);
  };
  const answer = async (): Promise<string> =>
    (await fetch(`http://127.0.0.1:${port}/graphql`, { headers: { accept: 'text/html' } })).text();

  await ready(1);
  expect(await answer()).not.toContain('as edited');
  const source = path.join(folder, 'plugins/customer-360/server/graphiql.ts');
  const text = await readFile(source, 'utf8');
  await writeFile(source, text.replace('<title>', '<title>as edited '));
  await ready(2);
  expect(await answer()).toContain('<title>as edited ');

  const processes = childrenOf(child.pid ?? 0).flatMap((pid) => [pid, ...childrenOf(pid)]);
  expect(processes.length).toBeGreaterThanOrEqual(3);
  killGroup(processes, child.pid ?? 0);
  expect(await exit).toBe(0);
  expect(processes.filter(isAlive)).toEqual([]);
});

/** As a terminal does it: SIGINT for each of them. */
function killGroup(processes: readonly number[], supervisor: number): void {
  for (const pid of [...processes, supervisor]) process.kill(pid, 'SIGINT');
}
