import { stat } from 'node:fs/promises';
import path from 'node:path';

/** A folder gets a file named after the moment; anything else is the file itself. */
export async function backupFile(target: string, now: number): Promise<string> {
  const folder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!folder) return target;
  return path.join(target, `rapport-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}Z.tar`);
}
