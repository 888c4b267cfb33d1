import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fillFresh } from './fill';
import { progress } from './report';
import { appDir, prepareSchema, startServer, type BenchServer } from './server';

/** Fewer are filled faster than a copy is worth. */
const keptCustomersMin = 1_000_000;
/** What is copied holds no log of gigabytes; and nobody vacuums what is not finished. */
const fillSettings = new Map([
  ['max_wal_size', '3GB'],
  ['min_wal_size', '80MB'],
  ['autovacuum', 'off'],
]);
/** Each person of a machine has one of his own. */
const keptFolder = path.join(os.tmpdir(), `rapport-bench-filled-${os.userInfo().username}`);

/**
 * A server with so many customers (fill.ts), vacuumed. A million with ten million events take minutes to fill, so that they are
 * filled once a day and schema on a machine; each bench gets a copy (8 GB).
 */
export async function startFilledServer(
  customers: number,
  eventsEach: number,
  overrides: ReadonlyMap<string, string> = new Map(),
): Promise<BenchServer> {
  if (customers < keptCustomersMin) {
    const server = await startServer(overrides);
    await fillServer(server, customers, eventsEach);
    return server;
  }
  const kept = path.join(keptFolder, keyOf(customers, eventsEach));
  if (!existsSync(kept)) {
    await rm(keptFolder, { recursive: true, force: true });
    await mkdir(keptFolder, { recursive: true });
    await chmod(keptFolder, 0o755); // PostgreSQL runs as another user where we are root
    const server = await startServer(fillSettings);
    await fillServer(server, customers, eventsEach);
    await server.keep(kept);
  }
  return startServer(overrides, kept);
}

async function fillServer(server: BenchServer, customers: number, eventsEach: number): Promise<void> {
  progress(`filling ${customers} customers, ${(customers * eventsEach) / 2} events`);
  const pool = await prepareSchema(server.url, 'rapport', 2);
  await fillFresh(pool, { from: 0, to: customers, eventsEach, now: Date.now() });
  await pool.query('vacuum (analyze)');
  await pool.end();
}

/** Windows like "the last 30 days" count from today. */
function keyOf(customers: number, eventsEach: number): string {
  const migrations = path.join(appDir, 'database/rapport');
  const made = createHash('sha256');
  for (const file of readdirSync(migrations).sort()) made.update(readFileSync(path.join(migrations, file)));
  made.update(readFileSync(path.join(__dirname, 'fill.js')));
  return `${customers}-${eventsEach}-${made.digest('hex').slice(0, 12)}-${new Date().toISOString().slice(0, 10)}`;
}
