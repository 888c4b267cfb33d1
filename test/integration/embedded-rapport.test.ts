import { randomBytes } from 'node:crypto';
import { chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { findEmbedded } from '../../src/postgres/embedded';
import { findPostmaster, isAlive, type Postmaster } from '../../src/postgres/postmaster';
import { testAtLength } from '../support/long';
import { build, childrenOf, killNow, logLines, startRapport, until, type RunningRapport } from '../support/rapport';
import { makeReachableFolder } from '../support/server';

jest.setTimeout(300_000);

const asRoot = process.getuid?.() === 0;
let folder: string;
let dataDir: string;
const running: RunningRapport[] = [];

beforeAll(build);
beforeEach(async () => {
  folder = await makeReachableFolder('rapport-run-');
  dataDir = path.join(folder, 'data');
});
afterEach(async () => {
  for (const rapport of running.splice(0)) {
    rapport.kill('SIGTERM');
    await rapport.exit;
  }
  const left = await postmaster();
  if (left !== null) killNow([left.pid]);
  await rm(folder, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, runAs = {}): RunningRapport {
  const rapport = startRapport({ RAPPORT_DATA_DIR: dataDir, ...env }, runAs);
  running.push(rapport);
  return rapport;
}

function postmaster(): Promise<Postmaster | null> {
  return findPostmaster(path.join(dataDir, 'postgres/data'));
}

async function expectCleanStop(rapport: RunningRapport): Promise<void> {
  const pids = childrenOf(rapport.pid);
  rapport.kill('SIGTERM');
  expect(await rapport.exit).toEqual({ code: 0, signal: null });
  expect(rapport.errors()).toBe('');
  for (const line of logLines(rapport.output()))
    expect(line).not.toMatchObject({ level: expect.stringMatching(/error|fatal/) });
  expect(pids.filter(isAlive)).toEqual([]);
}

async function expectRefusal(rapport: RunningRapport, line: string | RegExp): Promise<void> {
  expect((await rapport.exit).code).toBe(1);
  expect(rapport.errors()).toMatch(line);
  expect(rapport.errors().trim().split('\n')).toHaveLength(1);
  expect(rapport.errors()).not.toMatch(/^\s+at /m);
}

async function tokenNames(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query({ text: 'select name from strapi.strapi_api_tokens', rowMode: 'array' });
  await client.end();
  return rows.flat();
}

test('starts on an empty directory, refuses a second, and whoever is killed: the next start has it all, and stops without an error line', async () => {
  const first = start({ ROLE: 'web' });
  const url = await first.ready;
  expect((await fetch(`${url}/_health`)).status).toBe(204);
  expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  const secrets = await readFile(path.join(dataDir, 'secrets.json'), 'utf8');
  expect(await tokenNames((await findEmbedded(dataDir)) ?? '')).not.toContain('Full Access');

  await expectRefusal(
    start(),
    new RegExp(`^rapport: Another Rapport runs on this data directory.*process ${first.pid}\\)\n$`),
  );

  // The supervisor alone: its processes end by themselves, the next start takes the orphaned server over.
  const server = await postmaster();
  const processes = childrenOf(first.pid).filter((pid) => pid !== server?.pid);
  expect(processes).toHaveLength(1);
  killNow([first.pid]);
  await until(() => !processes.some(isAlive));
  expect((await postmaster())?.pid).toBe(server?.pid);
  const second = start({ ROLE: 'worker' });
  await second.ready;
  expect((await postmaster())?.pid).toBe(server?.pid);
  const [worker] = childrenOf(second.pid);
  killNow([worker ?? 0]);
  await until(() => second.output().includes('process is ready again'));

  // Everything.
  killNow([second.pid, ...childrenOf(second.pid), server?.pid ?? 0]);
  await second.exit;
  const third = start();
  expect((await fetch(`${await third.ready}/_health`)).status).toBe(204);
  expect(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  await expectCleanStop(third);
  expect(await postmaster()).toBeNull();
});

test('a taken port is one clear line', async () => {
  const squatter = createServer();
  const port = await new Promise<number>((resolve) =>
    squatter.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = squatter.address();
      resolve(address !== null && typeof address === 'object' ? address.port : 0);
    }),
  );
  await expectRefusal(
    start({ ROLE: 'web', PORT: String(port) }),
    `rapport: The port is in use. (127.0.0.1:${port}; PORT chooses another)\n`,
  );
  squatter.close();
  expect(await postmaster()).toBeNull();
});

test('a DATABASE_URL that leads nowhere is one clear line without the password', async () => {
  const rapport = start({ DATABASE_URL: 'postgres://u:s3cret@127.0.0.1:1/db' });
  await expectRefusal(
    rapport,
    'rapport: The database cannot be reached. 127.0.0.1:1 refuses connections: is PostgreSQL running there?\n',
  );
  expect(rapport.errors() + rapport.output()).not.toContain('s3cret');
});

test('a setting that is not acceptable is one clear line', async () => {
  await expectRefusal(start({ PORT: 'seventy' }), /^rapport: A setting is not acceptable\. PORT: /);
});

testAtLength('three nodes that boot together on an empty database all come up', async () => {
  const admin = new pg.Client({ connectionString: process.env['RAPPORT_TEST_DATABASE_URL'] });
  await admin.connect();
  const name = `nodes_${randomBytes(4).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const url = new URL(process.env['RAPPORT_TEST_DATABASE_URL'] ?? '');
  url.pathname = `/${name}`;
  const nodes = [1, 2, 3].map(() => start({ ROLE: 'web', DATABASE_URL: url.href }));
  const addresses = await Promise.all(nodes.map((node) => node.ready));
  for (const address of addresses) expect((await fetch(`${address}/_health`)).status).toBe(204);
  await Promise.all(nodes.map(expectCleanStop));
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

test('an ordinary user runs all of it himself', async () => {
  await mkdir(dataDir);
  // Whoever runs the tests, or, as that is root, nobody.
  const user = asRoot ? { uid: 65_534, gid: 65_534 } : await stat(dataDir);
  await chown(dataDir, user.uid, user.gid);
  const rapport = start({ ROLE: 'web' }, asRoot ? user : {});
  await rapport.ready;
  const server = await postmaster();
  expect((await stat(`/proc/${server?.pid}`)).uid).toBe(user.uid);
  await expectCleanStop(rapport);
  expect(await readdir(dataDir)).toEqual(expect.arrayContaining(['postgres', 'secrets.json']));
});
