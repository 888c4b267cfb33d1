import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { RapportError } from '@rapport/sdk';
import { z } from 'zod';

/** A Rapport of its own process, started for the demo; its log goes to a file. */
export type DemoRapport = {
  readonly url: string;
  readonly stop: () => void;
  /** Resolves with its exit code when it has ended, for whatever reason. */
  readonly ended: Promise<number>;
};

export type DemoRapportOptions = {
  readonly appDir: string;
  readonly host: string;
  readonly port: number;
  readonly logFile: string;
};

const readyLine = z.object({ msg: z.literal('ready'), url: z.string() });

/**
 * `rapport start`, exactly as `npm start` does it.
 * @throws RapportError process_failed: it ended before it was ready; its own line on stderr says why
 */
export async function startRapport({ appDir, host, port, logFile }: DemoRapportOptions): Promise<DemoRapport> {
  const child = spawn(process.execPath, [path.join(appDir, 'bin/rapport'), 'start'], {
    env: { ...process.env, HOST: host, PORT: String(port), ROLE: 'all', LOG_LEVEL: 'info', GRAPHIQL: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches only this process, which stops sending before it stops Rapport.
    detached: true,
  });
  const stop = (): void => void child.kill('SIGTERM');
  // Also when this process crashes: a Rapport that nobody knows of would hold port and data directory.
  process.once('exit', stop);
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('close', (code) => {
      process.off('exit', stop);
      resolve(code ?? 1);
    });
  });
  const url = await Promise.race([waitUntilReady(child, logFile), ended.then(() => null)]);
  if (url === null) throw new RapportError('process_failed', 'Rapport did not start.');
  return { url, ended, stop };
}

function waitUntilReady(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  return new Promise((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      const ready = readyLine.safeParse(parseLine(line));
      if (ready.success) resolve(ready.data.url);
    });
  });
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** `wanted` if nobody listens there, else any free one. */
export async function choosePort(host: string, wanted: number): Promise<number> {
  return (await listenOnce(host, wanted)) ?? (await listenOnce(host, 0)) ?? 0;
}

function listenOnce(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(null));
    probe.listen(port, host, () => {
      const address = probe.address();
      const free = address !== null && typeof address === 'object' ? address.port : null;
      probe.close(() => resolve(free));
    });
  });
}
