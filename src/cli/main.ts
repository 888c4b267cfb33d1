import type { RapportPlugin } from '@rapport/sdk';
import type { Command } from 'commander';
import { addBackupCommands } from './backup';
import type { CliDeps, ExitCode } from './deps';
import { addRetentionCommands } from './retention';
import { addStorageCommand } from './storage';
import { addUpgradeCommand } from './upgrade';
import { addDoctorCommand } from './doctor';
import { addAuditCommands } from './audit';
import { addExportCommand } from './export';
import { addImportCommand } from './import/command';
import { addPersonCommands } from './person';
import { addPluginCommands } from './plugins';
import { addRejectedCommands } from './rejected';
import { addSecretsCommands } from './secrets';
import { addSourceCommands, addTokenCommands } from './sources';

/**
 * All commands of `rapport` but `start`. `end` takes the exit code of the command that ran; what a command throws is for the
 * caller to print as one line.
 */
export function addCommands(
  program: Command,
  plugins: readonly RapportPlugin[],
  deps: CliDeps,
  end: (code: ExitCode) => void,
): void {
  addSourceCommands(program, deps, end);
  addTokenCommands(program, deps, end);
  addImportCommand(program, deps, end);
  addExportCommand(program, deps, end);
  addRejectedCommands(program, deps, end);
  addBackupCommands(program, deps, end);
  addRetentionCommands(program, deps, end);
  addStorageCommand(program, deps, end);
  addUpgradeCommand(program, deps, end);
  addPersonCommands(program, deps, end);
  addAuditCommands(program, deps, end);
  addSecretsCommands(program, deps, end);
  addDoctorCommand(program, deps, end);
  addPluginCommands(program, plugins, deps, end);
}
