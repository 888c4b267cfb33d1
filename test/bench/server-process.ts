import { fork } from 'node:child_process';
import path from 'node:path';

export type ServerProcess = { readonly url: string; readonly pid: number; stop(): void };

/** A bare server of this folder in a process of its own, which tells its port by message. */
export function startServerProcess(file: string, args: readonly string[] = []): Promise<ServerProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(__dirname, file), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.once('message', (port: unknown) => {
      resolve({ url: `http://127.0.0.1:${Number(port)}`, pid: child.pid ?? 0, stop: () => child.disconnect() });
    });
  });
}
