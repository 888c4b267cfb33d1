import type { PluginCommand, RapportPlugin } from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliDeps, ExitCode } from './deps';

const texts = z.array(z.string().optional());

/** What plugins bring: `rapport segment validate FILE`. */
export function addPluginCommands(
  program: Command,
  plugins: readonly RapportPlugin[],
  deps: CliDeps,
  end: (code: ExitCode) => void,
): void {
  for (const command of plugins.flatMap((plugin) => plugin.commands ?? [])) add(program, command, deps, end);
}

function add(
  program: Command,
  { name, description, run, ...command }: PluginCommand,
  deps: CliDeps,
  end: (code: ExitCode) => void,
): void {
  const [group = '', verb = ''] = name.split(' ');
  const parent = program.commands.find((one) => one.name() === group) ?? program.command(group);
  const made = parent.command(verb).description(description);
  for (const argument of command.arguments) made.argument(argument);
  made.action(async (...given: unknown[]) => {
    const values = texts.parse(given.slice(0, command.arguments.length)).flatMap((one) => one ?? []);
    const isWell = await deps.withDatabase(({ core }) => run(core, values, (text) => void deps.stdout.write(text)));
    end(isWell ? 0 : 1);
  });
}
