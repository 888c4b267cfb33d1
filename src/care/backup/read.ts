import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { RapportError } from '@rapport/sdk';
import type { z } from 'zod';
import type { BlueprintTable } from '../../postgres/dump/blueprint';
import {
  backupFormat,
  backupHead,
  backupManifest,
  backupSchema,
  entryNames,
  memberBytesMax,
  parseMemberName,
  schemaParts,
  type BackupHead,
  type BackupManifest,
  type BackupSchema,
  type SchemaPart,
  type TableEntry,
} from './manifest';
import { readTar, type TarEntry } from './tar';

export type { BackupHead } from './manifest';

const decompress = promisify(gunzip);
/** A chunk of COPY is added to a member whole: one row may be large. */
const memberBytesBound = memberBytesMax + 256 * 1024 * 1024;

/** Where the rows of one table go. `end` answers how many were taken. */
export type TableSink = { write(rows: Buffer): Promise<void>; end(): Promise<number> };

/** What a backup is read for: to be restored, or only to be checked. */
export type BackupVisitor = {
  schema(plan: BackupSchema): Promise<void>;
  table(part: SchemaPart, table: BlueprintTable): Promise<TableSink>;
  /** All rows were there, and unchanged. */
  complete(plan: BackupSchema, sequences: BackupManifest['sequences']): Promise<void>;
};

export type ReadOptions = {
  readonly knownMigrations: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (done: { readonly bytes: number; readonly bytesTotal: number; readonly rows: number }) => void;
};
export type ReadResult = {
  readonly head: BackupHead;
  readonly tables: number;
  readonly rows: number;
  readonly secrets: string | null;
};

/**
 * Reads a backup from its beginning to its end, once, and holds it against its manifest.
 * @throws RapportError backup_invalid: not one of ours, newer than this Rapport, damaged, or cut short
 */
export async function readBackup(file: FileHandle, visitor: BackupVisitor, options: ReadOptions): Promise<ReadResult> {
  const bytesTotal = (await file.stat()).size;
  const reader = new BackupReader(visitor, options.knownMigrations);
  for await (const entry of readTar(file, memberBytesBound)) {
    options.signal.throwIfAborted();
    await reader.take(entry);
    options.onProgress({ bytes: entry.end, bytesTotal, rows: reader.rows });
  }
  return reader.finish();
}

type OpenTable = {
  entry: { part: SchemaPart; table: string };
  sink: TableSink;
  hash: Hash;
  bytes: number;
  members: number;
};

class BackupReader {
  rows = 0;
  private head: BackupHead | undefined;
  private plan: BackupSchema | undefined;
  private planSha256 = '';
  private manifest: BackupManifest | undefined;
  private secrets: string | null = null;
  private open: OpenTable | undefined;
  private readonly read: TableEntry[] = [];

  constructor(
    private readonly visitor: BackupVisitor,
    private readonly knownMigrations: readonly string[],
  ) {}

  async take({ name, content }: TarEntry): Promise<void> {
    const member = parseMemberName(name);
    if (member !== null) return this.takeMember(member, content);
    await this.closeTable();
    if (name === entryNames.head) this.takeHead(content);
    else if (name === entryNames.schema) await this.takeSchema(content);
    else if (name === entryNames.secrets) this.secrets = content.toString('utf8');
    else if (name === entryNames.manifest) this.manifest = parse(backupManifest, content, name);
    else throw new RapportError('backup_invalid', `It holds "${name}".`);
  }

  /** The last entry was read. */
  async finish(): Promise<ReadResult> {
    await this.closeTable();
    const { head, plan, manifest, secrets, rows } = this;
    if (head === undefined || plan === undefined || manifest === undefined) {
      throw new RapportError('backup_invalid', 'It has no manifest: it was cut short, or it is not a backup.');
    }
    await this.openEmptyTables(plan);
    if (manifest.schemaSha256 !== this.planSha256) throw damaged(entryNames.schema);
    if (head.secrets !== (secrets !== null)) throw damaged(entryNames.secrets);
    compare(plan, manifest, this.read);
    await this.visitor.complete(plan, manifest.sequences);
    return { head, tables: manifest.tables.length, rows, secrets };
  }

  private takeHead(content: Buffer): void {
    const head = parse(backupHead, content, entryNames.head);
    if (head.version > backupFormat.version) {
      throw new RapportError('backup_invalid', `Its format ${head.version} is newer than this Rapport.`);
    }
    const unknown = head.migrations.filter((name) => !this.knownMigrations.includes(name));
    if (unknown.length > 0) {
      const reason = `It was made by Rapport ${head.rapportVersion}, which is newer (${unknown.join(', ')}).`;
      throw new RapportError('backup_invalid', `${reason} Restore it with that version, or a later one.`);
    }
    this.head = head;
  }

  private async takeSchema(content: Buffer): Promise<void> {
    if (this.head === undefined)
      throw new RapportError('backup_invalid', 'It does not begin like a backup of Rapport.');
    this.planSha256 = createHash('sha256').update(content).digest('hex');
    this.plan = parse(backupSchema, content, entryNames.schema);
    await this.visitor.schema(this.plan);
  }

  private async takeMember(
    { part, table, number }: { part: SchemaPart; table: string; number: number },
    content: Buffer,
  ): Promise<void> {
    if (this.open?.entry.part !== part || this.open.entry.table !== table) {
      await this.closeTable();
      await this.openTable(part, table);
    }
    const { open } = this;
    if (open === undefined || number !== open.members + 1) throw damaged(`data of ${table}`);
    const rows = await decompress(content, { maxOutputLength: memberBytesBound }).catch((error: unknown) => {
      throw damaged(`data of ${table}`, error);
    });
    open.members = number;
    open.hash.update(rows);
    open.bytes += rows.length;
    await open.sink.write(rows);
  }

  private async openTable(part: SchemaPart, table: string): Promise<void> {
    const wanted = this.plan?.[part]?.tables.find(({ name }) => name === table);
    if (wanted === undefined || this.read.some((one) => one.part === part && one.table === table)) {
      throw damaged(`data of ${table}`);
    }
    const sink = await this.visitor.table(part, wanted);
    this.open = { entry: { part, table }, sink, hash: createHash('sha256'), bytes: 0, members: 0 };
  }

  private async closeTable(): Promise<void> {
    const { open } = this;
    if (open === undefined) return;
    this.open = undefined;
    const rows = await open.sink.end();
    this.rows += rows;
    this.read.push({ ...open.entry, rows, bytes: open.bytes, sha256: open.hash.digest('hex') });
  }

  /** They have no member. */
  private async openEmptyTables(plan: BackupSchema): Promise<void> {
    const emptySha256 = createHash('sha256').digest('hex');
    for (const part of schemaParts) {
      for (const { name: table } of plan[part]?.tables ?? []) {
        if (this.read.some((one) => one.part === part && one.table === table)) continue;
        this.read.push({ part, table, rows: 0, bytes: 0, sha256: emptySha256 });
      }
    }
  }
}

function compare(plan: BackupSchema, manifest: BackupManifest, read: readonly TableEntry[]): void {
  const planned = schemaParts.reduce((sum, part) => sum + (plan[part]?.tables.length ?? 0), 0);
  if (planned !== manifest.tables.length) throw damaged(entryNames.manifest);
  for (const expected of manifest.tables) {
    const found = read.find(({ part, table }) => part === expected.part && table === expected.table);
    const same = found?.rows === expected.rows && found.bytes === expected.bytes && found.sha256 === expected.sha256;
    if (!same) throw damaged(`data of ${expected.table}`);
  }
}

function parse<T>(schema: z.ZodType<T>, content: Buffer, name: string): T {
  try {
    return schema.parse(JSON.parse(content.toString('utf8')));
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(what: string, cause?: unknown): RapportError {
  return new RapportError('backup_invalid', `It is damaged: ${what}.`, { cause });
}
