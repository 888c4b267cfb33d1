/** What some test suites need beside npm's packages: test/support/system.ts looks for the same programs. */
import { existsSync } from 'node:fs';
import { runStep } from './step.mjs';

const wanted = [
  { program: '/usr/bin/redis-server', debianPackage: 'redis-server' },
  { program: '/usr/bin/chromium', debianPackage: 'chromium' },
];

/** As root, what is missing comes from Debian's packages; otherwise its suites are skipped, each with one line. Never fails. */
export async function ensureSystemPackages() {
  const missing = wanted.filter(({ program }) => !existsSync(program)).map(({ debianPackage }) => debianPackage);
  const name = 'system packages';
  if (missing.length === 0) return { name, ok: true, seconds: 0 };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(`not installed, and only root can install them: ${missing.join(', ')}`);
    return { name, ok: true, seconds: 0 };
  }
  // A server that Debian would start is none of ours: tests start their own, on loopback, and stop it.
  const environment = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  const updated = await runStep(name, 'apt-get', ['update', ...quiet], { environment, timeoutSeconds: 120 });
  const install = ['install', '-y', '--no-install-recommends', ...quiet, ...missing];
  const installed = await runStep(name, 'apt-get', install, { environment, timeoutSeconds: 400 });
  return { name, ok: true, seconds: updated.seconds + installed.seconds };
}
