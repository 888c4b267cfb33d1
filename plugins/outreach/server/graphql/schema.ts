import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One file of the package's `schema/`, from its sources and from `lib` alike. */
export function schemaFile(name: string): string {
  const folder = path.join(path.dirname(require.resolve('@rapport/outreach/package.json')), 'schema');
  return readFileSync(path.join(folder, name), 'utf8');
}
