/** What some test suites need beside npm's packages: test/support/system.ts looks for the same programs. */
import { existsSync } from 'node:fs';
import { runStep } from './step.mjs';

const wanted = [
  { programs: ['/usr/bin/redis-server'], debianPackage: 'redis-server' },
  // Three fifths of the time that the browser suites take with a whole Chromium, which does as well.
  { programs: ['/usr/bin/chromium-headless-shell'], debianPackage: 'chromium-headless-shell' },
  { programs: ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'], debianPackage: 'chromium' },
];

/** As root, what is missing comes from Debian's packages; otherwise its suites are skipped, with one line (test/support/skips.js). Never fails. */
export async function ensureSystemPackages() {
  const name = 'system packages';
  const missing = () => wanted.filter(({ programs }) => !programs.some((program) => existsSync(program)));
  const names = missing().map(({ debianPackage }) => debianPackage);
  if (names.length === 0) return { name, ok: true, seconds: 0 };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(`not installed, and only root can install them: ${names.join(', ')}`);
    return { name, ok: true, seconds: 0 };
  }
  // A server that Debian would start is none of ours: tests start their own, on loopback, and stop it.
  const environment = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0'];
  let { seconds } = await runStep(name, 'apt-get', ['update', ...quiet], { environment, timeoutSeconds: 120 });
  // One after the other: a package that this Debian does not have must not take the others with it.
  for (const { debianPackage } of wanted) {
    if (!missing().some((one) => one.debianPackage === debianPackage)) continue;
    const install = ['install', '-y', '--no-install-recommends', ...quiet, debianPackage];
    seconds += (await runStep(name, 'apt-get', install, { environment, timeoutSeconds: 400 })).seconds;
  }
  return { name, ok: true, seconds };
}
