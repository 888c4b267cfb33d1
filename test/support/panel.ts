import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './browser';
import { appDir } from './rapport';
import startTestServer from './server';

/** jest's globalSetup of the browser project: a database, and the panel as current as its sources (a minute where it is not). */
export default async function preparePanel(): Promise<void> {
  await startTestServer();
  if (existsSync(chromiumPath))
    execFileSync(process.execPath, ['scripts/build.mjs', '--if-needed'], { cwd: appDir, stdio: 'inherit' });
}
