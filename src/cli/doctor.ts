import { describeFinding, type HealthFinding, RapportError } from '@rapport/sdk';
import type { Command } from 'commander';
import type { CliDeps, ExitCode, FoundPlugins, OpenDatabase } from './deps';
import { examineDatabase } from '../health/checks/database';
import { advice, ok, serious } from '../health/checks/findings';
import { examineMachine } from '../health/checks/machine';

export function addDoctorCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .description('examines installation and database and says what to do; exit code 1 where something is serious')
    .action(async () => {
      const { databaseUrl, dataDir } = deps.settings;
      const { plugins, ...rest } = await deps.findPlugins();
      const findings = [
        ...(await examineMachine(databaseUrl === undefined ? dataDir : null)),
        ...judgePlugins(plugins.length, rest),
        ...(await deps.withTables(plugins, examine).catch(unreachable)),
      ];
      deps.stdout.write(findings.map(lineOf).join(''));
      deps.stdout.write(`\n${conclude(findings)}\n`);
      end(findings.some(({ level }) => level === 'serious') ? 1 : 0);
    });
}

function examine({ pool, migrations }: Pick<OpenDatabase, 'pool' | 'migrations'>): Promise<HealthFinding[]> {
  return examineDatabase(pool, migrations, Date.now());
}

/** Rapport does not start with a broken one, and runs without one that is ignored. */
function judgePlugins(count: number, { broken, ignored }: Omit<FoundPlugins, 'plugins'>): HealthFinding[] {
  return [
    ...(broken.length === 0 ? [ok('plugins_good', { count })] : []),
    ...broken.map((error) => serious('plugin_broken', { message: error.detail ?? error.message })),
    ...ignored.map(({ name, kind }) =>
      kind === null ? advice('package_absent', { name }) : advice('package_kind_unknown', { name, kind }),
    ),
  ];
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
