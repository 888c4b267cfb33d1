import { mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Strapi's upload plugin does not start without it. */
export async function makeUploadsFolder(appDir: string): Promise<void> {
  await mkdir(path.join(appDir, 'public/uploads'), { recursive: true }).catch(() => undefined);
}
