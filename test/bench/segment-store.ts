import path from 'node:path';
import type { Database, JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import { pino } from 'pino';
import { DefinitionReader } from '../../plugins/segments/domain/definition';
import { CatalogueReader } from '../../plugins/segments/server/live/catalogue';
import { migrate } from '../../src/postgres/migrate';
import { createPluginDatabase } from '../../src/store/plugin-database';
import { pluginPools } from '../support/database';
import { fillCustomers } from './fill';
import { startFilledServer } from './filled-server';
import { progress } from './report';
import { appDir, prepareSchema } from './server';

/** Customers and events for segments, without Rapport's processes: what statements cost by themselves. */
export type SegmentStore = {
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly definitions: DefinitionReader;
  readonly catalogues: CatalogueReader;
  readonly now: () => number;
  stop(): Promise<void>;
};

/** Names of the events that fill.ts makes, each a fifth of them. */
export const filledNames = ['Order Completed', 'Product Viewed', 'Product Added', 'Article Viewed', 'Email Opened'];
const eventsEach = 20;
const schema = 'rapport';

/** A twentieth more comes last and is not vacuumed: a table that is being written to. */
export async function openSegmentStore(customers: number): Promise<SegmentStore> {
  const server = await startFilledServer(customers, eventsEach);
  const pool = await prepareSchema(server.url, schema, 4);
  const sources = [
    { name: 'core', folder: path.join(appDir, 'database/rapport') },
    { name: 'segments', folder: path.join(appDir, 'plugins/segments/migrations') },
  ];
  await migrate(pool, schema, sources);
  const clock = Date.now();
  const all = Math.floor(customers * 1.05);
  await fillCustomers(pool, { from: customers, to: all, eventsEach, now: clock });
  await renameEvents(pool);
  progress(`  ${all.toLocaleString('en')} profiles, ${(all * 10).toLocaleString('en')} events`);
  const now = (): number => clock;
  const definitions = new DefinitionReader();
  return {
    ...{ pool, definitions, now, database: createPluginDatabase({ pools: pluginPools(pool), schema, now }) },
    catalogues: new CatalogueReader({ log: pino({ level: 'silent' }) }, definitions, 'UTC'),
    async stop() {
      await pool.end();
      await server.stop();
    },
  };
}

/** What fill.ts calls `Filled 0` ... are names of the Segment spec. */
export async function renameEvents(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update event_name set name = ($1::text[])[right(name, 1)::int + 1] where type = 1 and name like 'Filled _'`,
    [filledNames],
  );
}

/** Three conditions of the design: a country, orders that add up, no opened e-mail. */
export const threeConditions: JsonObject = {
  all: [
    { trait: 'country', op: 'eq', value: 'DE' },
    { event: 'Order Completed', count: { op: 'gte', value: 3 }, within: '30d' },
    { event: 'Order Completed', aggregate: { fn: 'sum', property: 'revenue' }, op: 'gt', value: 15, within: '30d' },
    { not: { event: 'Email Opened', within: '14d' } },
  ],
};
