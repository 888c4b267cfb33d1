import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { TestDatabase } from './database';
import { appDir } from './rapport';

export type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };
export type RunningCommand = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** A real `bin/rapport` with these arguments, in `folder`; on the embedded server of its data directory unless `env` says else. */
export function spawnCommand(
  folder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): RunningCommand {
  const child = spawn(process.execPath, [path.join(appDir, 'bin/rapport'), ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      RAPPORT_DATA_DIR: path.join(folder, 'data'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
  return { child, ended };
}

/** The same on the test's database. */
export function startCommand(database: TestDatabase, folder: string, args: readonly string[]): RunningCommand {
  const { url, schema } = database;
  return spawnCommand(folder, args, { DATABASE_URL: url, RAPPORT_SCHEMA: schema, STRAPI_SCHEMA: `${schema}_strapi` });
}
