import { describeFinding, type HealthFinding, RapportError } from '@rapport/sdk';
import type { Command } from 'commander';
import type { CliDeps, ExitCode, OpenDatabase } from './deps';
import { examineDatabase } from '../health/checks/database';
import { serious } from '../health/checks/findings';
import { examineMachine } from '../health/checks/machine';

export function addDoctorCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('examines installation and database and says what to do; exit code 1 where something is serious')
    .action(async () => {
      const { databaseUrl, dataDir } = deps.settings;
      const machine = await examineMachine(databaseUrl === undefined ? dataDir : null);
      const findings = [...machine, ...(await deps.withDatabase(examine).catch(unreachable))];
      deps.stdout.write(findings.map(lineOf).join(''));
      deps.stdout.write(`\n${conclude(findings)}\n`);
      end(findings.some(({ level }) => level === 'serious') ? 1 : 0);
    });
}

function examine({ pool, core, migrations }: OpenDatabase): Promise<HealthFinding[]> {
  return examineDatabase(pool, migrations, core.now());
}

/** Anything else than a coded error is a fault of ours and ends the command. */
function unreachable(error: unknown): HealthFinding[] {
  if (!(error instanceof RapportError)) throw error;
  return [serious('database_unreachable', { message: error.message })];
}

function lineOf(finding: HealthFinding): string {
  const { text, remedy } = describeFinding(finding, 'en');
  const line = `${finding.level.padEnd(8)} ${text}\n`;
  return remedy === null ? line : `${line}${' '.repeat(9)}-> ${remedy}\n`;
}

function conclude(findings: readonly HealthFinding[]): string {
  const count = (level: HealthFinding['level']): number => findings.filter((finding) => finding.level === level).length;
  if (count('serious') > 0) return `${count('serious')} serious, ${count('advice')} to consider.`;
  return count('advice') > 0 ? `Nothing serious; ${count('advice')} to consider.` : 'All is well.';
}
