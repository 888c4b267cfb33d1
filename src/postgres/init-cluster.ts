import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { lastLine, type Binaries } from './binaries';
import { exists, type Placement } from './placement';
import { clusterMajor } from './clusters';
import { isAlive } from './postmaster';
import { errorLine } from './error-code';

/** The user and the database of the embedded server. */
export const embeddedName = 'rapport';
const passwordFile = 'rapport.password';

/**
 * Makes the data directory if there is none: complete under another name, then renamed, so that a crash or a second start
 * at the same moment never leaves half of one. The password of the one user lies inside, readable by the server's user only.
 * @returns the password
 * @throws RapportError data_directory_unusable
 */
export async function initCluster(placement: Placement, binaries: Binaries): Promise<string> {
  const { home, data } = placement;
  if (!(await exists(path.join(data, 'PG_VERSION')))) {
    await removeUnfinished(home);
    const unfinished = path.join(home, `init-${process.pid}-${randomBytes(3).toString('hex')}`);
    await fill(unfinished, placement, binaries);
    await rename(unfinished, data).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      // Another start was faster.
      if (!(await exists(path.join(data, 'PG_VERSION')))) throw unusable(error);
    });
  }
  await checkVersion(data, binaries);
  return readPassword(placement);
}

/** @throws RapportError data_directory_unusable */
export async function readPassword({ data }: Placement): Promise<string> {
  try {
    return (await readFile(path.join(data, passwordFile), 'utf8')).trim();
  } catch (error) {
    throw unusable(error);
  }
}

async function fill(unfinished: string, placement: Placement, binaries: Binaries): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const secret = `${unfinished}.password`;
  await writeOwned(secret, password, placement);
  try {
    await run(path.join(binaries.folder, 'bin/initdb'), initOptions(unfinished, secret), placement);
    await rename(secret, path.join(unfinished, passwordFile));
    await appendFile(path.join(unfinished, 'postgresql.conf'), "\ninclude_if_exists = 'rapport.conf'\n");
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    await rm(secret, { force: true });
    throw error;
  }
}

/**
 * The built-in provider sorts by code point whatever C library the machine has: an upgrade of it never spoils an index, and
 * `like 'x%'` uses plain indexes. lc_ctype is C.UTF-8, too: pg_trgm and regular expressions then know all letters.
 */
function initOptions(folder: string, secret: string): string[] {
  return [
    `--pgdata=${folder}`,
    `--username=${embeddedName}`,
    `--pwfile=${secret}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
}

function run(file: string, options: string[], { user, home }: Placement): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, options, {
      ...user.spawnAs,
      cwd: home,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.once('error', (error) => reject(unusable(error)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new RapportError('data_directory_unusable', `initdb: ${reasonOf(complaint)}`));
    });
  });
}

/** initdb says what is wrong, then what it cleans up. */
function reasonOf(complaint: string): string {
  return complaint.split('\n').find((line) => line.includes('error:')) ?? lastLine(complaint);
}

/** No PG* variable of the user's shell may change what our server does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
}

export async function writeOwned(file: string, text: string, { user }: Placement): Promise<void> {
  const fresh = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(fresh, text, { mode: 0o600 });
  if (user.spawnAs.uid !== undefined) await chown(fresh, user.uid, user.gid);
  await rename(fresh, file);
}

/** What a start that was killed left behind. */
async function removeUnfinished(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^init-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(home, name), { recursive: true, force: true });
  }
}

/** PostgreSQL's own message would not say what to do. */
async function checkVersion(data: string, binaries: Binaries): Promise<void> {
  const made = await clusterMajor(data);
  if (made === binaries.major) return;
  const versions = `${data} was made by PostgreSQL ${made}, and this Rapport brings ${binaries.major}`;
  throw new RapportError(
    'data_directory_unusable',
    made !== null && made < binaries.major
      ? `${versions}: upgrade it, see "Upgrade of the embedded PostgreSQL" in docs/operating.md (rapport upgrade).`
      : `${versions}: use the Rapport that made it, or restore a backup.`,
  );
}

function unusable(error: unknown): RapportError {
  if (error instanceof RapportError) return error;
  return new RapportError('data_directory_unusable', errorLine(error), {
    cause: error,
  });
}
