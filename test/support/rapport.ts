import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export const appDir = path.join(__dirname, '../..');

const readyLine = z.object({ msg: z.literal('ready'), url: z.string().optional() });

/** One real `bin/rapport start`. */
export type RunningRapport = {
  readonly pid: number;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  readonly output: () => string;
  readonly errors: () => string;
  /** Its address, when it answers there; rejects with what it printed if it ends before. */
  readonly ready: Promise<string>;
  readonly kill: (signal: NodeJS.Signals) => void;
};

/** Tests with real processes run what is compiled: as current as the sources. `npm test` has just seen to it. */
export function build(): void {
  if (process.env['RAPPORT_TEST_BUILT'] === 'true') return;
  execFileSync(process.execPath, [path.join(appDir, 'node_modules/typescript/bin/tsc'), '-b'], {
    cwd: appDir,
    stdio: 'inherit',
  });
}

/** @param env over an environment without settings of Rapport; PORT is any free one unless named */
export function startRapport(env: Record<string, string>, runAs: { uid?: number; gid?: number } = {}): RunningRapport {
  const child = spawn(process.execPath, [path.join(appDir, 'bin/rapport'), 'start'], {
    ...runAs,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', PORT: '0', SITUATIONS: 'false', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exit = new Promise<{ code: number | null; signal: string | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const pid = child.pid ?? 0;
  const ready = waitForReady(
    exit,
    () => output,
    () => errors,
  );
  ready.catch(() => undefined);
  return { pid, exit, output: () => output, errors: () => errors, ready, kill: (signal) => void child.kill(signal) };
}

async function waitForReady(exit: Promise<unknown>, output: () => string, errors: () => string): Promise<string> {
  let ended = false;
  void exit.then(() => (ended = true));
  for (;;) {
    for (const line of logLines(output())) {
      const parsed = readyLine.safeParse(line);
      if (parsed.success) return parsed.data.url ?? '';
    }
    if (ended) throw new Error(`Rapport ended before it was ready:\n${output()}${errors()}`);
    await sleep(25);
  }
}

/** The complete lines of a log; lines that are not JSON fail the test. */
export function logLines(output: string): unknown[] {
  const lines = output.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/** Numbers of the processes below `pid`. */
export function childrenOf(pid: number): number[] {
  const listed = spawnText('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return listed
    .split('\n')
    .map(Number)
    .filter((number) => number > 0);
}

/** Numbers of the processes of this kind below a supervisor. */
export function processesOf(supervisor: number, kind: 'web' | 'worker'): number[] {
  return childrenOf(supervisor).filter((pid) => commandOf(pid).endsWith(`child.js ${kind}`));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function spawnText(file: string, options: string[]): string {
  try {
    return execFileSync(file, options, { encoding: 'utf8' });
  } catch {
    // ps ends with 1 where there is none.
    return '';
  }
}

export function killNow(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself.
    }
  }
}

/** Waits until `condition` holds; a test's own time limit bounds it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(25);
}
