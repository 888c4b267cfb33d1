import type { Command } from 'commander';
import type { CliDeps, ExitCode } from './deps';

export function addSecretsCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  const secrets = program.command('secrets').description('the keys of secrets.json');
  secrets
    .command('adopt')
    .description('makes the secrets of this node the right ones for the database, after they were changed on purpose')
    .action(async () => {
      const changed = await deps.adoptSecrets();
      deps.stdout.write(
        changed.length === 0 ? 'They were the right ones already.\n' : `Adopted: ${changed.join(', ')}\n`,
      );
      end(0);
    });
  secrets
    .command('rotate')
    .description('makes a new key and stores every secret under it; the old key stays valid')
    .action(async () => {
      const { key, resealed } = await deps.rotateSecrets();
      deps.stdout.write(`Key ${key} is in use; ${resealed} secrets were stored again.\n`);
      end(0);
    });
}
