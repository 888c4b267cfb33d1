import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import pino from 'pino';
import { checkBackup } from '../../src/care/backup/check';
import { makeBackup, type BackupResult } from '../../src/care/backup/make';
import { restoreBackup } from '../../src/care/backup/restore';
import { readTar, TarWriter } from '../../src/care/backup/tar';
import { withSnapshot } from '../../src/postgres/dump/snapshot';
import { createPool } from '../../src/postgres/pool';
import { listMigrations } from '../../src/store/migration';
import { createAuditLog } from '../../src/privacy/audit-log';
import { confirmationOf } from '../../src/privacy/erasure';
import { startSealer } from '../../src/worker/audit';
import { maintenanceJobs } from '../../src/worker/maintenance';
import { fingerprint } from '../support/compare';
import { createTestDatabase, testMigrations, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { createTestIngest, type TestEvent } from '../support/ingest';
import { createTestPrivacy, testKeys } from '../support/privacy';
import { dumpSchema } from '../support/schema-dump';
import { createTestHouse } from '../support/house';

let knownMigrations: string[];
beforeAll(async () => {
  knownMigrations = await listMigrations(testMigrations);
});
const { seal } = testKeys;
const log = pino({ level: 'silent' });
const signal = new AbortController().signal;
const onProgress = () => undefined;
let database: TestDatabase;
let folder: string;
let file: string;
let target: string;

beforeEach(async () => {
  database = await createTestDatabase();
  // Beside ours what Strapi makes: serial columns, foreign keys, names in capitals.
  await database.pool.query(`
    create schema ${database.schema}_strapi;
    create table ${database.schema}_strapi.roles (id serial primary key, "Name" varchar(255) not null unique, data jsonb);
    create table ${database.schema}_strapi.users (id serial primary key, role_id int references ${database.schema}_strapi.roles
      on delete cascade, note text default 'x''y', total numeric(10, 2), double_total numeric generated always as (total * 2) stored);
    create function ${database.schema}_strapi.stamp() returns trigger language plpgsql as 'begin new.note = new.note || ''!''; return new; end';
    create trigger stamp before insert on ${database.schema}_strapi.users for each row execute function ${database.schema}_strapi.stamp();
    insert into ${database.schema}_strapi.roles ("Name", data) values ('editor', '{"a": [1, null]}'), (E'tab\\tand\\nline \\\\N', null);
    insert into ${database.schema}_strapi.users (role_id, total) values (1, 12.5), (null, null);`);
  folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-backup-'));
  file = path.join(folder, 'all.tar');
  target = `${database.schema}_copy`;
});
afterEach(async () => {
  await database.pool.query(`drop schema if exists ${database.schema}_strapi, ${target}, ${target}_strapi cascade`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function backup(
  overrides: { signal?: AbortSignal; secrets?: string | null; onProgress?: (d: { rows: number }) => void } = {},
): Promise<BackupResult> {
  return makeBackup({
    databaseUrl: database.url,
    schemas: { rapport: database.schema, strapi: `${database.schema}_strapi` },
    file,
    secrets: null,
    rapportVersion: '0.1.0',
    now: Date.parse('2026-11-22T10:00:00Z'),
    signal,
    onProgress,
    ...overrides,
  });
}

function restore(overrides: { replace?: boolean; known?: readonly string[]; name?: string } = {}) {
  return restoreBackup({
    databaseUrl: database.url,
    schemas: { rapport: target, strapi: `${target}_strapi` },
    file: overrides.name ?? file,
    knownMigrations: overrides.known ?? knownMigrations,
    replace: overrides.replace ?? false,
    signal,
    onProgress,
    keepSecrets: async () => undefined,
  });
}

const of = (schema: string) =>
  fingerprint(database.url, [schema, `${schema}_strapi`]).then((found) =>
    Object.fromEntries(Object.entries(found).map(([name, value]) => [name.replace(schema, 'x'), value])),
  );

function events(count: number, prefix: string): TestEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    ids: `user_id:${prefix}${index % 50} email:${prefix}${index % 60}@example.com`,
    messageId: `${prefix}-${index}`,
    properties: { note: `tab\t line\n back\\slash é 中 ${'x'.repeat(200)}`, index },
    occurredAt: Date.parse('2026-10-01T00:00:00Z') + index * 86_400_00,
  }));
}

/** Leaves an erasure with its receipt, keyed hashes, and two sealed entries of the audit log. */
async function eraseSomebody(): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>(
    `select p.public_id as id from identifier i join profile p on p.id = i.profile_id where i.value = 'a7'`,
  );
  const profileId = rows[0]?.id ?? '';
  await createTestPrivacy(database).erase(profileId, confirmationOf({ profileId }), 'cli');
  await sealAll(database.pool, database.schema);
}

async function sealAll(pool: pg.Pool, schema: string): Promise<void> {
  const sealer = startSealer({ pool, schema, seal, log });
  await eventually(async () => (await pool.query('select from audit where position is null')).rowCount === 0);
  await sealer.stop();
}

async function refusal(work: Promise<unknown>): Promise<RapportError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RapportError)) throw new Error(`expected a RapportError, got ${String(error)}`);
  return error;
}

test('what is restored is what was there: every table, every sequence, and the schema itself', async () => {
  await createTestIngest(database).send(...events(900, 'a'));
  await eraseSomebody();
  const before = await of(database.schema);
  const made = await backup({ secrets: '{"APP_KEYS":"k"}' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const read = await restore();
  expect(read).toMatchObject({ rows: made.rows, tables: made.tables, secrets: '{"APP_KEYS":"k"}' });
  expect(await of(target)).toEqual(before);
  const copied = createPool({
    databaseUrl: database.url,
    schema: target,
    connectionsMax: 2,
    applicationName: 'test copy',
  });
  for (const suffix of ['', '_strapi']) {
    expect(await dumpSchema(copied, `${target}${suffix}`)).toBe(
      await dumpSchema(database.pool, `${database.schema}${suffix}`),
    );
  }
  const audit = createAuditLog({ pool: copied, now: Date.now, seal, log });
  const { head } = await audit.check(null);
  expect(head.position).toBe(2);
  await audit.write({ actor: 'cli', action: 'restored', profileId: null });
  await sealAll(copied, target);
  expect(await audit.check(null)).toMatchObject({ rows: 3, brokenAt: null });
  expect(await audit.check(head)).toMatchObject({ rows: 1, brokenAt: null });
  // Whoever was erased before the backup stays erased.
  const copy = { ...database, schema: target, pool: copied, ingestPool: copied };
  const late = { ids: 'user_id:a7', messageId: 'late', occurredAt: Date.parse('2026-10-02T00:00:00Z') };
  expect(await createTestIngest(copy).send(late)).toMatchObject({ accepted: 0, erased: 1 });
  // A trigger did not fire while rows were put back, and does now.
  await copied.query(`insert into ${target}_strapi.users (role_id) values (2)`);
  expect(
    (await copied.query(`select note from ${target}_strapi.users order by id`)).rows.map(
      (row: { note: string }) => row.note,
    ),
  ).toEqual([`x'y!`, `x'y!`, `x'y!`]);
  await copied.end();
});

test('made under traffic: one moment, and the copy goes on from there without counting anything twice', async () => {
  const ingest = createTestIngest(database);
  await ingest.send(...events(500, 'base'));
  let sent = 0;
  let over = false;
  const traffic = (async () => {
    for (; !over; sent++) await ingest.send(...events(40, `t${sent}-`));
  })();
  await eventually(() => sent > 3);
  await backup();
  over = true;
  await traffic;
  await restore();

  const copy: TestDatabase = {
    ...database,
    schema: target,
    pool: createPool({ databaseUrl: database.url, schema: target, connectionsMax: 4, applicationName: 'test copy' }),
    ingestPool: createPool({
      databaseUrl: database.url,
      schema: target,
      connectionsMax: 4,
      applicationName: 'test copy',
    }),
  };
  const one = async (text: string): Promise<unknown> =>
    Object.values((await copy.pool.query<Record<string, unknown>>(text)).rows[0] ?? {})[0];
  // A transaction is there whole, or not at all.
  const batches = await copy.pool.query<{ count: number }>(
    `select count(*)::int as count from event where message_id like 't%' group by split_part(message_id, '-', 1)`,
  );
  expect(batches.rows.length).toBeLessThanOrEqual(sent);
  expect(batches.rows.filter(({ count }) => count !== 40)).toEqual([]);
  const counted = Number(await one('select count(*)::int from event'));
  expect(
    await one(
      'select sum(count)::int from (select count from event_name_delta union all select count from event_name_day) c',
    ),
  ).toBe(counted);
  expect(await one('select (select count(*) from event_seen_0)::int + (select count(*) from event_seen_1)::int')).toBe(
    counted,
  );
  expect(await one('select count(distinct id)::int from event')).toBe(counted);

  const maximum = Number(await one('select max(id) from event'));
  const again = createTestIngest(copy);
  expect(await again.send(...events(500, 'base'))).toMatchObject({ accepted: 0, duplicates: 500 });
  expect(await again.send(...events(100, 'new'))).toMatchObject({ accepted: 100, duplicates: 0 });
  expect(Number(await one(`select min(id) from event where message_id like 'new-%'`))).toBeGreaterThan(maximum);
  expect(await one('select count(distinct id)::int from event')).toBe(counted + 100);
  await copy.pool.end();
  await copy.ingestPool.end();
});

test('a place that is not empty stays as it is, unless it shall be replaced; a failed restore leaves nothing', async () => {
  await createTestIngest(database).send(...events(20, 'a'));
  await backup();
  await restore();
  const before = await of(target);
  expect(await refusal(restore())).toMatchObject({ code: 'restore_not_empty' });
  expect(await of(target)).toEqual(before);

  await database.pool.query(`update ${target}_strapi.users set note = 'changed'`);
  await restore({ replace: true });
  expect(await of(target)).toEqual(before);

  const broken = path.join(folder, 'broken.tar');
  const bytes = await readFile(file);
  await writeFile(broken, bytes.subarray(0, bytes.length - 6_000));
  expect(await refusal(restore({ replace: true, name: broken }))).toMatchObject({ code: 'backup_invalid' });
  expect(await of(target)).toEqual(before);
});

test('never under a Rapport that runs on the schema; one beside it does not matter', async () => {
  await backup();
  await restore();
  const running = new pg.Client({ connectionString: database.url, application_name: 'rapport web' });
  await running.connect();
  const beats = (schema: string) =>
    running.query(`insert into ${schema}.node (id, kind, host, pid, version, started_at, beat_at)
      values (gen_random_uuid(), 'web', 'host', 1, '0.1.0', now(), now())`);
  await beats(database.schema);
  await restore({ replace: true });
  await beats(target);
  expect(await refusal(restore({ replace: true }))).toMatchObject({ code: 'restore_not_empty' });
  await running.end();
});

test('a changed byte anywhere is found, by restore and by --check alike', async () => {
  await createTestIngest(database).send(...events(60, 'a'));
  await backup({ secrets: '{}' });
  const bytes = await readFile(file);
  const changed = path.join(folder, 'changed.tar');
  const reading = { knownMigrations, signal, onProgress };
  expect(await checkBackup(file, reading)).toMatchObject({ secrets: '{}' });
  let silent = 0;
  for (let at = 100; at < bytes.length - 2_048; at += Math.ceil(bytes.length / 120)) {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    await writeFile(changed, copy);
    // Bytes that mean nothing: the padding of an entry, the time of a gzip member, a text of the head.
    const error: unknown = await checkBackup(changed, reading).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error === undefined) silent++;
    else expect(error).toMatchObject({ code: 'backup_invalid' });
  }
  // Most of a small backup is padding of its many small tables.
  expect(silent).toBeLessThan(100);
  const file1 = await open(file);
  const names: string[] = [];
  const swapped = await open(changed, 'w');
  const tar = new TarWriter(swapped, new Date(0));
  // Rows of another table of the same shape, well packed: only the checksum tells.
  const members = new Map<string, Buffer>();
  for await (const entry of readTar(file1, 1e9)) members.set(entry.name, entry.content);
  for (const [name, content] of members) {
    names.push(name);
    const other = name.includes('/event_seen_0/')
      ? [...members].find(([n]) => n.includes('/identifier/'))?.[1]
      : undefined;
    await tar.add(name, other ?? content);
  }
  await tar.finish();
  await Promise.all([file1.close(), swapped.close()]);
  expect(names).toContain('data/rapport/event_seen_0/000001.gz');
  expect(await refusal(checkBackup(changed, reading))).toMatchObject({ code: 'backup_invalid' });
});

test('a backup of a newer Rapport is refused with the reason', async () => {
  await backup();
  const error = await refusal(restore({ known: knownMigrations.filter((name) => !name.includes('0005')) }));
  expect(error.message).toMatch(/newer \(core\/0005_care\.sql/);
  expect(await refusal(restore({ name: __filename }))).toMatchObject({ code: 'backup_invalid' });
  expect(await refusal(restore({ name: path.join(folder, 'nothing') }))).toMatchObject({ code: 'file_unreadable' });
});

test('interrupted, it leaves no file behind, and the next one is made', async () => {
  await createTestIngest(database).send(...events(400, 'a'));
  const stop = new AbortController();
  await expect(backup({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await readdir(folder)).toEqual([]);
  expect(await backup()).toMatchObject({ createdAt: '2026-11-22T10:00:00.000Z' });
});

test('while a backup is made a second one is refused, and maintenance leaves the tables alone', async () => {
  await database.pool.query('update event_seen_generation set since = $1', [new Date(Date.now() - 8 * 86_400_000)]);
  const { log } = createTestHouse(database);
  const rotate = async () => {
    const jobs = maintenanceJobs({
      pool: database.pool,
      schema: database.schema,
      schemas: [database.schema],
      now: Date.now,
      log,
    });
    await jobs.find(({ name }) => name === 'rotate-event-seen')?.run();
    return (await database.pool.query('select current from event_seen_generation')).rows;
  };
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await withSnapshot(client, database.schema, [database.schema], async () => {
    expect((await refusal(backup())).code).toBe('backup_running');
    expect(await rotate()).toEqual([{ current: 0 }]);
  });
  await client.end();
  expect(await rotate()).toEqual([{ current: 1 }]);
});

test('its rows are plain COPY text in gzip: readable without Rapport', async () => {
  await createTestIngest(database).send(...events(5, 'a'));
  await backup();
  const handle = await open(file);
  const { gunzipSync } = await import('node:zlib');
  let text = '';
  for await (const entry of readTar(handle, 1e9)) {
    if (entry.name.startsWith('data/rapport/event_seen_0/')) text += gunzipSync(entry.content).toString();
  }
  await handle.close();
  const keys = events(5, 'a').map(({ messageId = '' }) =>
    createHash('sha256').update(messageId).digest('hex').slice(0, 32),
  );
  expect(text.replaceAll('-', '').trim().split('\n').sort()).toEqual(keys.sort());
});
