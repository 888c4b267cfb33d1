import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Of Debian's package. */
export const redisServer = '/usr/bin/redis-server';

/** In memory alone: whoever kills it finds nothing of it again. */
export function startRedis(port: number): ChildProcess {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return spawn(redisServer, options, { stdio: 'ignore' });
}

export async function killRedis(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
