import { createHash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import type { Blueprint, BlueprintTable } from '../../postgres/dump/blueprint';
import { enterSchema, readBlueprint, readSequences } from '../../postgres/dump/catalogue';
import { readRows } from '../../postgres/dump/rows';
import { withSnapshot } from '../../postgres/dump/snapshot';
import { executedMigrations } from '../../store/migration';
import { serverVersion } from '../../postgres/server-settings';
import {
  backupFormat,
  entryNames,
  memberBytesMax,
  memberName,
  schemaParts,
  type BackupHead,
  type BackupManifest,
  type BackupSchema,
  type SchemaPart,
  type TableEntry,
} from './manifest';
import { TarWriter } from './tar';

const compress = promisify(gzip);
/** Rows of events shrink to a fifth at level 1; level 6 takes four times as long for a tenth less. */
const compression = { level: 1 };

export type BackupOptions = {
  readonly databaseUrl: string;
  /** What the parts are called in the database. */
  readonly schemas: Readonly<Record<SchemaPart, string>>;
  /** Written under another name until it is whole. */
  readonly file: string;
  /** Content of secrets.json; null: without. */
  readonly secrets: string | null;
  readonly rapportVersion: string;
  readonly now: number;
  readonly signal: AbortSignal;
  /** Of the tables' size on disk, how much is done. */
  readonly onProgress: (done: { readonly bytes: number; readonly bytesTotal: number; readonly rows: number }) => void;
};

/** `bytes` of the file; `createdAt` is the moment that it shows. */
export type BackupResult = {
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly createdAt: string;
};

/**
 * Writes both schemas as of one moment to a file that its owner alone may read, while whoever writes goes on. It takes as much
 * memory as a few members, whatever the size of the tables.
 * @throws RapportError backup_running, backup_unsupported, file_unreadable, interrupted by `signal`: AbortError
 */
export async function makeBackup(options: BackupOptions): Promise<BackupResult> {
  const unfinished = `${options.file}.unfinished`;
  const file = await openFile(unfinished);
  try {
    const result = await fill(file, options);
    await file.close();
    await rename(unfinished, options.file);
    return result;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function openFile(name: string): Promise<FileHandle> {
  try {
    await rm(name, { force: true });
    return await open(name, 'wx', 0o600);
  } catch (error) {
    throw new RapportError('file_unreadable', `${name} cannot be written.`, { cause: error });
  }
}

async function fill(file: FileHandle, options: BackupOptions): Promise<BackupResult> {
  const { schemas } = options;
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: 'rapport backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await withSnapshot(client, schemas.rapport, Object.values(schemas), () => write(client, file, options));
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function write(client: pg.Client, file: FileHandle, options: BackupOptions): Promise<BackupResult> {
  const { schemas, secrets, now } = options;
  const tar = new TarWriter(file, new Date(now));
  const addJson = async (name: string, value: unknown): Promise<string> => {
    const text = `${JSON.stringify(value, null, 1)}\n`;
    await tar.add(name, Buffer.from(text));
    return createHash('sha256').update(text).digest('hex');
  };
  const plan: BackupSchema = {
    rapport: await readBlueprint(client, schemas.rapport),
    strapi: await readBlueprint(client, schemas.strapi),
  };
  await enterSchema(client, schemas.rapport);
  const head: BackupHead = {
    format: backupFormat.name,
    version: backupFormat.version,
    createdAt: new Date(now).toISOString(),
    rapportVersion: options.rapportVersion,
    postgresVersion: await serverVersion(client),
    migrations: await executedMigrations(client),
    secrets: secrets !== null,
  };
  await addJson(entryNames.head, head);
  const schemaSha256 = await addJson(entryNames.schema, plan);
  const tables = await writeTables(client, tar, plan, options);
  const sequences = {
    rapport: await sequencesOf(client, schemas.rapport, plan.rapport),
    strapi: await sequencesOf(client, schemas.strapi, plan.strapi),
  };
  if (secrets !== null) await tar.add(entryNames.secrets, Buffer.from(secrets));
  const manifest: BackupManifest = { schemaSha256, tables, sequences };
  await addJson(entryNames.manifest, manifest);
  await tar.finish();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return { bytes: tar.bytes, tables: tables.length, rows, createdAt: head.createdAt };
}

async function sequencesOf(client: pg.Client, schema: string, plan: Blueprint | undefined) {
  await enterSchema(client, schema);
  return readSequences(client, plan?.sequences ?? []);
}

async function writeTables(
  client: pg.Client,
  tar: TarWriter,
  plan: BackupSchema,
  { schemas, signal, onProgress }: BackupOptions,
): Promise<TableEntry[]> {
  const entries: TableEntry[] = [];
  const all = schemaParts.flatMap((part) => (plan[part]?.tables ?? []).map((table) => ({ part, table })));
  const bytesTotal = all.reduce((sum, { table }) => sum + table.bytes, 0);
  let bytesBefore = 0;
  let rows = 0;
  for (const { part, table } of all) {
    signal.throwIfAborted();
    await enterSchema(client, schemas[part]);
    const entry = await writeTable(client, tar, part, table, (copied) => {
      signal.throwIfAborted();
      onProgress({ bytes: bytesBefore + Math.min(copied, table.bytes), bytesTotal, rows });
    });
    entries.push(entry);
    bytesBefore += table.bytes;
    rows += entry.rows;
    onProgress({ bytes: bytesBefore, bytesTotal, rows });
  }
  return entries;
}

/** While one member is compressed and written, the next is read. */
async function writeTable(
  client: pg.Client,
  tar: TarWriter,
  part: SchemaPart,
  table: BlueprintTable,
  onBytes: (bytes: number) => void,
): Promise<TableEntry> {
  const { stream, rowCount } = readRows(client, table);
  const hash = createHash('sha256');
  let bytes = 0;
  let number = 0;
  let chunks: Buffer[] = [];
  let held = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    const member = Buffer.concat(chunks, held);
    const name = memberName(part, table.name, ++number);
    chunks = [];
    held = 0;
    await writing;
    writing = compress(member, compression).then((packed) => tar.add(name, packed));
    writing.catch(() => undefined);
  };
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('COPY answered something else than bytes');
    hash.update(chunk);
    bytes += chunk.length;
    chunks.push(chunk);
    held += chunk.length;
    if (held < memberBytesMax) continue;
    await flush();
    onBytes(bytes);
  }
  if (held > 0) await flush();
  await writing;
  return { part, table: table.name, rows: rowCount(), bytes, sha256: hash.digest('hex') };
}
