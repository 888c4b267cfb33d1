import { existsSync } from 'node:fs';

/**
 * A test of what only root does: starts a server as another user. Everybody may run `npm test`, and nobody can become root for it,
 * so elsewhere it is skipped, in CI as well. Root (as on a server, and in most containers) runs all tests.
 */
export function testAsRoot(name: string, body: () => Promise<void>): void {
  if (process.getuid?.() === 0) test(name, body);
  else test.skip(`${name} (skipped: only root can do that)`, body);
}

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
