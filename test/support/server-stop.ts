import { rm } from 'node:fs/promises';

/** Stops what startTestServer started, and removes its folder. */
export default async function stopTestServer(): Promise<void> {
  const [pid, folder] = process.env['RAPPORT_TEST_SERVER']?.split(' ') ?? [];
  if (pid === undefined || folder === undefined) return;
  process.kill(Number(pid), 'SIGQUIT');
  while (isAlive(Number(pid))) await new Promise((resolve) => setTimeout(resolve, 20));
  await rm(folder, { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
