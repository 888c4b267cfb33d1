/**
 * `npm run build`: installs what is missing, compiles the server, bundles the agents' panel and the admin panel (about 45 s).
 * With `--if-needed` (before `npm start`) the admin panel is only bundled where it is missing or older than its sources, with
 * `--server` (before `npm run dev`, which serves it from its sources) never.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';

const panel = 'dist/build/index.html';
const plugins = readdirSync('plugins').map((plugin) => `plugins/${plugin}/admin`);
const sources = ['package-lock.json', 'src/admin', ...plugins].filter((source) => existsSync(source));

function panelIsCurrent() {
  if (!existsSync(panel)) return false;
  const built = statSync(panel).mtimeMs;
  return sources.every((source) => newest(source) <= built);
}

function newest(source) {
  const stat = statSync(source);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(source).map((name) => newest(path.join(source, name))));
}

const steps = [await ensureInstalled()];
if (steps.at(-1).ok) steps.push(await runStep('server', 'node_modules/.bin/tsc', ['-b']));
if (steps.at(-1).ok) {
  // Who runs what is built need not be who may write here.
  const { makeStrapiFolders } = await import('../dist/src/process/strapi-folders.js');
  await makeStrapiFolders('.');
}
if (steps.at(-1).ok) steps.push(await runStep('agents’ panel', process.execPath, ['scripts/panel.mjs']));
const wantsPanel = !process.argv.includes('--server') && !(process.argv.includes('--if-needed') && panelIsCurrent());
if (steps.at(-1).ok && wantsPanel) {
  const environment = { STRAPI_TELEMETRY_DISABLED: 'true', STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true' };
  steps.push(await runStep('admin panel', 'node_modules/.bin/strapi', ['build'], { environment }));
}
summarise(steps);
