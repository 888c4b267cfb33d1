import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import type { z } from 'zod';
import type { sinkOptions } from './smtp-sink';

/** The sink as a process of its own, which outlives any that is killed. */
export async function spawnSink(
  options: z.input<typeof sinkOptions>,
): Promise<{ readonly port: number; readonly child: ChildProcess; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'smtp-sink-'));
  const script = path.join(folder, 'sink.cjs');
  buildSync({
    // Suites and benches run at the root; compiled benches lie elsewhere.
    entryPoints: [path.resolve('test/support/smtp-sink-process.ts')],
    ...{ bundle: true, platform: 'node', format: 'cjs', outfile: script },
  });
  const child = fork(script, [JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (child.stdout === null) throw new Error('the sink has no output');
  const [line]: unknown[] = await once(child.stdout, 'data');
  return {
    port: Number(String(line)),
    child,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
