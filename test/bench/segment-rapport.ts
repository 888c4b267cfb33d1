import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '@rapport/sdk';
import type pg from 'pg';
import { createPool } from '../../src/postgres/pool';
import { type Load, startLoad } from './load';
import { type BenchRapport, startRapport } from './rapport';
import { startFilledServer } from './filled-server';
import { type BenchServer, prepareSchema } from './server';
import { renameEvents } from './segment-store';

/** The real processes with segments: what happens after the commit. */
export type SegmentBench = {
  readonly server: BenchServer;
  readonly rapport: BenchRapport;
  readonly pool: pg.Pool;
  readonly load: Load;
  stop(): Promise<void>;
};

/** @param fill what there is besides, before anybody looks */
export async function startSegmentBench(
  customers: number,
  fill: (pool: pg.Pool) => Promise<void> = () => Promise.resolve(),
): Promise<SegmentBench> {
  const server = await startFilledServer(customers, 20);
  const filling = await prepareSchema(server.url, 'rapport', 2);
  await renameEvents(filling);
  await fill(filling);
  await filling.end();
  const load = startLoad();
  const rapport = await startRapport(server);
  const options = { schema: 'rapport', connectionsMax: 4, applicationName: 'bench segments' };
  const pool = createPool({ databaseUrl: server.url, ...options });
  return {
    ...{ server, load, rapport, pool },
    async stop() {
      load.stop();
      await rapport.stop();
      await pool.end();
      await server.stop();
    },
  };
}

/** Published by `rapport segment apply`, and built. */
export async function define(
  { server, rapport, pool }: SegmentBench,
  definitions: Readonly<Record<string, Json>>,
): Promise<void> {
  const folder = path.join(server.folder, 'definitions');
  await mkdir(folder, { recursive: true });
  const all = Object.entries(definitions).map(([key, definition]) => ({ key, name: key, definition }));
  await writeFile(path.join(folder, 'all.json'), JSON.stringify(all));
  await rapport.command('segment', 'apply', folder);
  await until(pool, `select count(*) as n from segment_build where stage in ('waiting', 'scanning', 'swapping')`);
}

/** Until the statement answers 0. */
export async function until(pool: pg.Pool, text: string): Promise<void> {
  while ((await numberOf(pool, text)) > 0) await sleep(100);
}

export async function numberOf(pool: pg.Pool, text: string, values: readonly unknown[] = []): Promise<number> {
  return Number((await pool.query<{ n: number }>(text, [...values])).rows[0]?.n ?? 0);
}
