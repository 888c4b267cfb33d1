import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';

const fileName = 'secrets.json';

/** What a backup keeps of the data directory; null where the secrets come from the environment alone. */
export async function readSecretsFile(dataDir: string): Promise<string | null> {
  return readFile(path.join(dataDir, fileName), 'utf8').catch(() => null);
}

/**
 * Puts the secrets of a backup into the data directory. Others that are there already would make its tokens and encrypted
 * fields useless: they are set aside where `replace` says so.
 * @returns the name under which the former ones lie now, or null
 * @throws RapportError restore_not_empty, data_directory_unusable
 */
export async function restoreSecretsFile(
  dataDir: string,
  secrets: string,
  options: { readonly replace: boolean; readonly now: number },
): Promise<string | null> {
  const file = path.join(dataDir, fileName);
  const former = await readSecretsFile(dataDir);
  if (former === secrets) return null;
  if (former !== null && !options.replace) {
    throw new RapportError('restore_not_empty', `${file} holds other secrets; --force sets them aside.`);
  }
  try {
    await mkdir(dataDir, { recursive: true });
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, secrets, { mode: 0o600 });
    if (former === null) {
      await link(fresh, file);
      await rm(fresh);
      return null;
    }
    const aside = `${file}.before-${options.now}`;
    await rm(aside, { force: true });
    await link(file, aside);
    await rename(fresh, file);
    return aside;
  } catch (error) {
    throw new RapportError('data_directory_unusable', `${file} cannot be written.`, { cause: error });
  }
}
