import { z } from 'zod';
import { blueprint, sequencePlace } from '../../postgres/dump/blueprint';

/**
 * A backup is one tar file:
 *
 *   rapport-backup.json                       BackupHead: what it is; first, so that a reader can refuse early
 *   schema.json                               BackupSchema: how to make both schemas
 *   data/<schema>/<table>/000001.gz ...       rows as COPY text in gzip members: `cat *.gz | gunzip` is the whole table
 *   secrets.json                              Strapi's keys, unless --without-secrets
 *   manifest.json                             BackupManifest: rows and checksums; last, so that a file cut short has none
 *
 * Schemas are named by their parts (`rapport`, `strapi`), whatever they are called in the database.
 */
export const backupFormat = { name: 'rapport-backup', version: 1 } as const;

export const schemaPart = z.enum(['rapport', 'strapi']);
export type SchemaPart = z.infer<typeof schemaPart>;
export const schemaParts = schemaPart.options;

export const backupHead = z.object({
  format: z.literal(backupFormat.name),
  version: z.number().int(),
  /** ISO 8601: when the snapshot was taken. */
  createdAt: z.iso.datetime(),
  /** Of the Rapport that made it. */
  rapportVersion: z.string(),
  postgresVersion: z.string(),
  /** Names of the migrations that had run: a Rapport that does not know one of them is older than the backup. */
  migrations: z.array(z.string()),
  secrets: z.boolean(),
});
export type BackupHead = z.infer<typeof backupHead>;

export const backupSchema = z.record(schemaPart, blueprint);
export type BackupSchema = z.infer<typeof backupSchema>;

const tableEntry = z.object({
  part: schemaPart,
  table: z.string(),
  rows: z.number().int(),
  /** Of the rows as COPY text, before compression. */
  bytes: z.number().int(),
  sha256: z.string(),
});
export type TableEntry = z.infer<typeof tableEntry>;

export const backupManifest = z.object({
  schemaSha256: z.string(),
  tables: z.array(tableEntry),
  sequences: z.record(schemaPart, z.array(sequencePlace)),
});
export type BackupManifest = z.infer<typeof backupManifest>;

export const entryNames = {
  head: 'rapport-backup.json',
  schema: 'schema.json',
  secrets: 'secrets.json',
  manifest: 'manifest.json',
} as const;

/** Rows of one gzip member, before compression: what a backup and a restore hold in memory, twice. */
export const memberBytesMax = 8 * 1024 * 1024;

export function memberName(part: SchemaPart, table: string, number: number): string {
  return `data/${part}/${table}/${String(number).padStart(6, '0')}.gz`;
}

const memberPattern = /^data\/(rapport|strapi)\/([^/]+)\/(\d{6,})\.gz$/;

export function parseMemberName(name: string): { part: SchemaPart; table: string; number: number } | null {
  const [, part, table, number] = memberPattern.exec(name) ?? [];
  if (part === undefined || table === undefined) return null;
  return { part: schemaPart.parse(part), table, number: Number(number) };
}
