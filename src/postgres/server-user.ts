import { spawnSync } from 'node:child_process';
import { lchown, readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';

/** Who runs the embedded server. PostgreSQL refuses root, so root hands it to another user. */
export type ServerUser = {
  readonly uid: number;
  readonly gid: number;
  /** Options of spawn(): empty where we already are that user. */
  readonly spawnAs: { readonly uid?: number; readonly gid?: number };
};

/**
 * @param existing data directory of a server that was made before: its owner goes on, whoever he is
 * @throws RapportError data_directory_unusable
 */
export async function serverUser(existing: string): Promise<ServerUser> {
  const uid = process.getuid?.() ?? -1;
  const owner = await stat(existing).catch(() => undefined);
  if (uid !== 0) {
    if (owner !== undefined && owner.uid !== uid) {
      throw new RapportError(
        'data_directory_unusable',
        `${existing} belongs to the user with id ${owner.uid}: start Rapport as that user or as root, or set RAPPORT_DATA_DIR.`,
      );
    }
    return { uid, gid: process.getgid?.() ?? -1, spawnAs: {} };
  }
  const other = owner !== undefined && owner.uid !== 0 ? owner : await unprivilegedUser();
  return { uid: other.uid, gid: other.gid, spawnAs: { uid: other.uid, gid: other.gid } };
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const users = new Map<string, { uid: number; gid: number }>();
  for (const line of (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')) {
    const [name = '', , uid, gid] = line.split(':');
    if (Number(uid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  const found = users.get('postgres') ?? users.get('nobody');
  if (found !== undefined) return found;
  throw new RapportError(
    'data_directory_unusable',
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody: start Rapport as an ordinary user, or set DATABASE_URL.',
  );
}

/** Tried, not computed from mode bits: access lists, mounts and capabilities have their say too. */
export function canEnter(user: ServerUser, folder: string): boolean {
  if (user.spawnAs.uid === undefined) return true;
  const probe = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    ...user.spawnAs,
    cwd: '/',
    stdio: 'ignore',
  });
  return probe.status === 0;
}

/** Gives everything below to the server's user; nothing to do where we are that user. */
export async function chownTree(folder: string, user: ServerUser): Promise<void> {
  if (user.spawnAs.uid === undefined) return;
  await lchown(folder, user.uid, user.gid);
  for (const below of await readdir(folder, { recursive: true }))
    await lchown(path.join(folder, below), user.uid, user.gid);
}
