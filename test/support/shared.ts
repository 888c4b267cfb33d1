import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(__dirname, '../../../shared');

/** `describe` where the folder ../shared lies beside the checkout; else a skipped suite that says why. */
export function describeWithShared(name: string, tests: () => void): void {
  if (existsSync(folder)) describe(name, tests);
  else describe.skip(`${name} (skipped: ../shared is not there)`, tests);
}

export function sharedFile(file: string): string {
  return path.join(folder, file);
}

export function readShared(file: string): unknown {
  return JSON.parse(readFileSync(sharedFile(file), 'utf8'));
}
