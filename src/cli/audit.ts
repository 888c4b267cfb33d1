import type { Command } from 'commander';
import type { CliDeps, ExitCode } from './deps';

export function addAuditCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('audit')
    .description('who did what to whom')
    .command('verify')
    .description('follows the chain of seals: ends with 1 where an entry was changed, removed or slipped in')
    .action(async () => {
      const { rows, brokenAt } = await deps.withDatabase(({ core }) => core.checkAudit());
      if (brokenAt === null) deps.stdout.write(`${rows} entries, the chain is whole.\n`);
      else
        deps.stdout.write(`The chain breaks at entry ${brokenAt}; the ${rows} before it are as they were written.\n`);
      end(brokenAt === null ? 0 : 1);
    });
}
