import path from 'node:path';
import { formatBytes, RapportError } from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import { checkBackup } from '../care/backup/check';
import { makeBackup } from '../care/backup/make';
import { backupFile } from '../care/backup/place';
import type { ReadResult } from '../care/backup/read';
import { restoreBackup } from '../care/backup/restore';
import { readSecretsFile, restoreSecretsFile } from '../care/backup/secrets';
import { recordBackup } from '../store/backups';
import type { CliDeps, ExitCode } from './deps';
import { onInterrupt } from './interrupt';
import { progressBar } from './progress';

const backupOptions = z.object({ secrets: z.boolean() });
const restoreOptions = z.object({ force: z.boolean().default(false), check: z.boolean().default(false) });

export function addBackupCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('backup')
    .argument('<file>', 'a file, or a folder that gets a file named after the moment')
    .option('--no-secrets', "leave out the data directory's secrets.json: keep it yourself, elsewhere")
    .description('writes all of Rapport and Strapi as of one moment to one file, while Rapport runs')
    .action(async (target: string, given: unknown) => end(await backup(deps, target, backupOptions.parse(given))));
  program
    .command('restore')
    .argument('<file>')
    .option('--check', 'only read the file and check that it is whole')
    .option('--force', 'replace what is there')
    .description('makes Rapport from a backup: all of it, or nothing')
    .action(async (file: string, given: unknown) => end(await restore(deps, file, restoreOptions.parse(given))));
}

async function backup(deps: CliDeps, target: string, { secrets: withSecrets }: z.infer<typeof backupOptions>) {
  const { settings } = deps;
  const now = Date.now();
  const file = await backupFile(path.resolve(target), now);
  const secrets = withSecrets ? await readSecretsFile(settings.dataDir) : null;
  return interruptibly(async (signal) => {
    const bar = progressBar(deps.stderr, 1, 'rows');
    const result = await deps.withServer('beside', async (databaseUrl) => {
      const schemas = { rapport: settings.schema, strapi: settings.strapiSchema };
      const made = await makeBackup({
        ...{ databaseUrl, schemas, file, secrets, now, signal },
        rapportVersion: deps.version,
        onProgress: ({ bytes, bytesTotal, rows }) => bar.update(bytes, rows, bytesTotal),
      }).finally(() => bar.stop());
      await recordBackup(databaseUrl, settings.schema, { at: now, ...made, secrets: secrets !== null });
      return made;
    });
    deps.stdout.write(
      `${file}\n${result.rows.toLocaleString('en')} rows of ${result.tables} tables, ${formatBytes(result.bytes, 'en')}, as of ${result.createdAt}.\n` +
        `It holds personal data${secrets === null ? '' : ' and the secrets of this installation'}, unencrypted; only you may read it (0600). ` +
        `Keep it where you would keep the database.\n` +
        (secrets === null
          ? 'It holds no secrets: keep secrets.json (or its variables) yourself. Without them all logins, API tokens and encrypted fields are lost.\n'
          : ''),
    );
  });
}

async function restore(deps: CliDeps, file: string, { force, check }: z.infer<typeof restoreOptions>) {
  const knownMigrations = await deps.migrationNames();
  return interruptibly(async (signal) => {
    const bar = progressBar(deps.stderr, 1, 'rows');
    const reading = {
      knownMigrations,
      signal,
      onProgress: (done: { bytes: number; bytesTotal: number; rows: number }) =>
        bar.update(done.bytes, done.rows, done.bytesTotal),
    };
    if (check) {
      const found = await checkBackup(file, reading).finally(() => bar.stop());
      deps.stdout.write(`${describe(found)}\nIt is whole: rows and checksums are those of its manifest.\n`);
      return;
    }
    const { settings } = deps;
    let aside: string | null = null;
    const result = await deps.withServer('alone', (databaseUrl) =>
      restoreBackup({
        ...reading,
        ...{ databaseUrl, file, replace: force },
        schemas: { rapport: settings.schema, strapi: settings.strapiSchema },
        async keepSecrets(secrets) {
          if (secrets !== null) {
            aside = await restoreSecretsFile(settings.dataDir, secrets, { replace: force, now: Date.now() });
          }
        },
      }).finally(() => bar.stop()),
    );
    deps.stdout.write(`${describe(result)}\nRestored.\n`);
    if (aside !== null) deps.stdout.write(`The former secrets are in ${String(aside)}.\n`);
    if (result.secrets === null) {
      deps.stdout.write(
        `It holds no secrets: put the former secrets.json into ${settings.dataDir} (or set its variables) before you start.\n`,
      );
    }
    deps.stdout.write(
      'Now start Rapport (npm start); it runs newer migrations, if there are any. Then: npm run rapport -- doctor\n',
    );
  });
}

function describe({ head, rows, tables }: ReadResult): string {
  return `Rapport ${head.rapportVersion} as of ${head.createdAt}: ${rows.toLocaleString('en')} rows of ${tables} tables.`;
}

async function interruptibly(work: (signal: AbortSignal) => Promise<void>): Promise<ExitCode> {
  const interrupt = onInterrupt();
  try {
    await work(interrupt.signal);
    return 0;
  } catch (error) {
    if (interrupt.signal.aborted && !(error instanceof RapportError)) return 130;
    throw error;
  } finally {
    interrupt.forget();
  }
}
