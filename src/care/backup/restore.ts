import { open, type FileHandle } from 'node:fs/promises';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import { withBootLockOn } from '../../postgres/boot-lock';
import { countRelations, enterSchema } from '../../postgres/dump/catalogue';
import { analyse, completeSchema, createSchema, hasLiveNodes } from '../../postgres/dump/load';
import { writeRows } from '../../postgres/dump/rows';
import { readBackup, type BackupVisitor, type ReadResult } from './read';
import { schemaParts, type SchemaPart } from './manifest';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

export type RestoreOptions = {
  readonly databaseUrl: string;
  /** What the parts shall be called in the database. */
  readonly schemas: Readonly<Record<SchemaPart, string>>;
  readonly file: string;
  /** Names of the migrations that this Rapport brings. */
  readonly knownMigrations: readonly string[];
  /** Drops what is there, in the same transaction. */
  readonly replace: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (done: { readonly bytes: number; readonly bytesTotal: number; readonly rows: number }) => void;
  /** Called with the secrets of the backup before anything is kept; null where it holds none. */
  readonly keepSecrets: (secrets: string | null) => Promise<void>;
};

/**
 * Makes both schemas from a backup, in one transaction: either all of it is there, with the counts and checksums of the
 * manifest, or nothing has changed. Nodes that start meanwhile wait for it (boot lock).
 * @throws RapportError backup_invalid, restore_not_empty, file_unreadable, boot_lock_timeout
 */
export async function restoreBackup(options: RestoreOptions): Promise<ReadResult> {
  const file = await openBackup(options.file);
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: 'rapport restore' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await withBootLockOn(client, options.schemas.rapport, () => inOneTransaction(client, file, options));
  } finally {
    await client.end().catch(() => undefined);
    await file.close();
  }
}

/** @throws RapportError file_unreadable */
export async function openBackup(name: string): Promise<FileHandle> {
  try {
    return await open(name, 'r');
  } catch (error) {
    throw new RapportError('file_unreadable', name, { cause: error });
  }
}

/** Where it throws, COPY may be under way: the end of the connection rolls back. */
async function inOneTransaction(client: pg.Client, file: FileHandle, options: RestoreOptions): Promise<ReadResult> {
  await client.query('begin');
  await client.query('set local statement_timeout = 0');
  await clear(client, options);
  const result = await readBackup(file, loader(client, options), options);
  await options.keepSecrets(result.secrets);
  await client.query('commit');
  await analyse(client, Object.values(options.schemas));
  return result;
}

async function clear(client: pg.Client, { schemas, replace }: RestoreOptions): Promise<void> {
  // Processes that run remember ids and schemas that would be gone.
  if (await hasLiveNodes(client, schemas.rapport)) {
    throw new RapportError('restore_not_empty', 'Processes of Rapport use this schema: stop them first.');
  }
  for (const part of schemaParts) {
    const schema = schemas[part];
    if (((await countRelations(client, schema)) ?? 0) === 0) continue;
    if (!replace) throw new RapportError('restore_not_empty', `Schema ${schema} has tables; --force replaces them.`);
    await client.query(`drop schema ${client.escapeIdentifier(schema)} cascade`);
  }
}

/** What the rows of a backup are put into. */
function loader(client: pg.Client, { schemas }: RestoreOptions): BackupVisitor {
  return {
    async schema(plan) {
      for (const part of schemaParts) {
        const wanted = plan[part];
        if (wanted !== undefined) await createSchema(client, schemas[part], wanted);
      }
    },
    async table(part, table) {
      await enterSchema(client, schemas[part]);
      const { stream, rowCount } = writeRows(client, table);
      // A row that PostgreSQL refuses ends the stream: whoever writes next is told.
      const done = finished(stream);
      done.catch(() => undefined);
      return {
        async write(rows) {
          if (stream.errored !== null) throw stream.errored;
          if (!stream.write(rows)) await Promise.race([once(stream, 'drain'), done]);
        },
        async end() {
          stream.end();
          await done;
          return rowCount();
        },
      };
    },
    async complete(plan, sequences) {
      for (const part of schemaParts) {
        const wanted = plan[part];
        if (wanted !== undefined) await completeSchema(client, schemas[part], wanted, sequences[part] ?? []);
      }
    },
  };
}
