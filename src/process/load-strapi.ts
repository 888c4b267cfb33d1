import path from 'node:path';
import { createStrapi, type Core as StrapiCore } from '@strapi/strapi';
import { makeStrapiFolders } from './strapi-folders';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Strapi for a command: not loaded yet, and never listening. A module of its own, because to import Strapi takes a second. */
export async function strapiForCommand(appDir: string): Promise<StrapiCore.Strapi> {
  await makeStrapiFolders(appDir);
  const ours = signals.map((signal) => process.listeners(signal));
  const strapi = createStrapi({ appDir, distDir: path.join(appDir, 'dist'), serveAdminPanel: false });
  // Strapi adds listeners that end the process at a signal; the command's stay alone.
  signals.forEach((signal, index) => {
    process.removeAllListeners(signal);
    for (const listener of ours[index] ?? []) process.on(signal, listener);
  });
  return strapi;
}

/**
 * Strapi's destroy() removes all listeners of the process, the command's and even node's own: without that for `newListener`
 * no signal would ever reach us again.
 */
export async function destroyStrapi(strapi: StrapiCore.Strapi): Promise<void> {
  const removeAllListeners = process.removeAllListeners.bind(process);
  process.removeAllListeners = () => process;
  try {
    await strapi.destroy();
  } finally {
    process.removeAllListeners = removeAllListeners;
  }
}
