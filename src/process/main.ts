import { existsSync } from 'node:fs';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { Command, CommanderError } from 'commander';
import product from '../../config/rapport';
import { addCommands } from '../cli/main';
import { demoCommand } from '../demo/command';
import { loadPlugins } from '../plugins';
import { parseSettings } from '../settings';
import { commandDeps } from './command-line';
import { develop } from './develop';
import { createLog } from './log';
import { supervise } from './supervisor';
import { errorLine } from '../postgres/error-code';

/** Entry of bin/rapport. Whatever fails is one line on stderr and exit code 1. */
export async function main(appDir: string, argv: readonly string[]): Promise<void> {
  try {
    loadEnvironmentFile(appDir);
    await (await commands(appDir, argv)).parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.stderr.write(`rapport: ${lineOf(error)}\n`);
    process.exitCode = 1;
  }
  // Nothing may keep a finished command alive: a socket that still closes, an orphaned timer.
  setTimeout(() => process.exit(), 2_000).unref();
}

async function commands(appDir: string, argv: readonly string[]): Promise<Command> {
  const program = new Command('rapport').exitOverride();
  program
    .command('start')
    .description('starts Rapport: the database if it is the embedded one, the web process and the worker process')
    .action(async () => {
      const settings = parseSettings(process.env, product, appDir);
      await supervise(settings, appDir, createLog(settings.logLevel, 'supervisor'));
    });
  program
    .command('dev')
    .description('starts Rapport for those who change it: compiles and starts again whatever is edited')
    .action(async () => {
      const settings = parseSettings(process.env, product, appDir);
      await develop(settings, appDir, createLog(settings.logLevel, 'supervisor'));
    });
  // Asked for only by the other commands, and by --help.
  const deps = commandDeps(parseSettings(process.env, product, appDir), appDir);
  // `doctor` says what is wrong with them.
  const plugins = ['start', 'dev', 'doctor'].includes(argv[0] ?? '') ? [] : await loadPlugins(appDir);
  addCommands(program, plugins, deps, (code) => {
    process.exitCode = code;
  });
  program.addCommand(demoCommand(appDir, deps));
  return program;
}

/** The environment itself wins over `.env`. */
function loadEnvironmentFile(appDir: string): void {
  const file = path.join(appDir, '.env');
  // Node before 20.12 has no loadEnvFile.
  if (typeof process.loadEnvFile === 'function' && existsSync(file)) process.loadEnvFile(file);
}

function lineOf(error: unknown): string {
  if (error instanceof RapportError && error.code === 'process_failed') return error.detail ?? error.message;
  return errorLine(error);
}
