import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import { confirmUpgrade, upgradeEmbedded } from '../care/upgrade';
import type { CliDeps, ExitCode } from './deps';
import { onInterrupt } from './interrupt';
import { progressBar } from './progress';

const upgradeOptions = z.object({ fromBinaries: z.string().optional(), confirm: z.boolean().default(false) });

export function addUpgradeCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('upgrade')
    .option('--from-binaries <folder>', 'PostgreSQL of the version that made the data')
    .option('--confirm', 'remove the old data that an upgrade kept')
    .description('moves the data of the embedded PostgreSQL to the major version that this Rapport brings')
    .action(async (given: unknown) => {
      const { fromBinaries, confirm } = upgradeOptions.parse(given);
      if (deps.settings.databaseUrl !== undefined) {
        throw new RapportError(
          'upgrade_refused',
          'DATABASE_URL names a server of your own: upgrade that with its own tools.',
        );
      }
      if (confirm) return end(await removeKept(deps));
      if (fromBinaries === undefined) throw new RapportError('usage', 'Give --from-binaries or --confirm.');
      end(await upgrade(deps, path.resolve(fromBinaries)));
    });
}

async function upgrade({ settings, appDir, log, stdout, stderr }: CliDeps, oldBinaries: string): Promise<ExitCode> {
  const interrupt = onInterrupt();
  const bar = progressBar(stderr, 1, 'rows');
  try {
    const { from, to, rows, kept } = await upgradeEmbedded({
      ...{ appDir, log, oldBinaries },
      dataDir: settings.dataDir,
      schemas: [settings.schema, settings.strapiSchema],
      signal: interrupt.signal,
      onProgress: (done) => bar.update(done.bytes, done.rows, done.bytesTotal),
    }).finally(() => bar.stop());
    stdout.write(`PostgreSQL ${from} -> ${to}: ${rows.toLocaleString('en')} rows copied, counts compared.\n`);
    stdout.write(`The old data are kept in ${kept}.\n`);
    stdout.write('Settings of your own (ALTER SYSTEM) are in its postgresql.auto.conf and were not taken over.\n');
    stdout.write('Start Rapport and look around; then: npm run rapport -- upgrade --confirm\n');
    return 0;
  } catch (error) {
    if (interrupt.signal.aborted && !(error instanceof RapportError)) return 130;
    throw error;
  } finally {
    interrupt.forget();
  }
}

async function removeKept({ settings, stdout }: CliDeps): Promise<ExitCode> {
  const removed = await confirmUpgrade(settings.dataDir);
  stdout.write(removed.length === 0 ? 'Nothing is kept.\n' : removed.map((folder) => `Removed ${folder}\n`).join(''));
  return 0;
}
