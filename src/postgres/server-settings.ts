import { statfs } from 'node:fs/promises';
import os from 'node:os';
import type pg from 'pg';

const megabyte = 1024 * 1024;
const gigabyte = 1024 * megabyte;

export type Machine = { readonly memoryBytes: number; readonly diskBytes: number };

/** Memory as the container allows it, and the size of the disk below `folder`. */
export async function measureMachine(folder: string): Promise<Machine> {
  const allowed = process.constrainedMemory?.() ?? 0;
  const disk = await statfs(folder);
  return {
    memoryBytes: allowed > 0 ? Math.min(allowed, os.totalmem()) : os.totalmem(),
    diskBytes: disk.blocks * disk.bsize,
  };
}

/** Measured on the ingest protocol: 31k events/s with these, 21k/s with PostgreSQL's defaults (storage.md). */
export function embeddedSettings(machine: Machine): ReadonlyMap<string, string> {
  const buffers = clamp(machine.memoryBytes / 4, 256 * megabyte, 4 * gigabyte);
  const wal = clamp(machine.diskBytes / 20, 512 * megabyte, 8 * gigabyte);
  return new Map([
    ['shared_buffers', inMegabytes(buffers)],
    ['effective_cache_size', inMegabytes(Math.max(buffers * 2, gigabyte))],
    ['max_wal_size', inMegabytes(wal)],
    ['checkpoint_timeout', '15min'],
    ['wal_compression', 'pglz'],
    ['jit', 'off'],
    ['random_page_cost', '1.1'],
    // One web and one worker process: pools of ours, of Strapi and of BullMQ come to about 60.
    ['max_connections', '120'],
    ['timezone', 'UTC'],
    // Nothing is acknowledged before it is on the disk.
    ['fsync', 'on'],
    ['full_page_writes', 'on'],
    ['synchronous_commit', 'on'],
    // After a crash: one call for the file system instead of one for each of thousands of files.
    ['recovery_init_sync_method', 'syncfs'],
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    // A week of logs, in <data>/log. Errors and statements stay out: they carry personal data; who asked gets them anyway.
    ['logging_collector', 'on'],
    ['log_directory', 'log'],
    ['log_filename', 'postgresql-%a.log'],
    ['log_truncate_on_rotation', 'on'],
    ['log_rotation_age', '1d'],
    ['log_rotation_size', '0'],
    ['log_min_messages', 'log'],
    ['log_min_error_statement', 'panic'],
    ['log_error_verbosity', 'terse'],
  ]);
}

/** Text of rapport.conf, which postgresql.conf includes. ALTER SYSTEM still wins over it. */
export function settingsFile(settings: ReadonlyMap<string, string>): string {
  const lines = [...settings].map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `# Written by Rapport at each start: changes here are lost. Use ALTER SYSTEM for your own.\n${lines.join('\n')}\n`;
}

/** What `doctor` says about one setting of any server. */
export type SettingFinding = {
  readonly name: string;
  readonly current: string;
  readonly wanted: string;
  readonly ok: boolean;
  /** Whether changing it takes a restart of PostgreSQL; else it is read again on demand. */
  readonly needsRestart: boolean;
};

type Expectation = {
  readonly name: string;
  readonly wanted: string;
  readonly restart?: boolean;
  /** `value` is in the unit of pg_settings, times that unit: bytes, milliseconds; or the plain text. */
  readonly satisfied: (value: string, amount: number) => boolean;
};

const expectations: readonly Expectation[] = [
  { name: 'fsync', wanted: 'on', satisfied: (value) => value === 'on' },
  { name: 'full_page_writes', wanted: 'on', satisfied: (value) => value === 'on' },
  { name: 'synchronous_commit', wanted: 'on', satisfied: (value) => value !== 'off' },
  { name: 'shared_buffers', wanted: '256MB', restart: true, satisfied: (_, bytes) => bytes >= 256 * megabyte },
  { name: 'max_wal_size', wanted: '4GB', satisfied: (_, bytes) => bytes >= 4 * gigabyte },
  { name: 'checkpoint_timeout', wanted: '15min', satisfied: (_, milliseconds) => milliseconds >= 15 * 60_000 },
  { name: 'wal_compression', wanted: 'pglz', satisfied: (value) => value !== 'off' },
  { name: 'jit', wanted: 'off', satisfied: (value) => value === 'off' },
  { name: 'random_page_cost', wanted: '1.1', satisfied: (_, cost) => cost <= 2 },
  { name: 'max_connections', wanted: '80', restart: true, satisfied: (_, count) => count >= 80 },
];

const unitFactors = new Map([
  ['B', 1],
  ['kB', 1024],
  ['8kB', 8 * 1024],
  ['MB', megabyte],
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
]);

/** Compares a server, embedded or not, with what Rapport wants. */
export async function checkServerSettings(client: pg.ClientBase | pg.Pool): Promise<SettingFinding[]> {
  const { rows } = await client.query<{ name: string; setting: string; unit: string | null; shown: string }>(
    `select name, setting, unit, current_setting(name) as shown from pg_settings where name = any($1)`,
    [expectations.map((expectation) => expectation.name)],
  );
  return expectations.flatMap((expectation) => {
    const row = rows.find(({ name }) => name === expectation.name);
    if (row === undefined) return [];
    const amount = Number(row.setting) * (unitFactors.get(row.unit ?? '') ?? 1);
    const ok = expectation.satisfied(row.setting, amount);
    const { name, wanted } = expectation;
    return [{ name, current: row.shown, wanted, ok, needsRestart: expectation.restart === true }];
  });
}

/** Of the server, e.g. `18.4`. */
export async function serverVersion(client: pg.ClientBase | pg.Pool): Promise<string> {
  const { rows } = await client.query<{ version: string }>(
    `select split_part(current_setting('server_version'), ' ', 1) as version`,
  );
  return rows[0]?.version ?? '';
}

/** Whether a Rapport looks after this server itself (supervisor-lock.ts). */
export async function isEmbedded(client: pg.ClientBase | pg.Pool): Promise<boolean> {
  const { rows } = await client.query<{ embedded: boolean }>(
    `select exists (select from pg_stat_activity where application_name like 'rapport supervisor %') as embedded`,
  );
  return rows[0]?.embedded === true;
}

/** Where a server of this machine keeps its data; null where it is another machine, or says nothing to us. */
export async function localDataDirectory(client: pg.ClientBase | pg.Pool): Promise<string | null> {
  const { rows } = await client.query<{ folder: string | null }>(
    `select case when inet_server_addr() is null or host(inet_server_addr()) in ('127.0.0.1', '::1')
       then (select setting from pg_settings where name = 'data_directory') end as folder`,
  );
  return rows[0]?.folder ?? null;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / megabyte)}MB`;
}
