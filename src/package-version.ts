import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const packageFile = z.object({ version: z.string() });

/** Of Rapport, as its package.json says. */
export function packageVersion(appDir: string): string {
  return packageFile.parse(JSON.parse(readFileSync(path.join(appDir, 'package.json'), 'utf8'))).version;
}
