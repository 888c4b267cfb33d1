import { mkdir } from 'node:fs/promises';
import path from 'node:path';

const folders = ['public/uploads', 'database/migrations'];

/** Strapi does not start without them. Who may not write here finds them made by the build (scripts/build.mjs). */
export async function makeStrapiFolders(appDir: string): Promise<void> {
  for (const folder of folders) await mkdir(path.join(appDir, folder), { recursive: true }).catch(() => undefined);
}
