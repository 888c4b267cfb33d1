import { mkdir, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RapportError } from '@rapport/sdk';
import pg from 'pg';
import type { Logger } from 'pino';
import { binariesIn, findBinaries, type Binaries } from '../postgres/binaries';
import { clusterMajor, clusterUpgraded, keptClusters } from '../postgres/clusters';
import { enterSchema, readBlueprint, readSequences } from '../postgres/dump/catalogue';
import { analyse, completeSchema, createSchema } from '../postgres/dump/load';
import { readRows, writeRows } from '../postgres/dump/rows';
import { withSnapshot } from '../postgres/dump/snapshot';
import { clusterBytes } from '../postgres/dump/size';
import { startEmbedded, type EmbeddedServer } from '../postgres/embedded';
import { exists, place, type Placement } from '../postgres/placement';
import { chownTree } from '../postgres/server-user';

export type UpgradeOptions = {
  readonly appDir: string;
  readonly dataDir: string;
  /** Of the old major: the folder of the npm package, or one with bin/postgres. */
  readonly oldBinaries: string;
  readonly schemas: readonly [rapport: string, strapi: string];
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly onProgress: (done: { readonly bytes: number; readonly bytesTotal: number; readonly rows: number }) => void;
};
export type UpgradeResult = {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly kept: string;
};

/**
 * Copies the data of an older major version into a new cluster. States of `<home>`, in order; a crash leaves one of them:
 *   data (old)                                        nothing has happened; `upgrade/` may hold a half, which is thrown away
 *   data (old), data-upgraded (new, whole, stopped)   the old one is still in charge; the next upgrade begins anew
 *   data-<old>-kept, data-upgraded                    the new one is: whoever starts next finishes the last step
 *   data-<old>-kept, data (new)                       done; `upgrade --confirm` removes the old one
 * @throws RapportError upgrade_refused, data_directory_*, embedded_*
 */
export async function upgradeEmbedded(options: UpgradeOptions): Promise<UpgradeResult> {
  const { appDir, dataDir } = options;
  const placement = await place(dataDir);
  const to = await findBinaries(appDir, placement);
  const from = await clusterMajor(placement.data);
  if (from === null) throw new RapportError('upgrade_refused', `There is no database in ${placement.data}.`);
  if (from === to.major) throw new RapportError('upgrade_refused', `It is version ${from} already.`);
  if (from > to.major)
    throw new RapportError('upgrade_refused', `It is ${from}, newer than this Rapport's ${to.major}.`);
  const old = await binariesIn(options.oldBinaries, placement);
  if (old.major !== from) {
    throw new RapportError(
      'upgrade_refused',
      `${options.oldBinaries} is version ${old.major}; the data are of ${from}.`,
    );
  }
  const rows = await fillNew(options, placement, old, to);
  return { from, to: to.major, rows, kept: await clusterUpgraded(placement, from) };
}

/** Removes the clusters that earlier upgrades kept. @returns their folders */
export async function confirmUpgrade(dataDir: string): Promise<string[]> {
  const placement = await place(dataDir);
  const kept = await keptClusters(placement);
  for (const folder of kept) await rm(folder, { recursive: true, force: true });
  return kept;
}

async function fillNew(options: UpgradeOptions, old: Placement, from: Binaries, to: Binaries): Promise<number> {
  const { appDir, dataDir, log } = options;
  const home = path.join(old.home, 'upgrade');
  await rm(home, { recursive: true, force: true });
  await rm(path.join(old.home, 'data-upgraded'), { recursive: true, force: true });
  await mkdir(home, { mode: 0o700 });
  await chownTree(home, old.user);
  const fresh: Placement = { home, data: path.join(home, 'data'), user: old.user };
  const onLost = (error: unknown): void => log.error({ err: error }, 'the embedded PostgreSQL is lost');
  const servers: EmbeddedServer[] = [];
  let rows: number;
  try {
    const source = await startEmbedded({ at: { placement: old, binaries: from }, appDir, dataDir, log, onLost });
    servers.push(source);
    const target = await startEmbedded({ at: { placement: fresh, binaries: to }, appDir, dataDir, log, onLost });
    servers.push(target);
    rows = await copyDatabase(source.url, target.url, options, old);
  } finally {
    for (const server of servers) await server.stop();
  }
  if (!(await exists(fresh.data))) throw new RapportError('upgrade_refused', 'The new data directory is gone.');
  await rename(fresh.data, path.join(old.home, 'data-upgraded'));
  await rm(home, { recursive: true, force: true });
  return rows;
}

async function copyDatabase(from: string, to: string, options: UpgradeOptions, { home }: Placement): Promise<number> {
  const source = await connect(from);
  const target = await connect(to);
  try {
    await requireSpace(source, home);
    return await withSnapshot(source, options.schemas[0], options.schemas, async () => {
      await target.query('begin');
      let rows = 0;
      const bytesTotal = await clusterBytes(source);
      let bytesBefore = 0;
      for (const schema of options.schemas) {
        const copied = await copySchema(source, target, schema, (bytes, moved) => {
          options.signal.throwIfAborted();
          options.onProgress({ bytes: bytesBefore + bytes, bytesTotal, rows: rows + moved });
        });
        rows += copied.rows;
        bytesBefore += copied.bytes;
      }
      await target.query('commit');
      await analyse(target, options.schemas);
      return rows;
    });
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'rapport upgrade' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Both clusters lie side by side until the old one is removed. */
async function requireSpace(source: pg.Client, home: string): Promise<void> {
  const { bavail, bsize } = await statfs(home);
  const needed = await clusterBytes(source);
  if (bavail * bsize > needed * 1.2) return;
  const gigabytes = (bytes: number): string => (bytes / 1024 ** 3).toFixed(1);
  throw new RapportError(
    'upgrade_refused',
    `It takes about ${gigabytes(needed * 1.2)} GB beside the old data; ${gigabytes(bavail * bsize)} GB are free.`,
  );
}

async function copySchema(
  source: pg.Client,
  target: pg.Client,
  schema: string,
  onProgress: (bytes: number, rows: number) => void,
): Promise<{ rows: number; bytes: number }> {
  const plan = await readBlueprint(source, schema);
  await createSchema(target, schema, plan);
  let rows = 0;
  let bytes = 0;
  for (const table of plan.tables) {
    await enterSchema(source, schema);
    const read = readRows(source, table);
    const written = writeRows(target, table);
    await pipeline(read.stream, written.stream);
    if (read.rowCount() !== written.rowCount()) {
      throw new RapportError('upgrade_refused', `${table.name}: ${read.rowCount()} rows became ${written.rowCount()}.`);
    }
    rows += read.rowCount();
    bytes += table.bytes;
    onProgress(bytes, rows);
  }
  await enterSchema(source, schema);
  await completeSchema(target, schema, plan, await readSequences(source, plan.sequences));
  return { rows, bytes };
}
