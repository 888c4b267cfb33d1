import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A committed file that is made from something else is current. `npm run generate` writes it instead. */
export function expectCurrent(file: string, content: string): void {
  const name = path.join(__dirname, '../..', file);
  if (process.env['RAPPORT_GENERATE'] === 'true') writeFileSync(name, content);
  expect(`${file}:\n${readFileSync(name, 'utf8')}`).toBe(`${file}:\n${content}`);
}
