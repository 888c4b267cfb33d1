import { spawn } from 'node:child_process';
import path from 'node:path';
import { appDir } from './rapport';
import type { Ended } from './command';

/** A real `bin/rapport` with these arguments and nothing else in its environment. */
export function runCommand(env: Record<string, string>, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(appDir, 'bin/rapport'), ...args], {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
}
