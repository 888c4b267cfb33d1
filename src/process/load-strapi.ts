import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createStrapi, type Core as StrapiCore } from '@strapi/strapi';

/** Strapi for a command: not loaded yet, and never listening. A module of its own, because to import Strapi takes a second. */
export async function strapiForCommand(appDir: string): Promise<StrapiCore.Strapi> {
  // Strapi's upload plugin does not start without it.
  await mkdir(path.join(appDir, 'public/uploads'), { recursive: true }).catch(() => undefined);
  return createStrapi({ appDir, distDir: path.join(appDir, 'dist'), serveAdminPanel: false });
}
