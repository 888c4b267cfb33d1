import { readFileSync } from 'node:fs';
import { runStep } from './step.mjs';

/** Installs what package-lock.json names, unless node_modules holds exactly that already. */
export async function ensureInstalled() {
  if (isInstalled()) return { name: 'install', ok: true, seconds: 0 };
  return runStep('install', 'npm', ['ci', '--no-progress', '--loglevel=error'], { timeoutSeconds: 900 });
}

/** npm writes what it has installed to node_modules/.package-lock.json, in the format of package-lock.json. */
function isInstalled() {
  let installed;
  try {
    installed = readPackages('node_modules/.package-lock.json');
  } catch {
    return false;
  }
  return Object.entries(readPackages('package-lock.json')).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.link) return true; // a workspace: its source is here anyway
    const found = installed[path];
    if (found === undefined) return Boolean(wanted.optional ?? wanted.devOptional ?? wanted.peer); // of another platform
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
