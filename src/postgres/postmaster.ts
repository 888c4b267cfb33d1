import { randomBytes } from 'node:crypto';
import { link, readFile, readlink, realpath, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-code';

/** What postmaster.pid says; PostgreSQL writes it when it starts and removes it when it stops. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  /** starting, ready, standby or stopping; empty in the first moments. */
  readonly status: string;
};

const pidFile = 'postmaster.pid';

/** Null where there is no file, or it is only half written. */
export async function readPostmaster(data: string): Promise<Postmaster | null> {
  const lines = (await readFile(path.join(data, pidFile), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0), status: (lines[7] ?? '').trim() };
}

/** A server works in its data directory; whatever else has got the number of a dead one does not. Zombies work nowhere. */
async function isServerOf(pid: number, data: string): Promise<boolean> {
  const [folder, wanted] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    realpath(data).catch(() => data),
  ]);
  return folder === wanted;
}

/** The live server of this data directory, in whatever state, or null. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(data);
  return postmaster !== null && (await isServerOf(postmaster.pid, data)) ? postmaster : null;
}

/**
 * After kill -9 the file stays, and its number may belong to somebody else by now: PostgreSQL would then refuse to start.
 * (It deals itself with numbers that nobody has.) A file that turns out to be another start's fresh one is put back.
 */
export async function setAsideStalePidFile(data: string, stale: Postmaster): Promise<void> {
  const file = path.join(data, pidFile);
  const aside = `${file}.stale-${randomBytes(4).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const moved = await readFile(aside, 'utf8').catch(() => '');
  if (Number(moved.split('\n')[0]) !== stale.pid) await link(aside, file).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}

/**
 * Fast shutdown: sessions end, a checkpoint is written. Returns when the server is gone, however it was started.
 * @returns false if it still lives after `patienceSeconds`
 */
export async function stopPostmaster(data: string, patienceSeconds: number): Promise<boolean> {
  const postmaster = await findPostmaster(data);
  if (postmaster === null) return true;
  signal(postmaster.pid, 'SIGINT');
  for (let waitedMilliseconds = 0; waitedMilliseconds < patienceSeconds * 1000; waitedMilliseconds += 20) {
    if (!(await isServerOf(postmaster.pid, data))) return true;
    await sleep(20);
  }
  return false;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already: what we wanted.
  }
}
