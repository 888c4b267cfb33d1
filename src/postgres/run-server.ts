import { spawn, type ChildProcess } from 'node:child_process';
import { chown, open, readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';
import { lastLine, type Binaries } from './binaries';
import { serverEnvironment, writeOwned } from './init-cluster';
import type { Placement } from './placement';
import { findPostmaster, isAlive, readPostmaster, setAsideStalePidFile, type Postmaster } from './postmaster';
import { settingsFile } from './server-settings';

/** Recovery after a crash replays up to max_wal_size of WAL: minutes on a slow disk. */
const readySecondsMax = 900;
/** Starts that end at once: a port that was taken meanwhile, sessions of a killed server that are still ending. */
const attemptsMax = 40;
const attemptPauseMilliseconds = 250;
const portFile = 'port';
const startLog = 'start.log';

export type RunOptions = {
  readonly placement: Placement;
  readonly binaries: Binaries;
  readonly settings: ReadonlyMap<string, string>;
  readonly log: Logger;
  /** Processes that know the old address keep it from moving. */
  readonly portMayChange: boolean;
  /** Whoever stops Rapport while it waits for the server. */
  readonly signal: AbortSignal;
};

/**
 * Finds the live server of the data directory, or starts it; returns when it is ready. States:
 * - a server works in the data directory: ready -> take it; starting or stopping -> look again;
 * - the pid file names another process -> set the file aside;
 * - nobody -> start one. If that one ends, because another start was faster, the next look finds the other.
 * @throws RapportError embedded_server_failed, with PostgreSQL's reason; shutting_down
 */
export async function runServer(options: RunOptions): Promise<Postmaster> {
  const { placement, log } = options;
  const deadline = performance.now() + readySecondsMax * 1000;
  let attempts = 0;
  let port = await rememberedPort(placement.home);
  let started: Attempt | null = null;
  while (performance.now() < deadline) {
    if (options.signal.aborted) throw new RapportError('shutting_down');
    const live = await findPostmaster(placement.data);
    if (live?.status === 'ready') {
      if (started?.child.pid !== live.pid) log.info({ pid: live.pid }, 'embedded PostgreSQL runs already');
      await writeOwned(path.join(placement.home, portFile), String(live.port), placement);
      return live;
    }
    if (live === null && started === null) {
      await removeStale(placement.data);
      if (++attempts > attemptsMax) break;
      port ??= await freePort();
      started = await startServer(options, port);
    } else if (started !== null && started.ended()) {
      const reason = await reasonOf(placement);
      // Killed while it recovers from being killed: the next start recovers.
      const outcome = started.isKilled() ? 'again' : judge(reason);
      if (outcome === 'final') throw new RapportError('embedded_server_failed', reason);
      if (outcome === 'port' && options.portMayChange) port = null;
      started = null;
      await sleep(attemptPauseMilliseconds);
      continue;
    }
    await sleep(15);
  }
  throw new RapportError('embedded_server_failed', `Its last words: ${await reasonOf(placement)}`);
}

/** Whether trying again can help, and how. */
function judge(reason: string): 'again' | 'port' | 'final' {
  if (/could not (bind|create any TCP)/.test(reason)) return 'port';
  // Another start was faster, or sessions of a killed server are still ending.
  if (/lock file|pre-existing shared memory|is in use/.test(reason)) return 'again';
  return 'final';
}

type Attempt = { readonly child: ChildProcess; readonly ended: () => boolean; readonly isKilled: () => boolean };

async function startServer({ placement, binaries, settings }: RunOptions, port: number): Promise<Attempt> {
  const { home, data, user } = placement;
  await writeOwned(path.join(data, 'rapport.conf'), settingsFile(settings), placement);
  const output = await open(path.join(home, startLog), 'w', 0o600);
  if (user.spawnAs.uid !== undefined) await chown(path.join(home, startLog), user.uid, user.gid);
  // A session of its own: Ctrl-C in the terminal reaches Rapport, which stops PostgreSQL after the drain.
  const child = spawn(path.join(binaries.folder, 'bin/postgres'), ['-D', data, '-c', `port=${port}`], {
    ...user.spawnAs,
    cwd: home,
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  let ended = false;
  let killed = false;
  child.once('exit', (_code, signal) => {
    ended = true;
    killed = signal !== null;
  });
  child.once('error', () => (ended = true));
  child.unref();
  await output.close();
  return { child, ended: () => ended, isKilled: () => killed };
}

/** What it says to whoever comes while it starts or stops, as FATAL: no reason to end. */
const refusal = /the database system is (starting up|not yet accepting|not accepting|shutting down|in recovery)/;

/**
 * PostgreSQL's reason: its FATAL line, without the prefix of time and process. Before its log collector runs it writes to the
 * log of this start, afterwards to the log of the day.
 */
async function reasonOf({ home, data }: Placement): Promise<string> {
  const early = await readFile(path.join(home, startLog), 'utf8').catch(() => '');
  const text = early.includes('redirecting log output') ? await latestLog(path.join(data, 'log')) : early;
  const lines = text.split('\n').filter((one) => !refusal.test(one));
  const line = lines.find((one) => one.includes('could not bind')) ?? lines.find((one) => /(FATAL|PANIC):/.test(one));
  return (line ?? lastLine(lines.join('\n'))).replace(/^.*?(LOG|FATAL|PANIC): */, '');
}

/** What the log of the day says since the latest start. */
async function latestLog(folder: string): Promise<string> {
  const files = await readdir(folder).catch(() => []);
  const dated = await Promise.all(
    files.map(async (name) => ({ name, changedAt: (await stat(path.join(folder, name))).mtimeMs })),
  );
  const latest = dated.sort((a, b) => b.changedAt - a.changedAt)[0];
  const text = latest === undefined ? '' : await readFile(path.join(folder, latest.name), 'utf8');
  return text.slice(Math.max(text.lastIndexOf('starting PostgreSQL'), 0));
}

async function removeStale(data: string): Promise<void> {
  const written = await readPostmaster(data);
  if (written !== null && isAlive(written.pid)) await setAsideStalePidFile(data, written);
}

async function rememberedPort(home: string): Promise<number | null> {
  const port = Number(await readFile(path.join(home, portFile), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 ? port : null;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
