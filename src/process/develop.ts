import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';
import type { Settings } from '../settings';
import { drainSecondsMax, type SupervisorMessage } from './messages';
import { inSession } from './session';
import { makeStrapiFolders } from './strapi-folders';

/**
 * `rapport dev`: database, migrations and secrets as `rapport start` has them; then `tsc -b -w`, which compiles the plugins,
 * beside `strapi develop`, which compiles the rest, serves the panel from its sources, and starts Strapi again when something
 * changes: one process with the web's and the worker's part. What it watches is in config/admin.ts.
 * @throws RapportError whatever keeps it from starting, or from going on
 */
export async function develop(settings: Settings, appDir: string, log: Logger): Promise<void> {
  await makeStrapiFolders(appDir);
  // Strapi empties dist and compiles by itself: the next `tsc -b` must not believe that nothing has changed.
  await rm(path.join(appDir, 'dist/tsconfig.tsbuildinfo'), { force: true });
  await inSession(settings, appDir, log, async ({ env, stop }) => {
    const children = [startCompiler(appDir), startStrapi(appDir, env)];
    try {
      stop.onImpatience(() => children.forEach(({ process }) => process.kill('SIGKILL')));
      await Promise.race([stop.promise, ...children.map(unexpectedEnd)]);
    } finally {
      await Promise.all(children.map(end));
    }
  });
}

type DevelopProcess = {
  readonly name: string;
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly stop: () => void;
};

function startCompiler(appDir: string): DevelopProcess {
  const projects = readdirSync(path.join(appDir, 'plugins'))
    .map((plugin) => path.join('plugins', plugin))
    .filter((plugin) => existsSync(path.join(appDir, plugin, 'tsconfig.json')));
  const tsc = createRequire(path.join(appDir, 'package.json')).resolve('typescript/bin/tsc');
  const child = spawn(process.execPath, [tsc, '-b', '-w', '--preserveWatchOutput', ...projects], {
    cwd: appDir,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return { name: 'tsc', process: child, ended: once(child, 'exit'), stop: () => child.kill('SIGTERM') };
}

function startStrapi(appDir: string, env: NodeJS.ProcessEnv): DevelopProcess {
  const strapi = path.dirname(createRequire(path.join(appDir, 'package.json')).resolve('@strapi/strapi/package.json'));
  const panel = env['SERVE_ADMIN'] === 'false' ? ['--no-watch-admin', '--no-build-admin'] : [];
  const child = fork(path.join(strapi, 'bin/strapi.js'), ['develop', '--no-install-deps', ...panel], {
    cwd: appDir,
    env: { ...env, NODE_ENV: 'development', RAPPORT_PROCESS: 'all' },
    execArgv: ['--require', path.join(__dirname, 'develop-guard.js')],
    stdio: 'inherit',
  });
  const stop: SupervisorMessage = { type: 'stop' };
  return {
    name: 'strapi develop',
    process: child,
    ended: once(child, 'exit'),
    stop: () => void (child.connected && child.send(stop, () => undefined)),
  };
}

async function unexpectedEnd({ name, ended }: DevelopProcess): Promise<never> {
  await ended;
  throw new RapportError('process_failed', `${name} ended.`);
}

async function end({ process: child, ended, stop }: DevelopProcess): Promise<void> {
  const deadline = setTimeout(() => child.kill('SIGKILL'), (drainSecondsMax + 5) * 1000);
  stop();
  await ended;
  clearTimeout(deadline);
}
