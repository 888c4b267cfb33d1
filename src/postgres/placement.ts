import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { canEnter, chownTree, serverUser, type ServerUser } from './server-user';
import { errorLine } from './error-code';

/** Where the embedded server lives. */
export type Placement = {
  /** Folder of all that is the server's: its data, its log of the last start, copied binaries. Mode 0700, owned by `user`. */
  readonly home: string;
  /** PGDATA. */
  readonly data: string;
  readonly user: ServerUser;
};

/** Root's fallback, when the server's user may not enter the checkout. */
const outside = '/var/lib/rapport';
const pointerName = 'postgres.location';

/**
 * The server lives in `<dataDir>/postgres`, unless its user may not enter there (root's checkout in /root): then in
 * /var/lib/rapport/<hash of dataDir>, and `<dataDir>/postgres.location` says so. Once chosen, the place stays.
 * @throws RapportError data_directory_unusable
 */
export async function place(dataDir: string): Promise<Placement> {
  try {
    await mkdir(dataDir, { recursive: true });
    const home = await chooseHome(dataDir);
    const data = path.join(home, 'data');
    await finishUpgrade(home);
    const user = await serverUser(data);
    await mkdir(home, { recursive: true, mode: 0o700 });
    // Fresh, or put back from a backup by root: in both cases root's until now.
    for (const folder of [home, data]) {
      const owner = await stat(folder).catch(() => undefined);
      if (owner?.uid === 0) await chownTree(folder, user);
    }
    if (!canEnter(user, home)) {
      throw new RapportError(
        'data_directory_unusable',
        `The user with id ${user.uid}, who runs PostgreSQL, may not enter ${home}: open the folders above it, or set RAPPORT_DATA_DIR.`,
      );
    }
    return { home, data, user };
  } catch (error) {
    if (error instanceof RapportError) throw error;
    throw new RapportError('data_directory_unusable', errorLine(error), {
      cause: error,
    });
  }
}

/** The pointer first, then data that is there already, then what the server's user may enter. */
async function chooseHome(dataDir: string): Promise<string> {
  const pointer = path.join(dataDir, pointerName);
  const [pointed] = (await readFile(pointer, 'utf8').catch(() => '')).split('\n');
  if (pointed !== undefined && pointed !== '') return pointed;
  const inside = path.join(dataDir, 'postgres');
  if (await exists(path.join(inside, 'data'))) return inside;
  const user = await serverUser(path.join(inside, 'data'));
  if (canEnter(user, dataDir)) return inside;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const elsewhere = path.join(outside, hash);
  await mkdir(outside, { recursive: true, mode: 0o755 });
  const note = `${elsewhere}\nThe database of this Rapport lies in the folder above, because the user who runs PostgreSQL may not enter ${dataDir}.\nKeep this file: without it Rapport begins with an empty database.\n`;
  await writeFile(`${pointer}.${process.pid}`, note);
  await rename(`${pointer}.${process.pid}`, pointer);
  return elsewhere;
}

/**
 * An upgrade that was killed between its last two steps (src/care/upgrade.ts): the old data are kept already, the new ones
 * wait for their name.
 */
export async function finishUpgrade(home: string): Promise<void> {
  const [data, upgraded] = [path.join(home, 'data'), path.join(home, 'data-upgraded')];
  if (!(await exists(data)) && (await exists(upgraded))) await rename(upgraded, data);
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
