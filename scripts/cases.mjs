/** `npm run cases -- identity|segments|journeys FILE [--json]`: runs cases of other projects against this one, straight from the sources. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureInstalled } from './install.mjs';

const root = path.join(import.meta.dirname, '..');
const { ok } = await ensureInstalled();
if (!ok) process.exit(1);
const require = createRequire(import.meta.url);
require('./typescript.cjs');
const { main } = require(path.join(root, 'test/cases/main.ts'));
process.exitCode = await main(process.argv.slice(2));
