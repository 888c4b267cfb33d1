import { existsSync } from 'node:fs';

/**
 * A suite that needs a program which npm does not bring. Where it is missing the suite is skipped, with one line that says so;
 * in CI that is a failure. `npm test` installs these programs where it may (scripts/system-packages.mjs).
 */
export function describeWith(program: string, name: string, tests: () => void): void {
  if (existsSync(program)) describe(name, tests);
  else if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error(`${program} is not installed`);
    });
  } else describe.skip(`${name} (skipped: ${program} is not installed)`, tests);
}
